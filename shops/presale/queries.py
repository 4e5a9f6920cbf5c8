"""Pre-sales as pages read them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from shops.catalogue.models import Offer, Product
from shops.franchise.models import Shop
from shops.orders.models import Order, ShopOrder
from shops.orders.priced import Wanted
from shops.orders.pricing import Quote
from shops.orders.queries import OFFERS, is_sold, quote_for
from shops.presale.models import Advance, First, Presale

State, Part = Presale.State, ShopOrder.State
PAGE = 50
SOLD = (Part.TO_PACK, Part.SENT, Part.RECEIVED)


def presale_at(pk: int) -> Presale | None:
    """A pre-sale with what it is of. One query."""
    rows = Presale.objects.select_related(f"offer__{OFFERS}__owner", "offer__variant__product__category")
    return rows.filter(pk=pk).first()


def quote_ahead(presale: Presale, packs: int, region: str = "") -> Quote:
    """What so many packs come to, at the price of the pre-sale and out of its quota. One query."""
    offer, price = presale.offer, presale.price
    return quote_for([Wanted(offer, packs, price, is_sold(offer), price, presale.left)], region)


def is_on(presale: Presale, today: date) -> bool:
    """Whether it takes orders of somebody on this day."""
    return presale.state == State.OPEN and presale.first_on <= today <= presale.closes_on


def sold_ahead() -> Exists:
    """Whether a product has a pre-sale before its harvest: to annotate, so that others need not be asked."""
    return Exists(Presale.objects.filter(offer__variant__product=OuterRef("pk"), state=State.OPEN))


def presale_on(offer: Offer, today: date) -> Presale | None:
    """What a product's page shows in place of buying: the offer's pre-sale that takes somebody's orders. One query."""
    if not is_sold(offer):
        return None
    found = Presale.objects.filter(offer=offer, state=State.OPEN, closes_on__gte=today).first()
    return found if found and is_on(found, today) else None


def rights_of(product: Product, person: Any, phone: str) -> QuerySet[First]:
    """Rights to be first that were not used, of this account, of this number, or of the account's."""
    whose = Q(phone=phone) if phone else Q()
    if person:
        whose |= Q(person=person) | (Q(phone=person.phone) if person.phone else Q())
    if not whose:
        return First.objects.none()
    return First.objects.filter(whose, product=product, used_for=None).order_by("pk")


def packs_of(shop: Shop) -> QuerySet[Offer]:
    """What the shop has on sale and sells no harvest of ahead just now. One query."""
    rows = Offer.objects.filter(
        variant__product__shop=shop, variant__is_sold=True, variant__product__state=Product.State.ON_SALE
    )
    rows = rows.exclude(Exists(Presale.objects.filter(offer=OuterRef("pk"), state=State.OPEN)))
    rows = rows.select_related("variant__product__shop")
    return rows.order_by(
        F("variant__product__ships_from").desc(nulls_last=True), "variant__product__position", "variant__position"
    )


def presales_of(shop: Shop) -> QuerySet[Presale]:
    """A shop's, the newest first. One query."""
    return Presale.objects.filter(offer__variant__product__shop=shop).select_related(f"offer__{OFFERS}").order_by("-pk")


def going_on() -> QuerySet[Presale]:
    """All that were not undone and have orders that are not packed yet, for who answers for the market. One query."""
    waits = Advance.objects.filter(presale=OuterRef("pk"), order__parcels__state__in=(Part.WAITING, Part.AHEAD, Part.TO_PACK))
    rows = Presale.objects.exclude(state=State.FAILED).filter(Q(state=State.OPEN) | Exists(waits))
    return rows.select_related(f"offer__{OFFERS}").order_by("ready_on", "pk")


@dataclass(frozen=True)
class Figures:
    """What a pre-sale brought: orders and packs booked; fen that came as deposits, as balances, and paid at once; fen that
    are still to come."""

    orders: int
    packs: int
    deposits: int
    balances: int
    whole: int
    to_come: int


def figures_of(presale: Presale) -> Figures:
    """Two queries. Of orders that stand: what went back counts nowhere."""
    rows = Advance.objects.filter(presale=presale, state=Advance.State.BOOKED).order_by()
    count = rows.aggregate(orders=Count("pk"), packs=Sum("packs"), deposits=Sum("order__deposit"))
    fen = dict.fromkeys(("balances", "whole", "to_come"), 0)
    for order in with_money(rows):
        kind = "whole" if not order.deposit else "balances" if order.state == Order.State.CONFIRMED else "to_come"
        fen[kind] += order.total - order.deposit
    return Figures(count["orders"], count["packs"] or 0, count["deposits"] or 0, **fen)


def with_money(rows: QuerySet[Advance]) -> list[Order]:
    """The orders with what they come to. Four queries."""
    orders = Order.objects.filter(advance__in=rows.values("pk"))
    return list(orders.prefetch_related("parcels__lines__discounts"))


def booked_in(presale: Presale, before: int | None = None) -> list[Advance]:
    """Its orders that were paid for, the newest first, one more than a page beyond the key `before`. Five queries."""
    rows = Advance.objects.filter(presale=presale).exclude(state=Advance.State.HELD).order_by("-pk")
    rows = rows.filter(pk__lt=before) if before else rows
    rows = rows.exclude(Q(state=Advance.State.GIVEN_UP, order__deposited_at=None, order__confirmed_at=None))
    return list(rows.select_related("order").prefetch_related("order__parcels__lines__discounts")[: PAGE + 1])


def advance_of(order: Order) -> Advance | None:
    """What an order is of, where it is of a harvest to come. One query."""
    rows = Advance.objects.select_related("presale").filter(order=order)
    return rows.first()
