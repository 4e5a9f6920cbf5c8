"""From a shared link to credit: the order is paid, looked at, kept beyond its refund window; then the bonus is given, once."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from common import audit
from common.clock import shanghai_day
from common.states import move
from shops.bonuses import letters
from shops.bonuses.models import Bonus, Tally
from shops.bonuses.reckoning import bonus_on, closed_from, kept_of
from shops.bonuses.refusing import Why, payer_of, why_not
from shops.ledger import postings
from shops.orders.models import Order
from shops.orders.moving import held
from shops.payments.models import Refund

State = Bonus.State
LOOK_AGAIN = timedelta(minutes=2)  # at an order that is being paid
MOST = 200  # of a run; the next goes on


def look_over(*, at: datetime) -> int:
    """By the clock: orders by links that were paid, given up, or are past their window; how many bonuses moved. Safe to run
    twice at once."""
    due = Bonus.objects.filter(state__in=(State.PLACED, State.WAITING), look_at__lte=at, is_withheld=False)
    return sum(looked_at(pk, at) for pk in due.order_by("look_at", "pk").values_list("pk", flat=True)[:MOST])


@transaction.atomic
def looked_at(pk: int, at: datetime) -> bool:
    """Whether the bonus moved. Its order's row is held first, so that no refund comes between."""
    held(Order.objects.get(bonus=pk))
    rows = Bonus.objects.select_for_update(of=("self",)).select_related("order__buyer", "sharer", "terms")
    bonus = rows.filter(pk=pk, state__in=(State.PLACED, State.WAITING), is_withheld=False).first()
    if bonus is None:
        return False
    if bonus.state == State.PLACED:
        return once_paid(bonus, at)
    again = closed_from(bonus.order, bonus.terms, at)
    if again > at:
        Bonus.objects.filter(pk=pk).update(look_at=again)
        return False
    earn(bonus, at)
    return True


def once_paid(bonus: Bonus, at: datetime) -> bool:
    """It waits for the window, unless something speaks against it; while nobody has paid it is looked at again."""
    if bonus.order.state == Order.State.WAITING:
        Bonus.objects.filter(pk=bonus.pk).update(look_at=at + LOOK_AGAIN)
        return False
    if bonus.order.state != Order.State.CONFIRMED:
        refuse(bonus, Why.UNPAID, at)
        return True
    bonus.payer_key = payer_of(bonus.order)
    if why := why_not(bonus):
        refuse(bonus, why, at)
    else:
        move(bonus, State.WAITING, payer_key=bonus.payer_key, look_at=at, base=kept_of(bonus.order, bonus.terms))
    return True


def refuse(bonus: Bonus, why: str, at: datetime) -> None:
    move(bonus, State.REFUSED, why=why, payer_key=bonus.payer_key, look_at=None)
    audit.record(None, "refuse bonus", bonus, at=at, why=why)


def earn(bonus: Bonus, at: datetime) -> None:
    """As much as the month still allows; looked over once more, since a sharer's own addresses may have come to light."""
    wanted = bonus_on(base := kept_of(bonus.order, bonus.terms), bonus.terms.basis_points)
    if why := why_not(bonus) or ("" if wanted else Why.NOTHING):
        return refuse(bonus, why, at)
    month = shanghai_day(at).replace(day=1)
    given = allowed(bonus.sharer, Tally.What.BONUS, month, wanted, bonus.terms.monthly_cap)
    if not given:
        return refuse(bonus, Why.CAP, at)
    seen = Refund.objects.filter(payment__order=bonus.order).count()
    facts: dict[str, Any] = {
        "amount": given, "left": given, "cut": wanted - given, "base": base, "refunds_seen": seen, "earned_at": at,
        "expires_at": at + timedelta(days=bonus.terms.credit_days), "look_at": None,
    }  # fmt: skip
    move(bonus, State.EARNED, **facts)
    postings.give_bonus(order=bonus.order.number, source=f"bonus {bonus.pk}", amount=given, at=at)
    audit.record(None, "give bonus", bonus, at=at, amount=given, cut=wanted - given)
    letters.earned(bonus, at)
    return None


def allowed(person: Any, what: str, begins_on: date, wanted: int, most: int) -> int:
    """How much of what is wanted is within the most of this month or day, and is taken of it.

    The row is written only as it was read: who comes second reads it again.
    """
    facts = {"person": person, "what": what, "begins_on": begins_on}
    row, _is_new = Tally.objects.get_or_create(**facts, defaults={"most": most})
    while True:
        row.refresh_from_db()
        given = max(0, min(wanted, most - row.amount))
        if not given:
            return 0
        rows = Tally.objects.filter(pk=row.pk, amount=row.amount)
        if rows.update(amount=F("amount") + given, most=max(most, row.amount)):
            return given
