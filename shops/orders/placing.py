"""One press, one order: everything is looked at once more, then stock and places are taken, the order written and the ledger
told."""

from collections.abc import Callable, Mapping
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
from shops.orders.booking import Gone, book
from shops.orders.credit import CreditGone, came, credit_for, credited, spend_credit
from shops.orders.discounting import everything_given, postage_facts, takings, write_discounts
from shops.orders.keepers import keeper_of
from shops.orders.models import Basket, BasketCode, BasketLine, BasketVisit, Order, OrderLine, ShopOrder
from shops.orders.numbers import new_number
from shops.orders.priced import Wanted
from shops.orders.pricing import Parcel, Quote
from shops.orders.queries import quote_of
from shops.promotions.models import Promotion
from shops.promotions.taking import UsedUp, take
from shops.standards.models import CommissionRate

HOLD = timedelta(minutes=30)  # how long goods are kept while the buyer pays
BANK_HOLD = timedelta(days=2)  # a transfer takes its time


class NotPlaced(Exception):
    """Nothing was ordered."""


class BasketChanged(NotPlaced):
    """What is in the basket is not what the buyer saw: prices, stock, promotions, what is sold or where it goes. Nothing was
    ordered. `used_up`: the promotion that somebody else took the last of meanwhile.
    """

    def __init__(self, quote: Quote, used_up: Promotion | None = None) -> None:
        self.quote, self.used_up = quote, used_up
        super().__init__("the basket changed")


class NothingWanted(NotPlaced):
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


@dataclass(frozen=True)
class Kept:
    """Who says when a paid order may be packed (`keepers`), and until when it can be paid where that is sooner than usual. A
    keeper that puts packs back has taken them too: the shelf is not asked."""

    by: str = ""
    until: datetime | None = None
    deposit: int = 0  # fen that are paid first; an order with a deposit is of one part


AT_ONCE = Kept()  # packed as soon as it is paid


def place(
    *, basket: Basket, press: str, to: To, way: str, total: int, by: Any, language: str, at: datetime,
    uses_credit: bool = False, shared: str = "",
) -> Order:  # fmt: skip
    """The order of this press; the same press again is the same order, however many come at once.

    `total` is the sum in fen that the buyer saw, their credit taken off where it `uses_credit`; `shared`: the cookie of a link
    that was shared (`credit`). At most one query for each offer, six for each promotion, twelve for each
    visit, and 27.
    Raises BasketChanged, NothingWanted, KeyReused.
    """
    by = by if getattr(by, "pk", None) else None  # a guest
    asked = fingerprint({**asdict(to), "way": way, "total": total, "basket": basket.pk})

    def act() -> Order:
        order = placed(basket, press, asked, to, way, total, by, language, at, uses_credit)
        came(order, shared, at)
        return order

    return once(press, asked, act)


def once(press: str, asked: str, act: Callable[[], Order]) -> Order:
    """The order of this press, which `act` writes in one transaction unless it is there. Raises KeyReused, and what it does."""
    if known := known_order(press, asked):
        return known
    try:
        with transaction.atomic():
            return act()
    except (IntegrityError, NotPlaced):  # a rival of the same press was first
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
    basket: Basket, press: str, asked: str, to: To, way: str, total: int, by: Any, language: str, at: datetime,
    uses_credit: bool,
) -> Order:  # fmt: skip
    held(basket)
    quote = quote_of(basket, to.region, phone=to.phone, at=at)
    quote = credited(quote, credit_for(quote, by, at)) if uses_credit else quote
    if quote.is_empty:
        raise NothingWanted
    order = place_lines(quote, press, asked, to, way, total, by, language, at)
    BasketLine.objects.filter(basket=basket).delete()
    if quote.visits:
        BasketVisit.objects.filter(basket=basket).delete()
    if quote.has_codes:
        BasketCode.objects.filter(basket=basket).delete()
    return order


