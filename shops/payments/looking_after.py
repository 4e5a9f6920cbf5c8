"""What a manager does about money: ask a company at once, send a refund again, say what was paid back by hand, settle a
difference. Each asks for the right, and is audited."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.rights import can
from common.sanitise import one_line
from common.states import WrongState
from shops.orders.models import Order
from shops.payments.asking import ask
from shops.payments.models import Difference, Payment, Refund
from shops.payments.sending import done, try_again

RIGHT = "look after money"
ASKED = frozenset({Order.Way.WECHAT, Order.Way.ALIPAY})  # somebody is there who answers


class NotAllowed(Exception):
    """Nothing was done."""


class WordsMissing(Exception):
    """What a person decides about money is written down: how it was settled, by which transfer it was paid back."""


def is_asked_about(payment: Payment) -> bool:
    """Whether its company can still say something new."""
    return payment.state == Payment.State.STARTED and payment.way in ASKED


def may_be_sent_again(refund: Refund) -> bool:
    return refund.state == Refund.State.STUCK and not refund.by_hand


def is_paid_by_hand(refund: Refund) -> bool:
    """Whether a person still has to pay it back, because no company does."""
    return refund.state == Refund.State.STUCK and refund.by_hand


def ask_at_once(*, payment: Payment, by: Any, at: datetime) -> bool:
    """Ask the company now; whether it was paid. What follows is done as ever. Raises NotAllowed, WrongState.

    The company is asked outside of a transaction: it may be slow.
    """
    require(by)
    if not is_asked_about(payment):
        raise WrongState(payment, Payment.State.PAID)
    audit.record(by, "ask about payment", payment, at=at, order=payment.order.number)
    return ask(payment, at=at)


@transaction.atomic
def send_again(*, refund: Refund, by: Any, at: datetime) -> None:
    """Let a refund that its company refused be sent once more. Raises NotAllowed, WrongState."""
    require(by)
    try_again(refund=refund, by=by, at=at)


@transaction.atomic
def paid_by_hand(*, refund: Refund, words: str, by: Any, at: datetime) -> None:
    """A person paid it back; `words` say by which transfer, or who gave the cash.

    Raises NotAllowed, WordsMissing, WrongState.
    """
    require(by)
    said = needed(words)
    now = Refund.objects.select_for_update().get(pk=refund.pk)
    if not is_paid_by_hand(now) or not done(refund=now, provider_number=said, by=by, at=at):
        raise WrongState(now, Refund.State.DONE)
    audit.record(by, "pay refund by hand", now, at=at, words=said)
    refund.state = now.state


@transaction.atomic
def settle(*, difference: Difference, words: str, by: Any, at: datetime) -> bool:
    """Say how a difference was settled; False where somebody said so before. Raises NotAllowed, WordsMissing."""
    require(by)
    said = needed(words)
    rows = Difference.objects.filter(pk=difference.pk, settled_at=None)
    if not rows.update(settled_at=at, settled_by=by, words=said):
        return False
    difference.settled_at, difference.settled_by, difference.words = at, by, said
    audit.record(by, "settle difference", difference, at=at, number=difference.number, words=said)
    return True


def require(by: Any) -> None:
    if not can(by, RIGHT):
        raise NotAllowed


def needed(words: str) -> str:
    if not (said := one_line(words)[:200]):
        raise WordsMissing
    return said
