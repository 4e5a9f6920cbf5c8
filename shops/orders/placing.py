"""One press, one order: everything is looked at once more, then stock is taken, the order written and the ledger told."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from common import audit
from common.clock import shanghai_day
from common.idempotency import KeyReused, fingerprint
from shops.catalogue import stock
from shops.ledger import postings
from shops.orders.baskets import held
from shops.orders.discounting import everything_given, postage_facts, takings, write_discounts
from shops.orders.models import Basket, BasketCode, BasketLine, Order, OrderLine, ShopOrder
from shops.orders.numbers import new_number
from shops.orders.pricing import Parcel, Quote, Wanted
from shops.orders.queries import quote_of
from shops.promotions.models import Promotion
from shops.promotions.taking import UsedUp, take
from shops.standards.models import CommissionRate

HOLD = timedelta(minutes=30)  # how long goods are kept while the buyer pays
BANK_HOLD = timedelta(days=2)  # a transfer takes its time


class BasketChanged(Exception):
    """What is in the basket is not what the buyer saw: prices, stock, promotions, what is sold or where it goes. Nothing was
    ordered. `used_up`: the promotion that somebody else took the last of meanwhile.
    """

    def __init__(self, quote: Quote, used_up: Promotion | None = None) -> None:
        self.quote, self.used_up = quote, used_up
        super().__init__("the basket changed")


class NothingWanted(Exception):
    """The basket is empty: ordered already in another tab, or taken out."""


@dataclass(frozen=True)
class To:
    """Who takes the parcels in, where, and what they want said."""

    name: str
    phone: str
    region: str
    place: str
    street: str
    note: str = ""


def place(*, basket: Basket, press: str, to: To, way: str, total: int, by: Any, language: str, at: datetime) -> Order:
    """The order of this press; the same press again is the same order, however many come at once.

    `total` is the sum in fen that the buyer saw. At most one query for each offer, six for each promotion, and 26.
    Raises BasketChanged, NothingWanted, KeyReused.
    """
    by = by if getattr(by, "pk", None) else None  # a guest
    asked = fingerprint({**asdict(to), "way": way, "total": total, "basket": basket.pk})
    if known := known_order(press, asked):
        return known
    try:
        with transaction.atomic():
            return placed(basket, press, asked, to, way, total, by, language, at)
    except (IntegrityError, NothingWanted):  # a rival of the same press was first
        if known := known_order(press, asked):
            return known
        raise


def known_order(press: str, asked: str) -> Order | None:
    """Raises KeyReused when the press asked for something else before."""
    order = Order.objects.filter(press=press).first()
    if order and order.asked != asked:
        raise KeyReused(press)
    return order


def placed(
    basket: Basket, press: str, asked: str, to: To, way: str, total: int, by: Any, language: str, at: datetime
) -> Order:  # fmt: skip
    held(basket)
    quote = quote_of(basket, to.region, phone=to.phone, at=at)
    if not quote.lines:
        raise NothingWanted
    if not quote.is_ready or quote.total != total:
        raise BasketChanged(quote)
    order = written(press, asked, to, way, total, by, language, at)
    parcels = write_parcels(order, quote)
    write_lines(parcels, quote, at)
    try:
        stock.take(wanted={line.offer.pk: line.packs for line in quote.lines}, key=f"order {order.number}", by=by, at=at)
    except stock.SoldOut:
        raise BasketChanged(quote) from None
    take_promotions(order, parcels, quote, at)
    for parcel, part in zip(parcels, quote.parcels, strict=True):
        postings.owe(order=order.number, source=f"parcel {parcel.pk}", amount=part.total, at=at)
    BasketLine.objects.filter(basket=basket).delete()
    BasketCode.objects.filter(basket=basket).delete()
    audit.record(by, "place order", order, at=at, total=quote.total, way=way)
    return order


def take_promotions(order: Order, parcels: list[ShopOrder], quote: Quote, at: datetime) -> None:
    """Uses and budgets, after the stock, as wherever both are held. Raises BasketChanged when one was used up meanwhile."""
    if not (wanted := takings(quote)):
        return
    try:
        take(order=order.number, wanted=wanted, person=order.buyer_id, phone=order.phone, at=at)
    except UsedUp as gone:
        named = {one.promotion.pk: one.promotion for one in everything_given(quote)}
        raise BasketChanged(quote, named[gone.promotion]) from None
    write_discounts(parcels, quote)


def written(press: str, asked: str, to: To, way: str, total: int, by: Any, language: str, at: datetime) -> Order:
    """Cash is paid when it comes: such an order waits for nothing, nor does one that costs nothing."""
    pays_first = way != Order.Way.CASH and total > 0
    hold = BANK_HOLD if way == Order.Way.BANK else HOLD
    return Order.objects.create(
        number=new_number(shanghai_day(at)), press=press, asked=asked, buyer=by, way=way,
        state=Order.State.WAITING if pays_first else Order.State.CONFIRMED, expires_at=at + hold if pays_first else None,
        confirmed_at=None if pays_first else at, language=language, placed_at=at, **asdict(to),
    )  # fmt: skip


def write_parcels(order: Order, quote: Quote) -> list[ShopOrder]:
    state = ShopOrder.State.WAITING if order.state == Order.State.WAITING else ShopOrder.State.TO_PACK
    rows = [parcel_of(order, state, part) for part in quote.parcels]
    return ShopOrder.objects.bulk_create(rows)


def parcel_of(order: Order, state: str, part: Parcel) -> ShopOrder:
    return ShopOrder(order=order, shop=part.shop, state=state, placed_at=order.placed_at, **postage_facts(part))


def write_lines(parcels: list[ShopOrder], quote: Quote, at: datetime) -> None:
    rates = rates_on(at)
    OrderLine.objects.bulk_create(
        line_of(parcel, line, rates) for parcel, part in zip(parcels, quote.parcels, strict=True) for line in part.lines
    )


def rates_on(at: datetime) -> dict[int, int]:
    """Basis points by category's id on the Shanghai day of `at`. One query."""
    begun = CommissionRate.objects.filter(from_on__lte=shanghai_day(at)).order_by("from_on")
    return dict(begun.values_list("category_id", "basis_points"))


def line_of(parcel: ShopOrder, wanted: Wanted, rates: Mapping[int, int]) -> OrderLine:
    """The line in the words and at the price of now."""
    variant: Any = wanted.offer.variant
    product = variant.product
    return OrderLine(
        parcel=parcel, offer=wanted.offer, category=product.category, name_zh_hans=product.name_zh_hans,
        name_en=product.name_en or "", pack_zh_hans=variant.name_zh_hans, pack_en=variant.name_en or "", batch=product.batch,
        picture=product.picture, price=wanted.offer.price, packs=wanted.packs, basis_points=rates.get(product.category_id, 0),
    )  # fmt: skip