def place_lines(
    quote: Quote, press: str, asked: str, to: To, way: str, total: int, by: Any, language: str, at: datetime,
    kept: Kept = AT_ONCE,
) -> Order:  # fmt: skip
    """An order of what the quote holds, at its prices; stock is taken and the ledger told. Within the transaction of `once`.

    Raises BasketChanged where it is not what the buyer saw, or cannot be had.
    """
    if not quote.is_ready or quote.total != total:
        raise BasketChanged(quote)
    order = written(press, asked, to, way, total, by, language, at, kept)
    parcels, rates = write_parcels(order, quote), rates_on(at)
    write_lines(parcels, quote, rates)
    try:
        take_stock(order, quote, by, at)
        visits = book(order, quote.visits, rates, by, at)
    except (stock.SoldOut, Gone):
        raise BasketChanged(quote) from None
    take_promotions(order, parcels, quote, at)
    try:
        spend_credit(order, parcels, quote, at)
    except CreditGone:
        raise BasketChanged(quote) from None
    sums = [part.total for part in quote.parcels] + [one.to_pay for one in quote.visits]
    for parcel, amount in zip([*parcels, *visits], sums, strict=True):
        postings.owe(order=order.number, source=f"parcel {parcel.pk}", amount=amount, at=at)
    audit.record(by, "place order", order, at=at, total=quote.total, way=way)
    return order


def take_stock(order: Order, quote: Quote, by: Any, at: datetime) -> None:
    keeper = keeper_of(order)
    if keeper and keeper.puts_back:
        return
    if wanted := {line.offer.pk: line.packs for line in quote.lines}:
        stock.take(wanted=wanted, key=f"order {order.number}", by=by, at=at)


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


def written(
    press: str, asked: str, to: To, way: str, total: int, by: Any, language: str, at: datetime, kept: Kept = AT_ONCE
) -> Order:
    """Cash is paid when it comes: such an order waits for nothing, nor does one that costs nothing."""
    pays_first = way != Order.Way.CASH and total > 0
    until = at + (BANK_HOLD if way == Order.Way.BANK else HOLD)
    return Order.objects.create(
        number=new_number(shanghai_day(at)), press=press, asked=asked, buyer=by, way=way,
        state=Order.State.WAITING if pays_first else Order.State.CONFIRMED,
        expires_at=min(until, kept.until or until) if pays_first else None,
        confirmed_at=None if pays_first else at, language=language, placed_at=at, kept_by=kept.by,
        deposit=kept.deposit, **asdict(to),
    )  # fmt: skip


def write_parcels(order: Order, quote: Quote) -> list[ShopOrder]:
    state = ShopOrder.State.WAITING if order.state == Order.State.WAITING else ShopOrder.State.TO_PACK
    rows = [parcel_of(order, state, part) for part in quote.parcels]
    return ShopOrder.objects.bulk_create(rows)


def parcel_of(order: Order, state: str, part: Parcel) -> ShopOrder:
    return ShopOrder(order=order, shop=part.shop, state=state, placed_at=order.placed_at, **postage_facts(part))


def write_lines(parcels: list[ShopOrder], quote: Quote, rates: Mapping[int | None, int]) -> None:
    OrderLine.objects.bulk_create(
        line_of(parcel, line, rates) for parcel, part in zip(parcels, quote.parcels, strict=True) for line in part.lines
    )


def rates_on(at: datetime) -> dict[int | None, int]:
    """Basis points by category's id (None: of visits) on the Shanghai day of `at`. One query."""
    begun = CommissionRate.objects.filter(from_on__lte=shanghai_day(at)).order_by("from_on")
    return dict(begun.values_list("category_id", "basis_points"))


def line_of(parcel: ShopOrder, wanted: Wanted, rates: Mapping[int | None, int]) -> OrderLine:
    """The line in the words and at the price of now."""
    variant: Any = wanted.offer.variant
    product = variant.product
    return OrderLine(
        parcel=parcel, offer=wanted.offer, category=product.category, name_zh_hans=product.name_zh_hans,
        name_en=product.name_en or "", pack_zh_hans=variant.name_zh_hans, pack_en=variant.name_en or "", batch=product.batch,
        picture=product.picture, price=wanted.price, packs=wanted.packs, basis_points=rates.get(product.category_id, 0),
    )  # fmt: skip
