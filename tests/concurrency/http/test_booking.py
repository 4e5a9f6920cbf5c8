"""Complaint 15: booked beyond what there is. Overlapping stays in the rooms of one house, ordered at once over HTTP."""

import os
import random
from collections import Counter
from datetime import date, timedelta

from common.clock import now, shanghai_day
from shops.availability.models import Bookable, Night, Stay
from shops.availability.rates import days_between
from shops.ledger.queries import wrong_balances
from shops.orders.models import Booking
from tests.concurrency.http.buyers import at_once, visitor
from tests.concurrency.together import RACE
from tests.factories.availability import bookable
from tests.factories.bookings import stay

pytestmark = RACE
FULL = bool(os.environ.get("PROVE"))
GUESTS, ROUNDS = (400, 20) if FULL else (20, 1)
ROOMS, NIGHTS, AHEAD = 3, 30 if FULL else 4, 40


def wish(dice: random.Random) -> tuple[int, int, int]:
    """First night, nights, rooms."""
    first = dice.randrange(NIGHTS)
    return first, min(dice.randint(1, 5), NIGHTS - first), dice.choice((1, 1, 1, 2))


def span(first: int, nights: int) -> tuple[date, date]:
    begin = shanghai_day(now()) + timedelta(days=AHEAD + first)
    return begin, begin + timedelta(days=nights)


def slept(room: Bookable) -> Counter[date]:
    """Rooms by night, recounted of the bookings."""
    counted: Counter[date] = Counter()
    for held in Stay.objects.filter(bookable=room, released_at=None):
        counted.update(dict.fromkeys(days_between(held.first, held.until), held.places))
    return counted


def race(site, room: Bookable, dice: random.Random, **rig: str) -> list[tuple[tuple[int, int, int], bool]]:
    """Each wish, and whether it was ordered; nobody was answered that the site failed."""
    wishes = [wish(dice) for _n in range(GUESTS)]
    guests = [visitor(stay(room, *span(first, nights), rooms=rooms, adults=rooms)) for first, nights, rooms in wishes]
    answers = at_once([lambda guest=guest: guest.order(site, **rig) for guest in guests])
    assert {answer.status for answer in answers} == {302}
    return list(zip(wishes, [bool(answer.order) for answer in answers], strict=True))


def test_no_night_is_sold_beyond_its_rooms_and_every_refusal_has_its_reason(site):
    dice = random.Random(15)
    for _round in range(ROUNDS):
        room = bookable(rooms=ROOMS)
        asked = race(site, room, dice)
        taken = slept(room)
        assert max(taken.values()) <= ROOMS
        assert taken == Counter(dict(Night.objects.filter(bookable=room, taken__gt=0).values_list("day", "taken")))
        assert sum(had for _wish, had in asked) == Booking.objects.filter(visit=room.visit).count()
        for (first, nights, rooms), had in asked:
            lacks = any(taken[day] + rooms > ROOMS for day in days_between(*span(first, nights)))
            assert had or lacks
        assert not all(had for _wish, had in asked)
    assert wrong_balances() == []


def test_looked_at_and_then_written_more_sleep_there_than_there_is_room_for(rigged):
    """The control: all want the same night."""
    room = bookable(rooms=1)
    Night.objects.create(bookable=room, day=span(0, 1)[0], rooms=1)  # who makes the row would hold the others up
    guests = [visitor(stay(room, *span(0, 1), adults=1)) for _n in range(8)]
    answers = at_once([lambda guest=guest: guest.order(rigged, without="night") for guest in guests])
    assert sum(bool(answer.order) for answer in answers) > 1
    assert max(slept(room).values()) > 1
