"""Managers at the same instant: a shop is settled once a period, its money is in one settlement, and it is paid once."""

import time
from datetime import timedelta

import pytest

from shops.ledger.models import Entry
from shops.settlement import operations, paying
from shops.settlement.models import PayoutFile, Settlement
from shops.settlement.reckoning import owed_now
from tests.concurrency.together import AT_ONCE, RACE, at_once, meet_before, without_locks
from tests.factories.settlement import AFTER, PERIOD, collected, earned, later, manager, payee
from tests.factories.shops import shop

pytestmark = RACE
NEXT = later(PERIOD)
AT = NEXT.ends + timedelta(hours=2)
EARNED = 8800


@pytest.fixture
def mine(transactional_db):
    made = shop()
    payee(made)
    earned(made, EARNED)
    collected(made, 1000)
    return made


@pytest.fixture
def two(transactional_db):
    return manager("何主任"), manager("李主任")


def draw(made, by, period=PERIOD):
    def act() -> str:
        return "drawn" if operations.draw_up_one(shop=made, period=period, by=by, at=AT) else "before"

    return act


def filed(two) -> Settlement:
    """The shop's settlement, with the bank."""
    operations.draw_up(period=PERIOD, by=two[0], at=AFTER)
    operations.approve(period=PERIOD, total=EARNED, by=two[1], at=AFTER)
    paying.make_file(period=PERIOD, by=two[1], at=AFTER)
    return Settlement.objects.get()


def pay(made: Settlement, by):
    def act() -> str:
        settlement = Settlement.objects.select_related("shop").get(pk=made.pk)
        return "paid" if paying.mark_paid(settlement=settlement, paid_on=AFTER.date(), by=by, at=AFTER) else "before"

    return act


def test_drawn_up_many_times_at_once_a_shop_is_settled_once_and_its_cash_netted_once(mine, two):
    assert at_once([draw(mine, two[n % 2]) for n in range(AT_ONCE)]) == {"drawn": 1, "before": AT_ONCE - 1}
    assert list(Settlement.objects.values_list("amount", flat=True)) == [EARNED]
    assert list(Entry.objects.filter(kind="cash netted").values_list("amount", flat=True)) == [1000]


def test_without_the_shop_held_only_the_database_keeps_it_to_one(mine, two, monkeypatch):
    """The control: all look before any writes, and all but one fail at the constraint."""
    without_locks(monkeypatch)
    meet_before(monkeypatch, operations, "why_carried", AT_ONCE)
    assert at_once([draw(mine, two[0])] * AT_ONCE) == {"drawn": 1, "IntegrityError": AT_ONCE - 1}


def test_two_periods_drawn_up_at_once_hold_the_same_money_once(mine, two):
    at_once([draw(mine, two[0], period) for period in (PERIOD, NEXT)])
    assert sum(Settlement.objects.values_list("amount", flat=True)) == EARNED


def test_without_the_shop_held_two_periods_hold_the_same_money_twice(mine, two, monkeypatch):
    """The control."""
    without_locks(monkeypatch)
    meet_before(monkeypatch, operations, "why_carried", 2)
    at_once([draw(mine, two[0], period) for period in (PERIOD, NEXT)])
    assert sum(Settlement.objects.values_list("amount", flat=True)) == 2 * EARNED


def test_paid_many_times_at_once_it_leaves_the_ledger_once_and_is_told_once(mine, two):
    made = filed(two)
    assert at_once([pay(made, two[n % 2]) for n in range(AT_ONCE)]) == {"paid": 1, "before": AT_ONCE - 1}
    assert list(Entry.objects.filter(kind="paid out").values_list("amount", flat=True)) == [EARNED]
    assert owed_now(mine) == 0


def test_without_locks_and_with_a_state_that_is_written_anyhow_it_is_paid_more_than_once(mine, two, monkeypatch):
    """The control: who looks before the others write believes to be the first."""

    def write(row, to: str, **changes) -> None:
        time.sleep(0.2)  # as long as everybody looks
        Settlement.objects.filter(pk=row.pk).update(state=to, **changes)
        row.state, row.paid_on = to, changes.get("paid_on")

    made = filed(two)
    without_locks(monkeypatch)
    monkeypatch.setattr(paying, "move", write)
    assert at_once([pay(made, two[0])] * AT_ONCE)["paid"] > 1


def test_paid_and_sent_back_at_once_it_is_one_of_them(mine, two):
    made = filed(two)

    def fail() -> str:
        settlement = Settlement.objects.select_related("shop").get(pk=made.pk)
        return "failed" if paying.mark_failed(settlement=settlement, reasons="退回", by=two[1], at=AFTER) else "before"

    said = at_once([pay(made, two[0]), fail] * max(AT_ONCE // 2, 1))
    assert {"paid", "failed"} & set(said) in ({"paid"}, {"failed"})
    assert owed_now(mine) == (0 if "paid" in said else EARNED)


def test_approved_and_filed_many_times_at_once_there_is_one_file(mine, two):
    operations.draw_up(period=PERIOD, by=two[0], at=AFTER)

    def approve() -> int:
        return operations.approve(period=PERIOD, total=EARNED, by=two[1], at=AFTER)

    assert at_once([approve] * AT_ONCE) == {1: 1, 0: AT_ONCE - 1}

    def make() -> int:
        return paying.make_file(period=PERIOD, by=two[1], at=AFTER).count

    assert at_once([make] * AT_ONCE) == {1: 1, "NothingToPay": AT_ONCE - 1}
    assert PayoutFile.objects.get().total == EARNED
