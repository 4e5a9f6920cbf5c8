"""Baskets and orders as pages read them."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch

from common.clock import now
from shops.catalogue.models import Offer, Product
from shops.franchise.models import DeliveryFee, Shop
from shops.orders.dated import dated_in
from shops.orders.discounting import discounted
from shops.orders.models import Basket, BasketCode, BasketLine, BasketVisit, Order, OrderLine, ShopOrder
from shops.orders.priced import Dated, Wanted
from shops.orders.pricing import Quote, quote

OFFERS = "variant__product__shop"
UNDER_WAY = (
    ShopOrder.State.WAITING, ShopOrder.State.GATHERING, ShopOrder.State.AHEAD, ShopOrder.State.TO_PACK, ShopOrder.State.BOOKED,
    ShopOrder.State.SENT,
)  # fmt: skip


def basket_of(buyer: Any, key: str) -> Basket | None:
    """The basket of the person, or of the guest with this key, and whether visits or codes are in it (`has_visits`,
    `has_codes`), so that most pages need not ask for them. One query."""
    mine = OuterRef("pk")
    rows = Basket.objects.annotate(
        has_visits=Exists(BasketVisit.objects.filter(basket=mine)), has_codes=Exists(BasketCode.objects.filter(basket=mine))
    )
    if getattr(buyer, "is_authenticated", False):
        return rows.filter(buyer=buyer).first()
    return rows.filter(key=key, buyer=None).first() if key else None


def wanted_in(basket: Basket | None) -> list[Wanted]:
    """The basket's lines with what is offered now. One query."""
    if basket is None:
        return []
    rows = BasketLine.objects.filter(basket=basket).select_related(f"offer__{OFFERS}", "offer__variant__product__category")
    return [Wanted(row.offer, row.packs, row.seen_price, is_sold(row.offer)) for row in rows]


def is_sold(offer: Offer) -> bool:
    """Whether the offer may be bought now, were there enough of it."""
    variant, product = offer.variant, offer.variant.product
    return variant.is_sold and product.state == Product.State.ON_SALE and product.shop.state == Shop.State.OPEN


def quote_of(basket: Basket | None, region: str = "", *, phone: str = "", at: datetime | None = None) -> Quote:
    """What the basket comes to at this moment, promotions taken off; `phone`: who orders, once it is known. Five queries,
    three more where visits are in it; two more where there are promotions, and two where a visit is booked in the place of
    another.
    """
    moment = at or now()
    priced = quote_for(wanted_in(basket), region, dated_in(basket, moment))
    return discounted(priced, basket, phone=phone, at=moment) if basket and not priced.is_empty else priced


def quote_for(lines: list[Wanted], region: str = "", visits: list[Dated] | None = None) -> Quote:
    """What these lines and visits come to, without promotions. One query, none without lines."""
    fees: dict[int, list[DeliveryFee]] = defaultdict(list)
    for fee in DeliveryFee.objects.filter(shop__in={line.shop.pk for line in lines}) if lines else ():
        fees[fee.shop_id].append(fee)
    return quote(lines, fees, region, visits or ())


def with_parts(rows: Any) -> Any:
    """Orders with their parts, lines and shops. Three queries more."""
    lines = Prefetch("lines", OrderLine.objects.select_related("booking").prefetch_related("discounts"))
    return rows.prefetch_related(Prefetch("parcels", ShopOrder.objects.select_related("shop").prefetch_related(lines)))


def order_at(number: str) -> Order | None:
    """One order with all its parts. Four queries."""
    return with_parts(Order.objects.filter(number=number)).first()


def parcels_by_state(buyer: Any) -> dict[str, int]:
    """How many parts of the person's orders stand in each state. One query."""
    rows = ShopOrder.objects.filter(order__buyer=buyer).order_by()
    return dict(rows.values_list("state").annotate(n=Count("pk")))
