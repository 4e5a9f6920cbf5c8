"""What the shop does with a claim: agree, offer less, ask for the goods, refuse, say that they came. Or unasked: give money
back, and say that the buyer has cash again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.rights import can
from common.sanitise import one_line, plain_text
from common.states import WrongState, move
from shops.orders.models import Order, ShopOrder
from shops.orders.moving import held as held_order
from shops.payments import refunds, sending
from shops.payments.models import Refund
from shops.payments.refunds import TooMuch
from shops.returns import letters
from shops.returns.claiming import held, same
from shops.returns.models import LONGEST, Claim
from shops.returns.paying import pay_claim, spread
from shops.returns.terms import REACT_WITHIN

State = Claim.State


class NotYours(Exception):
    """Nothing was done."""


class WordsMissing(Exception):
    """Who refuses, or offers less, says why: the buyer reads it."""


class NothingToReturn(Exception):
    """What did not come, or is kept, cannot be asked back."""


class MoreThanCame(Exception):
    """More packs were said to be spoiled than were claimed."""


@transaction.atomic
def agree(*, claim: Claim, words: str = "", by: Any, at: datetime) -> Claim:
    """All that was claimed goes back to the buyer, who keeps or throws away the goods; also while the manager looks.

    Raises NotYours, WrongState.
    """
    now = mine(claim, by)
    if now.state == State.COMING:
        raise WrongState(now, State.AGREED)
    say(now, words, by)
    move(now, State.AGREED, due_at=None, closed_at=at, paid_by=Claim.PaidBy.SHOP)
    pay_claim(now, by=by, at=at)
    audit.record(by, "agree to claim", now, at=at, amount=now.wanted)
    letters.to_buyer(now, "agreed", at=at)
    return same(claim, now)


@transaction.atomic
def offer(*, claim: Claim, amount: int, words: str, by: Any, at: datetime) -> Claim:
    """Less than was claimed, for goods that stay with the buyer. Raises NotYours, WordsMissing, TooMuch, WrongState."""
    now = mine(claim, by)
    if not 1 <= amount < now.wanted:
        raise TooMuch(now.wanted)
    say(now, needed(words), by)
    move(now, State.OFFERED, offered=amount, due_at=at + REACT_WITHIN)
    audit.record(by, "offer less", now, at=at, amount=amount)
    letters.to_buyer(now, "offered", at=at)
    return same(claim, now)


@transaction.atomic
def want_back(*, claim: Claim, words: str, by: Any, at: datetime) -> Claim:
    """The goods first; `words` say where to. Raises NotYours, WordsMissing, NothingToReturn, WrongState."""
    now = mine(claim, by)
    if not can_come_back(now):
        raise NothingToReturn
    say(now, needed(words), by)
    move(now, State.TO_SEND, due_at=at + REACT_WITHIN)
    audit.record(by, "ask for goods back", now, at=at)
    letters.to_buyer(now, "to_send", at=at)
    return same(claim, now)


def can_come_back(claim: Claim) -> bool:
    return not claim.keeps and claim.reason != Claim.Reason.MISSING


@transaction.atomic
def refuse(*, claim: Claim, words: str, by: Any, at: datetime) -> Claim:
    """No money back; the buyer may go to the franchise manager for a week. Raises NotYours, WordsMissing, WrongState."""
    now = mine(claim, by)
    say(now, needed(words), by)
    move(now, State.REFUSED, due_at=at + REACT_WITHIN)
    audit.record(by, "refuse claim", now, at=at, reasons=now.answer)
    letters.to_buyer(now, "refused", at=at)
    return same(claim, now)


@transaction.atomic
def goods_came(*, claim: Claim, spoiled: Mapping[int, int], by: Any, at: datetime) -> Claim:
    """They are here: the money goes back, the sound ones on the shelf, the `spoiled` (by line's id) are written off.

    Raises NotYours, MoreThanCame, WrongState.
    """
    now = mine(claim, by)
    if now.state != State.COMING:
        raise WrongState(now, State.AGREED)
    for one in now.lines.all():
        if not 0 <= (count := spoiled.get(one.line_id, 0)) <= one.packs:
            raise MoreThanCame
        now.lines.filter(pk=one.pk).update(spoiled=count)
    move(now, State.AGREED, due_at=None, closed_at=at, paid_by=Claim.PaidBy.SHOP)
    pay_claim(now, by=by, at=at)
    audit.record(by, "goods came back", now, at=at, amount=now.wanted, spoiled=sum(spoiled.values()))
    letters.to_buyer(now, "agreed", at=at)
    return same(claim, now)


@transaction.atomic
def object_to(*, claim: Claim, words: str, by: Any, at: datetime) -> Claim:
    """What came back is not what went out, or did not come: the franchise manager decides.

    Raises NotYours, WordsMissing, WrongState.
    """
    now = mine(claim, by)
    if now.state != State.COMING:
        raise WrongState(now, State.DISPUTED)
    move(now, State.DISPUTED, against=needed(words), due_at=None)
    audit.record(by, "object to return", now, at=at, reasons=now.against)
    letters.to_managers(now, at=at)
    letters.to_buyer(now, "disputed", at=at)
    return same(claim, now)


@transaction.atomic
def give_back(
    *, parcel: ShopOrder, packs: Mapping[int, int], amount: int, words: str, press: str, by: Any, at: datetime
) -> Refund:  # fmt: skip
    """Money back unasked: so many fen for these packs, which the buyer keeps. The same `press` again gives no more.

    Raises NotYours, WordsMissing, TooMuch, NothingPaid.
    """
    if not can(by, "change goods", parcel.shop):
        raise NotYours
    said = needed(words)
    held_order(parcel.order)
    source = f"given {parcel.pk} {press}"[:64]  # a press is known of its own part only
    if known := Refund.objects.filter(source=source).first():
        return known
    now = ShopOrder.objects.select_related("order", "shop").get(pk=parcel.pk)
    if now.state not in (ShopOrder.State.SENT, ShopOrder.State.RECEIVED):
        raise WrongState(now, now.state)
    fen, delivery = spread(now, dict(packs), amount)
    refund = refunds.return_lines(
        parcel=now, packs={}, fen=fen, delivery=delivery, source=source, words=said, by=by, at=at
    )  # fmt: skip
    audit.record(by, "give money back", now, at=at, amount=amount, reasons=said)
    letters.given(refund, at=at)
    return refund


@transaction.atomic
def cash_is_back(*, refund: Refund, by: Any, at: datetime) -> bool:
    """The shop has given the buyer's cash back; False when that was said before. Raises NotYours, WrongState."""
    if refund.parcel is None or not can(by, "change goods", refund.parcel.shop):
        raise NotYours
    if refund.payment.way != Order.Way.CASH or refund.from_county:
        raise WrongState(refund, Refund.State.DONE)
    return sending.done(refund=refund, provider_number="", by=by, at=at)


def mine(claim: Claim, by: Any) -> Claim:
    now = held(claim)
    if not can(by, "answer claim", now):
        raise NotYours
    return now


def say(claim: Claim, words: str, by: Any) -> None:
    """Keep what the shop says, and who said it; nothing said leaves what was."""
    if words := plain_text(words).strip()[:LONGEST]:
        claim.answer = words
    claim.answered_by = by
    claim.save(update_fields=["answer", "answered_by"])


def needed(words: str) -> str:
    if not one_line(words):
        raise WordsMissing
    return plain_text(words).strip()[:LONGEST]
