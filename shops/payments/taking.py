"""Money that came: taken in once, whoever tells of it and however often. Too late or twice, it goes back by itself."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.states import move
from shops.ledger import postings
from shops.orders.models import Order
from shops.orders.moving import confirm, held
from shops.payments import letters, refunds
from shops.payments.gateways import Stands, Told
from shops.payments.models import Difference, Payment
from shops.payments.payers import payer_key

State = Payment.State


class Mismatch(Exception):
    """What came is not what was asked: nothing was changed but that it is written down for a person."""


def take_in(*, payment: Payment, told: Told, by: Any = None, at: datetime) -> bool:
    """The company says that the payment is paid. Whether it was news. Raises Mismatch."""
    agree(payment, told, at)
    return taken_in(payment, told.provider_number, by, at, told.payer)


def agree(payment: Payment, told: Told, at: datetime) -> None:
    """Not within a transaction that ends with what is raised: what differs stays written down. Raises Mismatch."""
    if told.stands != Stands.PAID:
        raise ValueError(told.stands)
    if told.number == payment.number and (told.amount, told.currency) == (payment.amount, payment.currency):
        return
    note_difference(
        way=payment.way, what=Difference.What.AMOUNT, number=payment.number, ours=payment.amount, theirs=told.amount, at=at
    )
    raise Mismatch(payment.number)


@transaction.atomic
def taken_in(payment: Payment, provider_number: str, by: Any, at: datetime, payer: str = "") -> bool:
    order = held(payment.order)
    now = Payment.objects.select_for_update().get(pk=payment.pk)
    if now.state == State.PAID:
        return False
    is_first = confirm(order=order, turn=now.turn, at=at)
    facts = {
        "provider_number": provider_number, "paid_at": at, "is_surplus": not is_first, "ask_at": None,
        "payer": payer_key(now.way, payer),
    }  # fmt: skip
    move(now, State.PAID, **facts)
    audit.record(by, "take in payment", now, at=at, order=order.number, amount=now.amount, surplus=not is_first)
    entry: dict[str, Any] = {
        "order": order.number,
        "source": f"payment {now.pk}",
        "way": now.way,
        "amount": now.amount,
        "at": at,
    }
    if is_first:
        postings.pay(**entry)
        if not order.kept_by:  # its keeper writes
            letters.paid(now, at=at)
    else:
        postings.pay_too_much(**entry)
        refunds.promise(payment=now, amount=now.amount, source=f"surplus {now.pk}", words="", parcel=None, by=None, at=at)
        is_twice = order.state == Order.State.CONFIRMED or now.turn < order.turn
        letters.came_too_late(now, is_twice=is_twice, at=at)
    for name, value in {"state": now.state, **facts}.items():
        setattr(payment, name, value)
    close_others(order, now, at)
    return True


def close_others(order: Order, paid: Payment, at: datetime) -> None:
    """Tries that are left are to be closed at their companies at once, before somebody pays them too."""
    left = Payment.objects.filter(order=order, turn=paid.turn, state=State.STARTED).exclude(pk=paid.pk)
    left.filter(ask_at__isnull=False).update(ask_at=at)
    left.filter(ask_at__isnull=True, proofs=None).update(state=State.CLOSED, closed_at=at)


def note_difference(
    *, way: str, what: str, number: str, ours: int | None, theirs: int | None, at: datetime, bill: Any = None
) -> bool:
    """Write down, once, what a person must look at; whether it was new."""
    facts = {"ours": ours, "theirs": theirs, "found_at": at, "bill": bill}
    return Difference.objects.get_or_create(way=way, what=what, number=number[:64], defaults=facts)[1]
