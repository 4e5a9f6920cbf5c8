"""Beginning to pay an order. The try is written down first, then the company is asked; what is lost between,
is asked about later."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from common import audit
from shops.orders.models import Order
from shops.orders.moving import held
from shops.orders.numbers import LETTERS
from shops.orders.placing import BANK_HOLD, HOLD
from shops.orders.queries import with_parts
from shops.orders.ways import is_at_once
from shops.payments.companies import BY_HAND, gateway_of
from shops.payments.gateways import Asked
from shops.payments.models import Payment

State, Means, Way = Payment.State, Payment.Means, Order.Way
FIRST_ASKED = timedelta(seconds=20)
MOST = 12  # tries of one order
MEANS: dict[str, frozenset[str]] = {
    Way.WECHAT: frozenset({Means.NATIVE, Means.JSAPI, Means.H5}), Way.ALIPAY: frozenset({Means.PAGE, Means.WAP}),
    Way.BANK: frozenset({Means.TRANSFER}), Way.PRACTICE: frozenset({Means.PRACTICE}),
}  # fmt: skip


class NotToBePaid(Exception):
    """The order waits for no payment, or for none of this kind: paid, cancelled, too late. Nothing was begun."""


class TooOften(Exception):
    """So many tries are no buyer's."""


@dataclass(frozen=True)
class Where:
    """Addresses a company needs: where the browser comes back, where it notifies; the buyer's address and openid."""

    back_to: str
    notify_to: str
    ip: str = ""
    payer: str = ""


def begin(*, order: Order, way: str, means: str, where: Where, words: str, by: Any, at: datetime) -> Payment:
    """A try at paying the order so; the one that was begun already where there is one.

    Raises NotToBePaid, TooOften, and what the gateway raises (NotOffered, Silent, Refused): then it may be tried again.
    """
    if means not in MEANS.get(way, ()):
        raise ValueError(f"{way} {means}")
    gateway = None if way in BY_HAND else gateway_of(way)
    payment = written_down(order, way, means, by, at)
    if gateway is None or payment.link or way == Way.PRACTICE:
        return payment
    asked = Asked(
        number=payment.number, amount=payment.amount, words=words, means=means,
        expires_at=open_until(payment, order),
        back_to=where.back_to, notify_to=where.notify_to, ip=where.ip, payer=where.payer,
    )  # fmt: skip
    payment.link = gateway.open(asked)
    Payment.objects.filter(pk=payment.pk).update(link=payment.link)
    return payment


@transaction.atomic
def written_down(order: Order, way: str, means: str, by: Any, at: datetime) -> Payment:
    now = held(order)
    if not now.is_payable or (now.expires_at and now.expires_at <= at):
        raise NotToBePaid(now.number)
    if now.kept_by and not is_at_once(way):
        raise NotToBePaid(now.number)
    tries = list(Payment.objects.filter(order=now, turn=now.turn))
    for one in tries:
        if is_wanted(one, now, at) and (one.way, one.means) == (way, means):
            return one
    if len(tries) >= MOST:
        raise TooOften(now.number)
    if way != now.way:
        now.way = way
        Order.objects.filter(pk=now.pk).update(way=way)
    if way == Way.BANK and now.expires_at and now.expires_at < now.placed_at + BANK_HOLD:
        Order.objects.filter(pk=now.pk).update(expires_at=now.placed_at + BANK_HOLD)
    whole = with_parts(Order.objects.filter(pk=now.pk)).get()
    asks = way not in (*BY_HAND, Way.PRACTICE)
    payment = Payment.objects.create(
        order=now, way=way, means=means, number=new_number(now), turn=now.turn, amount=whole.due, started_at=at,
        ask_at=at + FIRST_ASKED if asks else None,
    )  # fmt: skip
    audit.record(by, "begin payment", payment, at=at, order=now.number, way=way, means=means)
    return payment


def is_wanted(payment: Payment, order: Order, at: datetime) -> bool:
    """Whether it may still be paid: its order waits for that turn, and what a company opened for a balance is not too old."""
    is_old = payment.turn == 2 and payment.ask_at is not None and at >= open_until(payment, order)
    return payment.state == State.STARTED and order.is_payable and payment.turn == order.turn and not is_old


def open_until(payment: Payment, order: Order) -> datetime:
    """Until when its company lets it be paid. A balance has days, but what a company opened is good for hours at most."""
    until = order.expires_at or payment.started_at
    return min(until, payment.started_at + HOLD) if payment.turn == 2 else until


def new_number(order: Order) -> str:
    """The order's number and four letters more: 261126K7M2QXA4BC. Companies take letters and figures, at most 32."""
    return order.number.replace("-", "") + "".join(secrets.choice(LETTERS) for _place in range(4))
