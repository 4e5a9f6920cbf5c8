"""Sending what was promised back to the companies, and asking them how it stands, until it is done. Never within a
transaction."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from common import audit
from common.sanitise import one_line
from common.states import WrongState, move
from shops.ledger import postings
from shops.orders.models import Order
from shops.payments import letters
from shops.payments.companies import NotOffered, gateway_of
from shops.payments.gateways import AskedBack, Gateway, Refused, Silent, Stands, ToldBack
from shops.payments.models import Refund

State = Refund.State
LEASE = timedelta(seconds=60)  # nobody else sends a refund meanwhile; whoever died over it is followed by another
MOST_TRIES = 12
OVER = frozenset({State.DONE, State.STUCK})


def send_refunds(*, at: datetime, most: int = 50) -> int:
    """Send or ask about refunds whose time has come; how many are done. Safe to run in several processes at once."""
    due = Refund.objects.filter(ask_at__lte=at).select_related("payment", "payment__order").order_by("ask_at", "pk")[:most]
    return sum(send(refund, at=at) for refund in due)


def send(refund: Refund, *, at: datetime) -> bool:
    """Claim one, and pay it back; whether it is done."""
    claimed = Refund.objects.filter(pk=refund.pk, ask_at=refund.ask_at).update(ask_at=at + LEASE, tries=refund.tries + 1)
    if not claimed:
        return False
    refund.tries += 1
    try:
        told = asked(gateway_of(refund.payment.way), refund)
    except Refused as fault:
        stick(refund, str(fault), at=at)
        return False
    except (Silent, NotOffered) as fault:
        again_later(refund, str(fault), at=at)
        return False
    return note(refund=refund, told=told, at=at)


def asked(gateway: Gateway, refund: Refund) -> ToldBack:
    """Ask how it stands where it was sent before; send it where the company does not know it. Its number makes it one."""
    payment = refund.payment
    if refund.state == State.ASKED or refund.tries > 1:
        told = gateway.query_refund(refund.number, payment.number)
        if told.stands != Stands.UNKNOWN:
            return told
    return gateway.refund(AskedBack(refund.number, payment.number, refund.amount, payment.amount, refund.words))


def note(*, refund: Refund, told: ToldBack, at: datetime) -> bool:
    """What the company says of a refund; whether it is done."""
    if told.amount and told.amount != refund.amount:
        stick(refund, f"{told.amount} fen", at=at)
        return False
    if told.stands == Stands.DONE:
        return done(refund=refund, provider_number=told.provider_number, by=None, at=at)
    if told.stands == Stands.FAILED:
        stick(refund, "failed", at=at)
        return False
    wait = timedelta(seconds=min(30 * 2 ** min(refund.tries, 8), 3600))
    rows = Refund.objects.filter(pk=refund.pk, state__in=(State.WAITING, State.ASKED))
    rows.update(state=State.ASKED, ask_at=at + wait, provider_number=told.provider_number)
    return False


@transaction.atomic
def done(*, refund: Refund, provider_number: str, by: Any, at: datetime) -> bool:
    """The buyer has it: the ledger is told, once. Whether it was news."""
    rows = Refund.objects.select_related("payment__order", "parcel__shop")
    now = rows.select_for_update(of=("self",)).get(pk=refund.pk)  # a refund may be of no part
    if now.state == State.DONE:
        return False
    move(now, State.DONE, done_at=at, ask_at=None, provider_number=provider_number[:64], trouble="")
    payment = now.payment
    is_cash = payment.way == Order.Way.CASH
    shop = now.parcel.shop if is_cash and now.parcel and not now.from_county else None
    way = "collected" if shop else Order.Way.BANK if is_cash else payment.way  # the county has no till
    postings.give_back(
        order=payment.order.number, source=f"refund {now.pk}", way=way, shop=shop,
        amount=now.amount, at=at,
    )  # fmt: skip
    audit.record(by, "refund done", now, at=at, amount=now.amount)
    letters.paid_back(now, at=at)
    refund.state = now.state
    return True


@transaction.atomic
def stick(refund: Refund, trouble: str, *, at: datetime) -> None:
    """A person must look: the company says no. Written once."""
    try:
        move(refund, State.STUCK, ask_at=None, trouble=one_line(trouble)[:300])
    except WrongState:
        return
    audit.record(None, "refund stuck", refund, at=at, trouble=trouble[:300])


def again_later(refund: Refund, trouble: str, *, at: datetime) -> None:
    if refund.tries >= MOST_TRIES:
        stick(refund, trouble, at=at)
        return
    wait = timedelta(seconds=min(10 * 2**refund.tries, 3600))
    Refund.objects.filter(pk=refund.pk).exclude(state__in=OVER).update(ask_at=at + wait, trouble=one_line(trouble)[:300])


@transaction.atomic
def try_again(*, refund: Refund, by: Any, at: datetime) -> None:
    """A person lets a stuck refund be sent once more. Raises WrongState."""
    now = Refund.objects.select_for_update().get(pk=refund.pk)
    if now.by_hand:
        raise WrongState(now, State.WAITING)
    move(now, State.WAITING, ask_at=at, tries=1)
    audit.record(by, "try refund again", now, at=at)
    refund.state = now.state
