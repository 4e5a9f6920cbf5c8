"""Promotions that pages offer: on a shop's front, on a product's page, among a person's coupons."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from shops.availability.models import Bookable
from shops.catalogue.models import Offer, Product
from shops.franchise.models import Shop
from shops.promotions.finding import live
from shops.promotions.models import Collected, Joined, Promotion, Tally
from shops.promotions.taking import keys_of
from shops.visits.models import Visit

MOST = 6
KEPT = timedelta(days=30)  # a coupon that is over stays in sight so long
Way = Promotion.Way


@dataclass(frozen=True)
class Offered:
    """A promotion on a page; `is_mine`: the reader has collected it."""

    promotion: Promotion
    is_mine: bool

    @property
    def is_collected(self) -> bool:
        """Whether it is one that is collected, with a press."""
        return self.promotion.way == Way.COLLECTED


def in_reach() -> Q:
    """Not used up."""
    uses = Q(most_uses__isnull=True) | Q(uses__lt=F("most_uses"))
    return uses & (Q(budget__isnull=True) | Q(spent__lt=F("budget")))


def on_shop(shop: Shop, person: int | None, at: datetime, of: Product | Visit | None = None) -> list[Offered]:
    """What runs in the shop and needs no code, the shop's own first; `of` a product or a visit, what may take something off
    it. One query."""
    takes_part = Exists(Joined.objects.filter(promotion=OuterRef("pk"), shop=shop))
    here = Q(shop=shop) | Q(shop__isnull=True, by_county=True)
    rows = Promotion.objects.filter(live(at), in_reach(), here, way__in=(Way.ITSELF, Way.COLLECTED)).filter(
        Q(by_county=False) | Q(county_share=10_000) | takes_part
    )
    rows = rows.exclude(~takes_guests(shop), scope=Promotion.Scope.VISITS)
    if of is not None:
        rows = rows.filter(about_visit(of) if isinstance(of, Visit) else about_product(of)).distinct()
    mine = Collected.objects.filter(promotion=OuterRef("pk"), person=person)
    found = rows.select_related("shop", "festival").annotate(is_mine=Exists(mine)).order_by("by_county", "-pk")[:MOST]
    return [Offered(one, one.is_mine) for one in found]


def takes_guests(shop: Shop) -> Exists:
    return Exists(Bookable.objects.filter(visit__shop=shop, is_online=True))


OF_ALL = Q(is_of_some=False)


def about_product(product: Product) -> Q:
    """Promotions of all goods, of its category or of one of its packs."""
    in_category = Q(category__isnull=True) | Q(category=product.category_id)
    return ~Q(scope=Promotion.Scope.VISITS) & in_category & (OF_ALL | Q(offers__variant__product=product))


def about_visit(visit: Visit) -> Q:
    """Promotions of all visits, or of this one."""
    return ~Q(scope=Promotion.Scope.GOODS) & (OF_ALL | Q(visits=visit))


@dataclass(frozen=True)
class Mine:
    """A coupon somebody collected, and how it stands for them."""

    promotion: Promotion
    is_live: bool
    is_early: bool
    is_used: bool


def coupons_of(person: Any, at: datetime) -> list[Mine]:
    """A person's coupons, the newest first. Three queries."""
    rows = Promotion.objects.filter(collected__person=person, ends_at__gt=at - KEPT).select_related("shop", "festival")
    offers = Prefetch("offers", Offer.objects.select_related("variant__product"))
    found = list(rows.prefetch_related(offers).order_by("-collected__pk"))
    used = dict(Tally.objects.filter(promotion__in=found, key__in=keys_of(person.pk, "")).values_list("promotion", "uses"))
    return [mine_of(one, used.get(one.pk, 0), at) for one in found]


def mine_of(one: Promotion, used: int, at: datetime) -> Mine:
    is_used = one.per_person is not None and used >= one.per_person
    is_early = one.state == one.State.RUNNING and one.starts_at > at
    left = one.left is None or one.left > 0
    room = one.most_uses is None or one.uses < one.most_uses
    is_live = one.state == one.State.RUNNING and not is_early and one.ends_at > at and left and room and not is_used
    return Mine(one, is_live, is_early, is_used)


def to_join(shop: Shop, at: datetime) -> QuerySet[Promotion]:
    """Promotions of the county that ask shops to pay a part, not over, with whether this one does. One query."""
    mine = Joined.objects.filter(promotion=OuterRef("pk"), shop=shop)
    states = (Promotion.State.DRAFT, Promotion.State.RUNNING)
    rows = Promotion.objects.filter(by_county=True, county_share__lt=10_000, state__in=states, ends_at__gt=at)
    return rows.filter(Q(shop__isnull=True) | Q(shop=shop)).annotate(is_joined=Exists(mine))
