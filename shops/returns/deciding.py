"""Where buyer and shop do not agree, a franchise manager decides: who pays, how much, or nobody. Final, with words to both."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.rights import can
from common.sanitise import plain_text
from common.states import WrongState, move
from shops.payments.refunds import TooMuch
from shops.returns import letters
from shops.returns.answering import WordsMissing
from shops.returns.claiming import held, same
from shops.returns.models import LONGEST, Claim
from shops.returns.paying import pay_claim, pay_from_county, pay_sum

State, PaidBy = Claim.State, Claim.PaidBy


class NotYours(Exception):
    """Nothing was decided: they are not a franchise manager, or it is their own shop."""


@transaction.atomic
def decide(*, claim: Claim, paid_by: str, amount: int, words: str, by: Any, at: datetime) -> Claim:
    """`amount` fen from the shop or the county; from nobody ("") there is no money back. All that was claimed from the shop is
    as if it had agreed.

    Raises NotYours, WordsMissing, TooMuch, WrongState.
    """
    now = held(claim)
    if not can(by, "decide dispute", now):
        raise NotYours
    if not (said := plain_text(words).strip()[:LONGEST]):
        raise WordsMissing
    if now.state != State.DISPUTED:
        raise WrongState(now, State.AGREED)
    if paid_by and not 1 <= amount <= now.wanted:
        raise TooMuch(now.wanted)
    facts = {"decision": said, "decided_by": by, "closed_at": at, "paid_by": paid_by, "due_at": None}
    move(now, State.AGREED if paid_by else State.DENIED, **facts)
    pay(now, paid_by, amount, by, at)
    audit.record(by, "decide dispute", now, at=at, amount=amount if paid_by else 0, paid_by=paid_by, reasons=said)
    step = "decided" if paid_by else "denied"
    letters.to_buyer(now, step, at=at)
    letters.to_shop(now, step, at=at)
    return same(claim, now)


def pay(claim: Claim, paid_by: str, amount: int, by: Any, at: datetime) -> None:
    if paid_by == PaidBy.COUNTY:
        pay_from_county(claim, amount, by=by, at=at)
    elif paid_by == PaidBy.SHOP and amount == claim.wanted:
        pay_claim(claim, by=by, at=at)
    elif paid_by == PaidBy.SHOP:
        pay_sum(claim, amount, by=by, at=at)
