"""Complaint: a refund does not reduce what the vendor is paid, and the commission is wrong after it."""

from datetime import timedelta

import pytest

from shops.ledger.queries import balances
from shops.settlement import operations, paying
from shops.settlement.models import Settlement
from shops.settlement.statements import whole
from tests.factories.settlement import AFTER, PERIOD, earned, later, manager, payee, refunded
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


def test_a_part_refund_lowers_the_next_payout_and_gives_the_commission_of_that_part_back():
    first, second = manager("何主任"), manager("李主任")
    mine, following = shop(), later(PERIOD)
    payee(mine)
    number = earned(mine, 10_000, commission=400)
    operations.draw_up(period=PERIOD, by=first, at=AFTER)
    operations.approve(period=PERIOD, total=9600, by=second, at=AFTER)
    file = paying.make_file(period=PERIOD, by=second, at=AFTER)
    paying.mark_file_paid(file=file, paid_on=AFTER.date(), by=second, at=AFTER)
    refunded(mine, number, 2500, commission=100, at=AFTER)
    earned(mine, 20_000, commission=800, at=AFTER)
    operations.draw_up(period=following, by=first, at=following.ends + timedelta(hours=2))
    assert list(Settlement.objects.order_by("pk").values_list("amount", flat=True)) == [9600, 19_200 - 2400]
    statement, lines = whole(mine, following)
    assert dict(lines[0].moved.kinds) == {"unearned": -2500, "commission back": 100}
    assert (statement.opening, statement.brought, statement.closing) == (9600, 16_800, 16_800)
    assert {str(one.account.kind): one.fen for one in balances()}["commission"] == 400 - 100 + 800
