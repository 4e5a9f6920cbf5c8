"""Pre-sales and advance orders, for tests."""

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

from common.clock import shanghai_day
from shops.catalogue.models import Product
from shops.orders.models import Order
from shops.payments.models import Payment
from shops.payments.opening import written_down
from shops.payments.taking import take_in
from shops.presale.models import Presale
from shops.presale.offering import Terms, start_presale
from shops.presale.placing import place_ahead
from shops.presale.queries import presale_at, quote_ahead
from tests.factories.catalogue import product
from tests.factories.orders import TO, offer_of
from tests.factories.payments import MEANS, told_paid
from tests.factories.shops import OPENED

_numbers = count(1)
PRICE, QUOTA = 4000, 10


def phone() -> str:
    return f"+8613701{next(_numbers):06d}"


def terms(at=OPENED, **changes: Any) -> Terms:
    """¥40 with a fifth first, ten packs; it opens today for a month, is ready ten days later."""
    day = shanghai_day(at)
    facts = {
        "price": PRICE, "deposit_percent": 20, "quota": QUOTA, "most_packs": 5, "opens_on": day,
        "closes_on": day + timedelta(days=30), "ready_on": day + timedelta(days=40), "ships_from": day + timedelta(days=45),
        "pays_days": 7, "first_days": 3,
    }  # fmt: skip
    return Terms(**{**facts, **changes})


def presale(goods: Product | None = None, at=OPENED, **changes: Any) -> Presale:
    """A harvest that is sold ahead; the price alone is ¥49."""
    goods = goods or product(group_price=None)
    made = start_presale(offer=offer_of(goods), terms=terms(at, **changes), by=goods.shop.owner, at=at)
    found = presale_at(made.pk)
    assert found
    return found


def ordered(
    sold: Presale, *, packs: int = 1, buyer=None, number: str = "", way: str = "wechat", at=OPENED, press: str = ""
) -> Order:
    """Of the harvest, not paid yet."""
    to = replace(TO, phone=number or phone())
    now = presale_at(sold.pk)
    assert now
    return place_ahead(
        presale=sold, packs=packs, press=press or f"ahead-{next(_numbers)}", to=to, way=way,
        total=quote_ahead(now, packs, to.region).total, by=buyer, language="zh-hans", at=at,
    )  # fmt: skip


def tried(order: Order, at=OPENED, way: str = "", means: str = "") -> Payment:
    """A try at paying what is due, no company asked."""
    way = way or order.way
    return written_down(order, way, means or MEANS[way], None, at)


def pay(order: Order, at=OPENED, way: str = "") -> Payment:
    """What of the order is due, paid without asking anybody."""
    payment = tried(order, at, way)
    take_in(payment=payment, told=told_paid(payment), at=at)
    order.refresh_from_db()
    return payment


def booked(sold: Presale, at=OPENED, **facts: Any) -> Order:
    """Of the harvest, the deposit or all of it paid."""
    order = ordered(sold, at=at, **facts)
    pay(order, at)
    return order
