"""Complaint: payouts by hand, negative balances and several fees are nobody's business. Here a debt is carried, each fee said."""

from datetime import timedelta

import pytest

from shops.ledger import postings
from shops.ledger.queries import balances
from shops.settlement import operations, paying
from shops.settlement.models import Settlement
from shops.settlement.reckoning import owed_now
from tests.factories.settlement import AFTER, MIDST, PERIOD, earned, later, manager, payee, refunded
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


def test_a_negative_balance_is_carried_until_it_is_earned_again_and_fees_never_touch_the_shop():
    first, second = manager("何主任"), manager("李主任")
    mine, period = shop(), PERIOD
    payee(mine)
    number = earned(mine, 5000, commission=200)
    postings.charge_fee(source="fee 1", way="wechat", amount=30, order=number, at=MIDST)
    postings.charge_fee(source="fee 2", way="wechat", amount=12, order=number, at=MIDST)
    operations.draw_up(period=period, by=first, at=AFTER)
    operations.approve(period=period, total=4800, by=second, at=AFTER)
    file = paying.make_file(period=period, by=second, at=AFTER)
    paying.mark_file_paid(file=file, paid_on=AFTER.date(), by=second, at=AFTER)
    refunded(mine, number, 5000, commission=200, at=AFTER)
    for brings in (0, 3000, 4000):
        period = later(period)
        if brings:
            earned(mine, brings, at=period.begins + timedelta(days=1))
        operations.draw_up(period=period, by=first, at=period.ends + timedelta(hours=2))
    told = list(Settlement.objects.order_by("pk").values_list("amount", "state", "why"))
    assert told == [(4800, "paid", ""), (-4800, "carried", "negative"), (-1800, "carried", "negative"), (2200, "drawn", "")]
    stands = {str(one.account.kind): one.fen for one in balances()}
    assert (owed_now(mine), stands["fees"], stands["commission"]) == (2200, 42, 0)
