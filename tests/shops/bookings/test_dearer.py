"""Dearer days that overlap one's own, in a house that is full with oneself: one room, counted once, until one of the two goes."""

from datetime import timedelta

import pytest

from shops.availability.checking import Amiss
from shops.availability.holding import Full, take_nights
from shops.availability.models import Night
from shops.bookings import changing, operations
from shops.bookings.changing import When
from shops.bookings.telling import tell_of_bookings
from shops.ledger.queries import wrong_balances
from shops.orders.moving import expire
from shops.orders.placing import HOLD
from shops.orders.queries import quote_of
from tests.factories.availability import NOW, bookable, rate
from tests.factories.bookings import FIRST, UNTIL, basket_with, booked, bookings_of, ordered, stay
from tests.factories.payments import paid
from tests.factories.people import person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = NOW + HOLD


def taken() -> list[int]:
    return list(Night.objects.order_by("day").values_list("taken", flat=True))


def called_off(old) -> None:
    operations.call_off(booking=old, by=None, at=NOW)


def moved_away(old) -> None:
    changing.change_days(booking=old, when=When(FIRST + 9 * DAY, FIRST + 10 * DAY), by=None, at=NOW)


@pytest.mark.parametrize(
    ("old_one", "is_paid", "left"),
    [
        (None, True, [0, 1, 1]), (None, False, [1, 1, 0]),
        (called_off, True, [0, 1, 1]), (called_off, False, [0, 0, 0]),
        (moved_away, True, [0, 1, 1, 0]), (moved_away, False, [0, 0, 0, 1]),
    ],
)  # fmt: skip
def test_the_night_of_both_is_the_guests_until_neither_has_it(old_one, is_paid, left):
    """Nights of 1 to 4 December; the old booking has the first two, the new one the last two."""
    room, buyer = bookable(rooms=1), person("刘燕")
    rate(room, "festival", 30000, first=UNTIL, until=UNTIL + DAY)
    (old,) = booked(stay(room), buyer=buyer)
    basket = basket_with(buyer=buyer)
    changing.book_instead(booking=old, when=When(FIRST + DAY, UNTIL + DAY), basket=basket, at=NOW)
    again = basket_with(buyer=person("陈山"))
    assert quote_of(basket, at=NOW).is_ready
    order = ordered(basket=basket, buyer=buyer)
    assert taken() == [1, 1, 1]
    with pytest.raises(Amiss):  # two share, never three
        changing.book_instead(booking=old, when=When(FIRST, UNTIL + 2 * DAY), basket=again, at=NOW)
    if old_one:
        old_one(old)
    for day in (FIRST + DAY, UNTIL):
        with pytest.raises(Full):
            take_nights(bookable=room, first=day, until=day + DAY, rooms=1, key=f"by {day}", why="order", by=None, at=NOW)
    if is_paid:
        paid(order, at=NOW)
        tell_of_bookings(at=NOW)
        (new,) = bookings_of(order)
        assert new.line.parcel.state == "booked"
    else:
        assert expire(at=LATER) == 1
    assert taken() == left
    assert not wrong_balances()


def test_another_visit_in_the_basket_does_not_have_the_guests_own_night():
    room, buyer = bookable(rooms=1), person("刘燕")
    rate(room, "festival", 30000, first=UNTIL, until=UNTIL + DAY)
    (old,) = booked(stay(room), buyer=buyer)
    basket = basket_with(stay(room, first=UNTIL + 2 * DAY, until=UNTIL + 3 * DAY), buyer=buyer)
    basket.visits.update(first=FIRST, until=FIRST + DAY)
    changing.book_instead(booking=old, when=When(FIRST, UNTIL + DAY), basket=basket, at=NOW)
    shown = {(one.wanted.first, one.wanted.until): one.is_ready for one in quote_of(basket, at=NOW).visits}
    assert shown == {(FIRST, FIRST + DAY): False, (FIRST, UNTIL + DAY): True}
