"""Complaint 15: rentals and slots booked beyond what there is (bagisto #11262). Here the last room and the last seat go once;
raced over HTTP in `tests/concurrency/http/test_booking.py`."""

from datetime import timedelta

import pytest

from shops.availability.models import Night
from shops.ledger.queries import wrong_balances
from shops.orders.models import Booking
from shops.orders.placing import BasketChanged
from tests.factories.availability import bookable, session
from tests.factories.bookings import FIRST, UNTIL, basket_with, booked, ordered, seats, stay

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_last_room_and_the_last_seats_go_once_whatever_overlaps():
    room, walk = bookable(rooms=1), session(bookable("tour"), seats=3)
    rivals = [
        basket_with(stay(room)), basket_with(stay(room, FIRST - DAY, FIRST + DAY)), basket_with(stay(room, UNTIL - DAY, UNTIL + DAY)),
        basket_with(seats(walk, adults=2)),
    ]  # fmt: skip
    booked(stay(room), seats(walk, adults=2))
    for rival in rivals:
        with pytest.raises(BasketChanged):
            ordered(basket=rival)
    ordered(stay(room, UNTIL, UNTIL + DAY), seats(walk, adults=1))  # beside it there is room
    walk.refresh_from_db()
    assert (walk.taken, set(Night.objects.values_list("taken", flat=True)), Booking.objects.count()) == (3, {1}, 4)
    assert not wrong_balances()
