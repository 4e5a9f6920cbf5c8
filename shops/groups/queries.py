"""Groups as pages read them."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from shops.availability.models import Session
from shops.catalogue.models import Offer, Product
from shops.catalogue.queries import with_cards
from shops.franchise.models import Shop
from shops.groups.models import Group, GroupTerms, Seat
from shops.orders.models import Order
from shops.orders.priced import Wanted
from shops.orders.pricing import Quote
from shops.orders.queries import OFFERS, is_sold, quote_for

SHOWN, PAGE = 3, 20  # groups on a product's page; on the shop's
GONE = (Product.State.REMOVED, Product.State.DRAFT)
CLOSED = (Shop.State.SUSPENDED, Shop.State.CLOSED)
WHAT = (f"offer__{OFFERS}__owner", "session__bookable__visit__shop__owner")  # a group buys


def terms_of(offer: Offer) -> GroupTerms:
    """The shop's own, or the usual ones. One query, unless they were read with the offer."""
    return getattr(offer, "group_terms", None) or GroupTerms(offer=offer)


def offer_at(pk: int) -> Offer | None:
    """An offer with what it is of. One query."""
    return Offer.objects.select_related(f"{OFFERS}__owner", "variant__product__category", "group_terms").filter(pk=pk).first()


def quote_together(offer: Offer, packs: int, price: int, region: str = "") -> Quote:
    """What so many packs come to at a group's price. One query."""
    return quote_for([Wanted(offer, packs, price, is_sold(offer), price)], region)


def why_gone(of: Group | Seat, at: datetime) -> str:
    """Why no group of what this one buys can come about any more; "" where it can. What only rests may come back."""
    if of.offer is None:
        return why_off(of.session, at)
    offer = of.offer
    product = offer.variant.product
    if product.shop.state in CLOSED:
        return Group.Why.SHOP
    return Group.Why.GOODS if product.state in GONE or not offer.variant.is_sold else ""


def why_off(session: Session | None, at: datetime) -> str:
    if session is None or session.state == Session.State.OFF or session.starts_at <= at:
        return Group.Why.DATE
    return Group.Why.SHOP if session.bookable.visit.shop.state in CLOSED else ""


def last_call(session: Session) -> datetime:
    """When the host must know who comes."""
    return session.starts_at - timedelta(hours=session.bookable.lead_hours)


def with_members(groups: QuerySet[Group]) -> QuerySet[Group]:
    """Each with `members`, whose seats are paid, the leader first. One query more."""
    paid = Seat.objects.filter(state=Seat.State.CONFIRMED).select_related("order").order_by("-leads", "pk")
    return groups.prefetch_related(Prefetch("seats", paid, to_attr="members"))


def open_groups(offer: Offer, at: datetime) -> list[Group]:
    """Those that may be joined: the fullest first, then those that end soonest. Two queries; one where there is none."""
    rows = Group.objects.filter(offer=offer, state=Group.State.GATHERING, expires_at__gt=at, seated__lt=F("size"))
    return list(with_members(rows).order_by(F("size") - F("seated"), "expires_at", "pk")[:SHOWN])


def group_at(code: str) -> Group | None:
    """An opened group with its members and goods; what was never paid is nobody's to see. Two queries."""
    rows = Group.objects.filter(code=code, opened_at__isnull=False).exclude(offer=None, session=None)
    return with_members(rows.select_related(*WHAT)).first()


def shown_goods(group: Group) -> Any:
    """The goods the group buys, with its packs and cover photograph. Three queries."""
    return with_cards(Product.objects.filter(pk=group.thing.pk).select_related("category")).get()


def mine_in(group: Group, user: Any, numbers: list[str]) -> Seat | None:
    """The reader's seat that was not given up: of their account, or of an order placed in this browser (`numbers`). One
    query."""
    whose = Q(order__number__in=numbers, person=None)
    if user.is_authenticated:
        whose |= Q(person=user)
    rows = Seat.objects.filter(whose, group=group).exclude(state=Seat.State.GIVEN_UP)
    return rows.select_related("order").order_by("pk").first()


def groups_of(shop: Shop, before: int | None = None) -> QuerySet[Group]:
    """A shop's opened groups, the newest first, beyond the key `before`. Two queries."""
    whose = Q(offer__variant__product__shop=shop) | Q(session__bookable__visit__shop=shop)
    rows = Group.objects.filter(whose, opened_at__isnull=False)
    rows = rows.filter(pk__lt=before) if before else rows
    return with_members(rows.select_related(*WHAT).order_by("-pk"))


def packs_of(shop: Shop) -> QuerySet[Offer]:
    """What the shop has on sale, those sold in groups first. One query."""
    rows = Offer.objects.filter(
        variant__product__shop=shop, variant__is_sold=True, variant__product__state=Product.State.ON_SALE
    )
    rows = rows.select_related("variant__product__shop", "group_terms")
    return rows.order_by(F("group_price").asc(nulls_last=True), "variant__product__position", "variant__position")


def seat_with_members(order: Order) -> Seat | None:
    """The seat that an order is of; its group with its members. Three queries."""
    if (seat := Seat.objects.filter(order=order).first()) is None:
        return None
    seat.group = with_members(Group.objects.filter(pk=seat.group_id)).get()
    return seat


def together_on(offer: Offer, at: datetime) -> list[Group] | None:
    """Groups of a product's page that may be joined; None where nobody can open or join one. No query for what has no
    group price, else as `open_groups`."""
    if not offer.group_price or offer.stock < 1 or not is_sold(offer):
        return None
    return open_groups(offer, at)
