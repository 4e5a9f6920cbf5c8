"""The bank's file, and what the bank did with it: paid, once, or sent back."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from common import audit
from common.clock import shanghai_day
from common.rights import can
from common.sanitise import one_line
from common.states import WrongState, move
from shops.ledger import postings
from shops.settlement import letters
from shops.settlement.bank_sheet import bank_sheet
from shops.settlement.models import Payee, PayoutFile, Settlement
from shops.settlement.operations import NotYours, ReasonsMissing, held
from shops.settlement.terms import HOLD, Period

State = Settlement.State


class NothingToPay(Exception):
    """Nothing that is approved can go to the bank now: it is there already, or its bank details are too new."""


class WrongDay(Exception):
    """The bank paid neither before it had the file nor after today."""


@transaction.atomic
def make_file(*, period: Period, by: Any, at: datetime) -> PayoutFile:
    """One file of all that is approved of the period, with the bank accounts as they are now. Details changed within a day wait
    for another file. Raises NotYours, NothingToPay."""
    if not can(by, "keep money"):
        raise NotYours
    rows = Settlement.objects.filter(begins_on=period.first, state=State.APPROVED).order_by("pk")
    approved = list(rows.select_for_update(of=("self",)).select_related("shop"))
    ready = with_payees(approved, at)
    if not ready:
        raise NothingToPay
    contents = bank_sheet(ready, at)
    made = PayoutFile.objects.create(
        begins_on=period.first, made_by=by, made_at=at, total=sum(row.amount for row in ready), count=len(ready),
        contents=contents, sha256=hashlib.sha256(contents).hexdigest(),
    )  # fmt: skip
    for row in ready:
        move(row, State.FILED, file=made, name=row.name, bank=row.bank, number=row.number)
    audit.record(by, "make payout file", made, at=at, total=made.total, count=made.count)
    return made


def with_payees(approved: Iterable[Settlement], at: datetime) -> list[Settlement]:
    """Those whose bank account is known and old enough, with it. Nothing is written yet. One query."""
    rows = list(approved)
    payees = {payee.shop_id: payee for payee in Payee.objects.filter(shop__in=[row.shop_id for row in rows])}
    ready = []
    for row in rows:
        payee = payees.get(row.shop_id)
        if payee and payee.changed_at <= at - HOLD:
            row.name, row.bank, row.number = payee.name, payee.bank, payee.number
            ready.append(row)
    return ready


@transaction.atomic
def mark_paid(*, settlement: Settlement, paid_on: date, by: Any, at: datetime) -> bool:
    """The bank paid it on that day: it is owed no more. False when that was said before.

    Raises NotYours, WrongDay, WrongState.
    """
    now = held(settlement)
    if not can(by, "settle shop", now.shop):
        raise NotYours
    if now.state == State.PAID:
        settlement.state = now.state
        return False
    if now.state != State.FILED or now.file is None:
        raise WrongState(now, State.PAID)
    if not shanghai_day(now.file.made_at) <= paid_on <= shanghai_day(at):
        raise WrongDay
    move(now, State.PAID, paid_on=paid_on, decided_by=by, decided_at=at)
    postings.pay_out(source=f"settlement {now.pk}", shop=now.shop, amount=now.amount, at=at)
    audit.record(by, "mark settlement paid", now, at=at, amount=now.amount, paid_on=paid_on.isoformat())
    letters.paid(now, at)
    settlement.state = now.state
    return True


@transaction.atomic
def mark_file_paid(*, file: PayoutFile, paid_on: date, by: Any, at: datetime) -> int:
    """All of the file that the bank has not sent back; how many. One's own shop is another manager's. Raises as `mark_paid`."""
    if not can(by, "keep money"):
        raise NotYours
    rows = file.settlements.filter(state=State.FILED).select_related("shop").order_by("shop_id")
    return sum(mark_paid(settlement=row, paid_on=paid_on, by=by, at=at) for row in rows if can(by, "settle shop", row.shop))


@transaction.atomic
def mark_failed(*, settlement: Settlement, reasons: str, by: Any, at: datetime) -> bool:
    """The bank sent it back: it is owed as before, and in the next settlement. False when that was said before.

    Raises NotYours, ReasonsMissing, WrongState.
    """
    now = held(settlement)
    if not can(by, "settle shop", now.shop):
        raise NotYours
    if not (words := one_line(reasons)[:200]):
        raise ReasonsMissing
    if now.state == State.FAILED:
        return False
    if now.state != State.FILED:
        raise WrongState(now, State.FAILED)
    move(now, State.FAILED, words=words, decided_by=by, decided_at=at)
    audit.record(by, "mark settlement failed", now, at=at, amount=now.amount)
    letters.failed(now, at)
    settlement.state = now.state
    return True
