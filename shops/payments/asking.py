"""Asking companies how payments stand: notifications may never come. What nobody may pay any more is closed there."""

from datetime import datetime, timedelta

from common.states import WrongState, move
from shops.payments.companies import NotOffered, gateway_of
from shops.payments.gateways import Gateway, Refused, Silent, Stands, Told
from shops.payments.models import Payment
from shops.payments.opening import is_wanted
from shops.payments.taking import Mismatch, take_in

State = Payment.State
AT_MOST_EVERY = timedelta(seconds=5)  # for a buyer who presses again and again
GIVE_UP = timedelta(days=1)  # after which a payment that is not known is none


def ask_about_open(*, at: datetime, most: int = 100) -> int:
    """Ask about payments whose time has come; how many were paid. Safe to run in several processes at once."""
    due = Payment.objects.filter(ask_at__lte=at, state=State.STARTED).select_related("order").order_by("ask_at", "pk")[:most]
    return sum(ask(payment, at=at) for payment in due)


def ask_now(payment: Payment, *, at: datetime) -> bool:
    """Ask about one because its buyer came back; not more than once in five seconds."""
    if payment.state != State.STARTED or payment.ask_at is None or payment.ask_at > at + wait_of(payment) - AT_MOST_EVERY:
        return False
    return ask(payment, at=at)


def wait_of(payment: Payment) -> timedelta:
    """Every half minute at first, later every five."""
    return timedelta(seconds=30 if payment.asked < 12 else 300)


def ask(payment: Payment, *, at: datetime) -> bool:
    """Ask about one, and do what follows; whether it was paid. An order that waits no more has its tries closed."""
    rows = Payment.objects.filter(pk=payment.pk, state=State.STARTED, ask_at=payment.ask_at)
    if not rows.update(ask_at=at + wait_of(payment), asked=payment.asked + 1):
        return False  # another process asks
    try:
        gateway = gateway_of(payment.way)
        return followed(payment, answer(gateway, payment, at), at)
    except (Silent, NotOffered, Mismatch):
        return False


def answer(gateway: Gateway, payment: Payment, at: datetime) -> Told:
    """How it stands, after it was closed where nobody may pay it any more."""
    told = gateway.query(payment.number)
    if told.stands in (Stands.OPEN, Stands.UNKNOWN) and not is_wanted(payment, payment.order, at):
        try:
            gateway.close(payment.number)
        except Refused:  # paid in this very moment
            return gateway.query(payment.number)
        return Told(payment.number, Stands.CLOSED)
    return told


def followed(payment: Payment, told: Told, at: datetime) -> bool:
    if told.stands == Stands.PAID:
        return take_in(payment=payment, told=told, at=at)
    old = told.stands == Stands.UNKNOWN and payment.started_at < at - GIVE_UP
    if told.stands == Stands.CLOSED or old:
        try:
            move(payment, State.CLOSED, closed_at=at, ask_at=None)
        except WrongState:
            return False
    return False
