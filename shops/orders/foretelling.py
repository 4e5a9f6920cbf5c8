"""What a promotion would have cost, from the orders of the last thirty days; and what one that runs has brought."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import F, Sum

from shops.franchise.models import Shop
from shops.orders.models import OrderLine, ShopOrder
from shops.promotions.deciding import Decision, decide
from shops.promotions.finding import offers_of, terms_of
from shops.promotions.models import Promotion, Use
from shops.promotions.reckoning import Line

DAYS = 30
MOST = 5000  # lines looked at, the newest first


@dataclass(frozen=True)
class Foretold:
    """Had it run in the last thirty days: of so many orders so many would have used it. Fen. `below_cost`: some line would
    have been sold for less than it costs the shop to make."""

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
    """As if everybody who could had used it, and every shop took part. Two queries."""
    terms = replace(terms_of(promotion, offers_of([promotion]).get(promotion.pk, ())), left=None)
    rows = OrderLine.objects.filter(parcel__placed_at__gte=at - timedelta(days=DAYS), parcel__placed_at__lt=at)
    rows = (
        rows.filter(parcel__kind=ShopOrder.Kind.GOODS)
        .exclude(parcel__state=ShopOrder.State.CANCELLED)
        .select_related("parcel", "offer")
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
        wanted = [Line(row.goods.pk, row.parcel.shop_id, row.category_id or 0, row.price, row.packs) for row in lines]
        decision = decide(wanted, {row.parcel.shop_id: row.parcel.fee for row in lines}, [terms])
        for shop, county in decision.uses.values():
            used, by_shop, by_county = used + 1, by_shop + shop, by_county + county
            goods += sum(row.whole for row in lines)
        below = below or any(is_below_cost(row, taken_off(decision, row)) for row in lines)
    return Foretold(len(by_order), used, goods, by_shop, by_county, below)


def is_below_cost(row: OrderLine, off: int) -> bool:
    cost = row.goods.cost
    return bool(off) and cost is not None and row.whole - off < cost * row.packs


def taken_off(decision: Decision, row: OrderLine) -> int:
    return sum(off.fen for off in decision.lines.get(row.goods.pk, ()))


@dataclass(frozen=True)
class Brought:
    """Orders that used it and stand, the goods in them at full prices, and what it took off. Fen."""

    orders: int
    goods: int
    by_shop: int
    by_county: int

    @property
    def cost(self) -> int:
        return self.by_shop + self.by_county


def brought_by(promotion: Promotion, shop: Shop | None = None) -> Brought:
    """What it brought in all, or of the goods of `shop`. Two queries."""
    uses = Use.objects.filter(promotion=promotion, given_back_at=None)
    found = uses.aggregate(by_shop=Sum("by_shop", default=0), by_county=Sum("by_county", default=0))
    lines = OrderLine.objects.filter(parcel__order__number__in=uses.values("order"))
    if shop:
        lines = lines.filter(parcel__shop=shop)
    goods = lines.aggregate(fen=Sum(F("price") * F("packs"), default=0))["fen"]
    return Brought(promotion.uses, goods, found["by_shop"], found["by_county"])
