"""Drawing settlements up, approving them by a second person, holding one back. Each is done once, however often it is pressed.

Locks: the shop's row first, then settlements by their keys, as in `paying`.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from common import audit
from common.rights import can
from common.sanitise import one_line
from common.states import WrongState, move
from shops.franchise.models import Shop
from shops.franchise.operations import held as held_shop
from shops.ledger import postings
from shops.ledger.models import Account
from shops.settlement import letters
from shops.settlement.models import Payee, Settlement
from shops.settlement.reckoning import Reckoned, reckon, under_way
from shops.settlement.terms import LEAST, Period

State, Why = Settlement.State, Settlement.Why


class NotYours(Exception):
    """Nothing was done."""


class NotOver(Exception):
    """The period still runs, or ended a moment ago."""


class SecondPersonNeeded(Exception):
    """All that waits was drawn up by who would approve it."""


class Changed(Exception):
    """What waits is not what was seen; nothing was approved."""


class ReasonsMissing(Exception):
    """Who holds a payout back says why."""


def draw_up(*, period: Period, by: Any, at: datetime) -> int:
    """What every shop is paid for a period that is over; how many were drawn up now. Each shop in its own transaction.

    Raises NotYours, NotOver.
    """
    if not can(by, "keep money"):
        raise NotYours
    if not period.is_over(at):
        raise NotOver
    return sum(draw_up_one(shop=shop, period=period, by=by, at=at) is not None for shop in not_drawn(period))


def not_drawn(period: Period) -> QuerySet[Shop]:
    """Shops that have accounts, in whatever state they are, and no settlement of this period or a later one."""
    with_money = Account.objects.filter(shop__isnull=False).order_by().values("shop")
    rows = Shop.objects.filter(pk__in=with_money)
    return rows.exclude(settlements__begins_on__gte=period.first).select_related("owner").order_by("pk")


@transaction.atomic
def draw_up_one(*, shop: Shop, period: Period, by: Any, at: datetime) -> Settlement | None:
    """The shop's settlement: what it was owed at the end of the period, less what is paid or being paid.

    The cash it collected is netted. None when this period, or a later one, is drawn up already, or there is nothing to say.
    """
    now = held_shop(shop)
    if Settlement.objects.filter(shop=now, begins_on__gte=period.first).exists():
        return None
    reckoned = reckon(now, period)
    amount = reckoned.owed - under_way(now)
    if not amount and not reckoned.count:
        return None
    why = why_carried(now, amount)
    made = Settlement.objects.create(
        shop=now, begins_on=period.first, ends_on=period.last, amount=amount, state=State.CARRIED if why else State.DRAWN,
        why=why, drawn_by=by, drawn_at=at,
    )  # fmt: skip
    net_cash(made, reckoned, at)
    audit.record(by, "draw up settlement", made, at=at, shop=now.pk, amount=amount, why=why)
    letters.drawn(made, at)
    return made


def why_carried(shop: Shop, amount: int) -> str:
    """Why it goes into the next; "" when it is paid. A closed shop has no next one: it is paid what little there is."""
    if amount <= 0:
        return Why.NEGATIVE if amount else Why.NOTHING
    if amount < LEAST and shop.state != Shop.State.CLOSED:
        return Why.LEAST
    return "" if Payee.objects.filter(shop=shop).exists() else Why.NO_DETAILS


def net_cash(settlement: Settlement, reckoned: Reckoned, at: datetime) -> None:
    """What the shop took at the door, or gave back, is reckoned against what it is owed."""
    source = f"settlement {settlement.pk}"
    if reckoned.cash >= 0:
        postings.net_cash(source=source, shop=settlement.shop, amount=reckoned.cash, at=at)
    else:
        postings.give_cash_back(source=source, shop=settlement.shop, amount=-reckoned.cash, at=at)


def waiting_for(period: Period, by: Any) -> QuerySet[Settlement]:
    """What `by` may approve of the period: not what they drew up themselves, nor of their own shop."""
    rows = Settlement.objects.filter(begins_on=period.first, state=State.DRAWN).exclude(drawn_by=by).exclude(shop__owner=by)
    return rows.order_by("pk")


@transaction.atomic
def approve(*, period: Period, total: int, by: Any, at: datetime) -> int:
    """All that waits of the period; how many. `total` is the sum in fen that was seen. Pressed again, there is nothing left.

    Raises NotYours, SecondPersonNeeded, Changed.
    """
    if not can(by, "keep money"):
        raise NotYours
    rows = list(waiting_for(period, by).select_for_update(of=("self",)).select_related("shop"))
    if not rows:
        if Settlement.objects.filter(begins_on=period.first, state=State.DRAWN).exists():
            raise SecondPersonNeeded
        return 0
    if sum(row.amount for row in rows) != total:
        raise Changed
    for row in rows:
        if not can(by, "approve settlement", row):
            raise NotYours
        move(row, State.APPROVED, approved_by=by, approved_at=at)
        audit.record(by, "approve settlement", row, at=at, amount=row.amount)
    return len(rows)


@transaction.atomic
def hold_back(*, settlement: Settlement, reasons: str, by: Any, at: datetime) -> bool:
    """Not paid now: it goes into the next period's. The owner reads why. False when it was held back before.

    Raises NotYours, ReasonsMissing, WrongState once it is with the bank.
    """
    now = held(settlement)
    if not can(by, "settle shop", now.shop):
        raise NotYours
    if not (words := one_line(reasons)[:200]):
        raise ReasonsMissing
    if now.state == State.CARRIED:
        return False
    if now.state not in (State.DRAWN, State.APPROVED):
        raise WrongState(now, State.CARRIED)
    move(now, State.CARRIED, why=Why.HELD, words=words, decided_by=by, decided_at=at)
    audit.record(by, "hold settlement back", now, at=at, amount=now.amount)
    letters.drawn(now, at)
    settlement.state = now.state
    return True


def held(settlement: Settlement) -> Settlement:
    """The settlement as it is now, its shop's row held first: drawing up, paying and failing wait for each other."""
    shop = held_shop(settlement.shop)
    now = Settlement.objects.select_for_update().get(pk=settlement.pk)
    now.shop = shop
    return now
