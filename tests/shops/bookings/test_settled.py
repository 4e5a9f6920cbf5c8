"""What bookings bring is on the host's statement to the fen: stayed, kept by the ladder, moved to cheaper days, called off."""

from datetime import timedelta

import pytest
from django.utils import translation

from shops.bookings import changing, operations
from shops.bookings.changing import When
from shops.ledger.queries import wrong_balances
from shops.settlement.statements import whole
from shops.settlement.terms import period_on
from shops.settlement.wording import said
from shops.standards.models import CommissionRate
from tests.factories.availability import NOW, bookable, rate
from tests.factories.bookings import FIRST, UNTIL, booked, bookings_of, stay
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_statement_says_what_bookings_brought():
    mine = shop()
    CommissionRate.objects.create(category=None, basis_points=300, from_on=NOW.date())
    room = bookable(of=mine)
    type(room.visit).objects.filter(pk=room.visit_id).update(price=12000)
    room.refresh_from_db()
    rate(room, "festival", 20000, first=FIRST, until=FIRST + DAY)
    (kept,), (moved,), (off,) = (booked(stay(room)) for _n in range(3))
    assert changing.change_days(booking=moved, when=When(FIRST + DAY, UNTIL + DAY), by=None, at=NOW) == 8000
    assert operations.call_off(booking=off, by=None, at=NOW) == 32000
    assert operations.call_off(booking=kept, by=None, at=kept.arrives_at - timedelta(hours=1)) == 16000
    (moved,) = bookings_of(moved.line.parcel.order)
    assert operations.finish(at=moved.leaves_at + operations.OVER_AFTER) == 1
    statement, lines = whole(mine, period_on(FIRST))
    with translation.override("en"):
        told = sorted(said(line.moved) for line in lines)
    assert told == [
        "Sold +¥320, returned to the buyer before the goods came −¥160, commission −¥4.80",
        "Sold +¥320, returned to the buyer before the goods came −¥80, commission −¥7.20",
    ]
    assert (statement.closing, wrong_balances()) == (16000 + 24000 - 480 - 720, [])
