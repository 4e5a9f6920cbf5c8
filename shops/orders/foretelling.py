"""What a promotion would have cost, from the orders of the last thirty days; and what one that runs has brought."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Sum

from common.clock import shanghai_day
from shops.franchise.models import Shop
from shops.orders.models import OrderLine, ShopOrder
from shops.promotions.deciding import Decision, decide
from shops.promotions.finding import NOTHING, links_of, terms_of
from shops.promotions.models import Promotion, Use
from shops.promotions.reckoning import Line

DAYS = 30
MOST = 5000  # lines looked at, the newest first
GONE = -1  # a visit that is told of no more: it was one


@dataclass(frozen=True)
class Foretold:
    """Had it run in the last thirty days: of so many orders so many would have used it; `goods`: those, or the
    visits, in them at full prices. Fen. `below_cost`: some line would have been sold for less than it costs the shop to make.
    """

    orders: int
    used: int
    goods: int
    by_shop: int
    by_county: int
    below_cost: bool

    @property
    def cost(self) -> int:
        return self.by_shop + self.by_county


def foretell(promotion: Promotion, at: datetime) -> Foretold:
    """As if everybody who could had used it, and every shop took part. Three queries."""
    terms = replace(terms_of(promotion, links_of([promotion]).get(promotion.pk, NOTHING), is_of_all=True), left=None)
    rows = OrderLine.objects.filter(parcel__placed_at__gte=at - timedelta(days=DAYS), parcel__placed_at__lt=at)
    rows = (
        rows.filter(parcel__kind__in=kinds_of(promotion))
        .exclude(parcel__state=ShopOrder.State.CANCELLED)
        .select_related("parcel", "offer", "booking")
        .prefetch_related("discounts")
        .order_by("-pk")
    )
    if promotion.shop_id:
        rows = rows.filter(parcel__shop=promotion.shop_id)
    by_order: dict[int, list[OrderLine]] = defaultdict(list)
    for row in rows[:MOST]:
        by_order[row.parcel.order_id].append(row)
    used = goods = by_shop = by_county = 0
    below = False
    for lines in by_order.values():
        decision = decide(map(line_of, lines), {row.parcel.shop_id: row.parcel.fee for row in lines}, [terms])
        for shop, county in decision.uses.values():
            used, by_shop, by_county = used + 1, by_shop + shop, by_county + county
            goods += sum(row.whole for row in lines)
        below = below or any(is_below_cost(row, taken_off(decision, row)) for row in lines)
    return Foretold(len(by_order), used, goods, by_shop, by_county, below)


def kinds_of(promotion: Promotion) -> list[str]:
    """Of which parts of orders it is."""
    goods = [ShopOrder.Kind.GOODS] if promotion.is_of_goods else []
    return [*goods, ShopOrder.Kind.VISIT] if promotion.is_of_visits else [*goods]


def line_of(row: OrderLine) -> Line:
    """As it would have been reckoned; of a visit, with what was off because it was booked early."""
    facts: dict[str, Any] = {"shop": row.parcel.shop_id, "price": row.price, "packs": row.packs}
    if row.offer_id:
        return Line(key_of(row), category=row.category_id or 0, **facts)
    booking = row.booking  # type: ignore[attr-defined]
    early = sum(off.amount for off in row.discounts.all() if not off.promotion_id)
    first, until = shanghai_day(booking.arrives_at), shanghai_day(booking.leaves_at)
    until = until if booking.is_stay else first + timedelta(days=1)
    return Line(key_of(row), category=0, visit=booking.visit_id or GONE, first=first, until=until, early=early, **facts)


def key_of(row: OrderLine) -> int:
    """The offer's id; of a visit one of its own, below nothing."""
    return row.offer_id or -row.pk


def is_below_cost(row: OrderLine, off: int) -> bool:
    cost = row.offer.cost if row.offer else None
    return bool(off) and cost is not None and row.whole - off < cost * row.packs


def taken_off(decision: Decision, row: OrderLine) -> int:
    return sum(off.fen for off in decision.lines.get(key_of(row), ()))


@dataclass(frozen=True)
class Brought:
    """Orders that used it and stand, the goods or visits in them at full prices, and what it took off. Fen."""

    orders: int
    goods: int
    by_shop: int
    by_county: int

    @property
    def cost(self) -> int:
        return self.by_shop + self.by_county


def brought_by(promotion: Promotion, shop: Shop | None = None) -> Brought:
    """What it brought in all, or of what is of `shop`. Two queries."""
    uses = Use.objects.filter(promotion=promotion, given_back_at=None)
    found = uses.aggregate(by_shop=Sum("by_shop", default=0), by_county=Sum("by_county", default=0))
    lines = OrderLine.objects.filter(parcel__order__number__in=uses.values("order"), parcel__kind__in=kinds_of(promotion))
    if shop:
        lines = lines.filter(parcel__shop=shop)
    goods = lines.aggregate(fen=Sum(F("price") * F("packs"), default=0))["fen"]
    return Brought(promotion.uses, goods, found["by_shop"], found["by_county"])
