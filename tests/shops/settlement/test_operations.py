"""Drawn up once, approved by a second person, to the bank, paid once: what a shop is paid is what the ledger owed it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from common.states import WrongState
from outbox.models import Message
from shops.franchise.models import Shop
from shops.ledger.models import Entry
from shops.ledger.queries import balances, wrong_balances
from shops.settlement import operations, paying
from shops.settlement.models import Payee, PayoutFile, Settlement
from shops.settlement.reckoning import owed_now
from tests.factories.people import person
from tests.factories.settlement import AFTER, MIDST, PERIOD, collected, earned, later, manager, payee, refunded
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
NEXT = later(PERIOD)
AFTER_NEXT = NEXT.ends + timedelta(hours=2)


@pytest.fixture
def two():
    """Who draws up, and who approves."""
    return manager("何主任"), manager("李主任")


@pytest.fixture
def mine():
    made = shop()
    payee(made)
    return made


def rows() -> list[tuple[int, str, str]]:
    return list(Settlement.objects.order_by("pk").values_list("amount", "state", "why"))


def letters(template: str = "settlement") -> list[str]:
    return [
        key.split("-")[0]
        for key in Message.objects.filter(key__startswith=template, channel="site").order_by("pk").values_list("key", flat=True)
    ]


def run(period, two, at, *, to="paid"):
    """A whole run up to a state."""
    first, second = two
    operations.draw_up(period=period, by=first, at=at)
    waiting = operations.waiting_for(period, second)
    if to != "drawn" and waiting:
        operations.approve(period=period, total=sum(one.amount for one in waiting), by=second, at=at)
        if to != "approved":
            file = paying.make_file(period=period, by=second, at=at)
            if to == "paid":
                paying.mark_file_paid(file=file, paid_on=at.date(), by=second, at=at)


def test_what_was_earned_by_the_end_is_drawn_up_once_and_later_entries_wait(mine, two):
    earned(mine, 8800, commission=400, by_county=600)
    earned(mine, 5000, at=PERIOD.ends)
    assert [operations.draw_up(period=PERIOD, by=two[0], at=AFTER) for _n in range(3)] == [1, 0, 0]
    assert rows() == [(9000, "drawn", "")]
    assert letters() == ["settlement_drawn"]


def test_a_period_that_runs_or_ended_a_moment_ago_is_not_drawn_up(mine, two):
    earned(mine)
    for at in (MIDST, PERIOD.ends + timedelta(minutes=59)):
        with pytest.raises(operations.NotOver):
            operations.draw_up(period=PERIOD, by=two[0], at=at)
    assert Settlement.objects.count() == 0


def test_only_a_second_person_approves_what_is_not_their_own_shops(mine, two):
    earned(mine)
    operations.draw_up(period=PERIOD, by=two[0], at=AFTER)
    stranger = person("陈山")
    owner = Shop.objects.get().owner
    owner.grants.create(role="franchise manager", granted_at=MIDST)
    with pytest.raises(operations.NotYours):
        operations.approve(period=PERIOD, total=8800, by=stranger, at=AFTER)
    for one in (two[0], owner):
        with pytest.raises(operations.SecondPersonNeeded):
            operations.approve(period=PERIOD, total=8800, by=one, at=AFTER)
    with pytest.raises(operations.Changed):
        operations.approve(period=PERIOD, total=8799, by=two[1], at=AFTER)
    assert rows() == [(8800, "drawn", "")]
    assert [operations.approve(period=PERIOD, total=8800, by=two[1], at=AFTER) for _n in range(2)] == [1, 0]
    made = Settlement.objects.get()
    assert (made.state, made.approved_by) == ("approved", two[1])
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        Settlement.objects.update(approved_by=two[0])


def test_the_banks_file_is_made_once_and_is_the_same_each_time(mine, two):
    earned(mine)
    run(PERIOD, two, AFTER, to="approved")
    made = paying.make_file(period=PERIOD, by=two[1], at=AFTER)
    with pytest.raises(paying.NothingToPay):
        paying.make_file(period=PERIOD, by=two[1], at=AFTER)
    file = PayoutFile.objects.get()
    assert (file.total, file.count, bytes(file.contents), len(file.sha256)) == (8800, 1, bytes(made.contents), 64)
    Payee.objects.update(number="99999999")
    assert Settlement.objects.get().number == "6228480402564890018"


def test_paid_once_the_ledger_owes_it_no_more_and_the_owner_is_told(mine, two):
    earned(mine, 8800, commission=400)
    run(PERIOD, two, AFTER, to="filed")
    made = Settlement.objects.get()
    for day in (AFTER.date() - timedelta(days=1), AFTER.date() + timedelta(days=1)):
        with pytest.raises(paying.WrongDay):
            paying.mark_paid(settlement=made, paid_on=day, by=two[0], at=AFTER)
    said = [paying.mark_paid(settlement=made, paid_on=AFTER.date(), by=two[0], at=AFTER) for _n in range(3)]
    assert said == [True, False, False]
    assert list(Entry.objects.filter(kind="paid out").values_list("source", "amount")) == [(f"settlement {made.pk}", 8400)]
    assert (owed_now(mine), letters()) == (0, ["settlement_drawn", "settlement_paid"])
    assert {str(one.account.kind): one.fen for one in balances() if one.fen} == {
        "wechat": 8800,
        "bank": -8400,
        "commission": 400,
    }
    assert wrong_balances() == []


def test_what_the_bank_sent_back_is_owed_as_before_and_is_in_the_next(mine, two):
    earned(mine)
    run(PERIOD, two, AFTER, to="filed")
    made = Settlement.objects.get()
    with pytest.raises(operations.ReasonsMissing):
        paying.mark_failed(settlement=made, reasons=" ", by=two[0], at=AFTER)
    assert [paying.mark_failed(settlement=made, reasons="户名不符", by=two[0], at=AFTER) for _n in range(2)] == [True, False]
    with pytest.raises(WrongState):
        paying.mark_paid(settlement=made, paid_on=AFTER.date(), by=two[0], at=AFTER)
    assert (owed_now(mine), letters()[-1], Entry.objects.filter(kind="paid out").count()) == (8800, "settlement_failed", 0)
    earned(mine, 100, at=AFTER)
    run(NEXT, two, AFTER_NEXT)
    assert rows() == [(8800, "failed", ""), (8900, "paid", "")]
    assert owed_now(mine) == 0


@pytest.mark.parametrize(
    ("amount", "known", "state", "expected"),
    [
        (999, True, "open", ("carried", "least")),
        (1000, True, "open", ("drawn", "")),
        (1000, False, "open", ("carried", "no details")),
        (999, True, "closed", ("drawn", "")),
        (5000, True, "suspended", ("drawn", "")),
        (5000, False, "closed", ("carried", "no details")),
    ],
)
def test_too_little_or_nowhere_to_pay_it_is_carried_forward_and_told(two, amount, known, state, expected):
    one = shop(state=state)
    if known:
        payee(one)
    earned(one, amount)
    operations.draw_up(period=PERIOD, by=two[0], at=AFTER)
    assert rows() == [(amount, *expected)]
    assert letters() == ["settlement_drawn"]


def test_what_is_carried_forward_is_in_the_next_once(mine, two):
    earned(mine, 600)
    run(PERIOD, two, AFTER)
    earned(mine, 700, at=AFTER)
    run(NEXT, two, AFTER_NEXT)
    assert rows() == [(600, "carried", "least"), (1300, "paid", "")]
    assert owed_now(mine) == 0


def test_a_period_before_one_that_is_drawn_up_is_not_drawn_up_any_more(mine, two):
    earned(mine)
    run(NEXT, two, AFTER_NEXT, to="drawn")
    assert operations.draw_up(period=PERIOD, by=two[0], at=AFTER_NEXT) == 0
    assert rows() == [(8800, "drawn", "")]


def test_held_back_with_words_it_is_in_the_next(mine, two):
    earned(mine)
    run(PERIOD, two, AFTER, to="approved")
    made = Settlement.objects.get()
    with pytest.raises(operations.NotYours):
        operations.hold_back(settlement=made, reasons="核对", by=mine.owner, at=AFTER)
    assert [operations.hold_back(settlement=made, reasons="核对", by=two[0], at=AFTER) for _n in range(2)] == [True, False]
    assert rows() == [(8800, "carried", "held")]
    with pytest.raises(paying.NothingToPay):
        paying.make_file(period=PERIOD, by=two[1], at=AFTER)
    run(NEXT, two, AFTER_NEXT)
    assert rows()[-1] == (8800, "paid", "")


def test_cash_the_shop_took_is_netted_and_a_debt_is_carried(mine, two):
    collected(mine, 5000, commission=200)
    operations.draw_up(period=PERIOD, by=two[0], at=AFTER)
    assert rows() == [(-200, "carried", "negative")]
    assert {str(one.account.kind): one.fen for one in balances([mine])} == {"collected": 0, "shop": -200}
    earned(mine, 3000, at=AFTER)
    number = collected(mine, 1000, at=AFTER)
    assert number
    run(NEXT, two, AFTER_NEXT)
    assert rows()[-1] == (2800, "paid", "")
    assert {str(one.account.kind): one.fen for one in balances([mine])} == {"collected": 0, "shop": 0}


def test_bank_details_changed_within_a_day_hold_the_payout(two):
    one = shop()
    earned(one)
    payee(one, at=AFTER - timedelta(hours=23))
    run(PERIOD, two, AFTER, to="approved")
    with pytest.raises(paying.NothingToPay):
        paying.make_file(period=PERIOD, by=two[1], at=AFTER)
    assert paying.make_file(period=PERIOD, by=two[1], at=AFTER + timedelta(hours=1)).count == 1


def test_what_is_refunded_while_it_is_paid_lowers_the_next_below_nothing(mine, two):
    number = earned(mine, 8800, commission=400)
    run(PERIOD, two, AFTER, to="filed")
    refunded(mine, number, 8800, commission=400, at=AFTER)
    paying.mark_paid(settlement=Settlement.objects.get(), paid_on=AFTER.date(), by=two[0], at=AFTER)
    operations.draw_up(period=NEXT, by=two[0], at=AFTER_NEXT)
    assert rows()[-1] == (-8400, "carried", "negative")
