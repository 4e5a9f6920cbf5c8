"""Guests are moved, and moved again, at one instant: by two hosts, by themselves, out of two stays that share a night. On
PostgreSQL, where there is a race. That the last room goes to one only, whoever asks, has its control in `test_nights`."""

import os
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction

from shops.availability import holding
from shops.availability.holding import release, take_nights
from shops.availability.models import Night, Stay
from shops.availability.sharing import to_share
from shops.bookings import changing, rooms
from shops.bookings.changing import When
from shops.bookings.queries import with_facts
from shops.orders.models import Booking
from tests.concurrency.together import RACE, at_once, meet_at, meet_before, without_locks
from tests.factories.availability import NOW, bookable
from tests.factories.bookings import FIRST, UNTIL, booked, stay
from tests.factories.shops import shop

pytestmark = RACE
PROVE = bool(os.environ.get("PROVE"))
ROUNDS, GUESTS = (20, 20) if PROVE else (1, 4)
DAY = timedelta(days=1)


def put(pk: int, to: int, by):
    def press():
        return rooms.change_room(booking=with_facts().get(pk=pk), to=to, by=by, reasons="", at=NOW)

    return press


def moved(pk: int):
    def press():
        when = When(FIRST + DAY, UNTIL + DAY)
        return changing.change_days(booking=with_facts().get(pk=pk), when=when, by=None, at=NOW) == 0

    return press


def counted() -> bool:
    """Whether the counters are the sum of the stays that hold."""
    found: Counter = Counter()
    for one in Stay.objects.filter(released_at=None):
        for n in range(one.nights):
            found[one.bookable_id, one.first + n * DAY] += one.places
    kept = {(night.bookable_id, night.day): night.taken for night in Night.objects.all() if night.taken}
    return kept == found


def is_where_its_stay_is(pk: int) -> bool:
    now = Booking.objects.get(pk=pk)
    (held,) = Stay.objects.filter(released_at=None, why="order").select_related("bookable")
    return (held.key, held.bookable.visit_id) == (now.stay_key, now.visit_id)


def put_into_two_rooms(monkeypatch=None) -> int:
    kept = shop()
    old, one, two = (bookable(of=kept, rooms=rooms) for rooms in (2, 1, 1))
    take_nights(bookable=old, first=FIRST, until=UNTIL, rooms=1, key="rang", why="phone", by=None, at=NOW)
    (guest,) = booked(stay(old))
    acts = [put(guest.pk, one.pk, kept.owner), put(guest.pk, two.pk, kept.owner)]
    if monkeypatch:
        meet_before(monkeypatch, rooms, "take", 2)
    else:
        acts.append(moved(guest.pk))
    answers = at_once(acts)
    assert set(answers) == {True}, answers
    return guest.pk


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_hosts_and_the_guest_move_one_booking_and_it_is_where_its_stay_is(transactional_db, _round):
    pk = put_into_two_rooms()
    assert is_where_its_stay_is(pk)
    assert (counted(), Booking.objects.get(pk=pk).moves) == (True, 3)


def test_without_the_lock_it_is_said_to_be_where_it_is_not(transactional_db, monkeypatch):
    """The control."""
    without_locks(monkeypatch)
    pk = put_into_two_rooms(monkeypatch)
    assert not (is_where_its_stay_is(pk) and counted())


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_the_last_free_room_goes_to_one_of_those_who_are_put_there(transactional_db, _round):
    kept = shop()
    free = bookable(of=kept, rooms=1)
    guests = [booked(stay(bookable(of=kept, rooms=1)))[0].pk for _n in range(GUESTS)]
    answers = at_once([put(pk, free.pk, kept.owner) for pk in guests])
    assert answers == {True: 1, "CannotHave": GUESTS - 1}
    assert counted()


def given_up_at_once(n: int) -> list[int]:
    """Two stays share a night, and both are given up at one instant: the rooms that are taken then."""
    room = bookable(rooms=1)
    given = {"bookable": room, "rooms": 1, "why": "order", "by": None, "at": NOW}
    take_nights(first=FIRST, until=UNTIL, key=f"old {n}", **given)
    take_nights(first=FIRST + DAY, until=UNTIL + DAY, key=f"new {n}", shares=to_share_now(f"old {n}"), **given)
    at_once([lambda key=key: release(key=f"{key} {n}", by=None, at=NOW) for key in ("old", "new")])
    return list(Night.objects.filter(bookable=room).order_by("day").values_list("taken", flat=True))


def to_share_now(key: str) -> Stay:
    with transaction.atomic():
        return to_share([key])[key]


def test_a_night_that_two_stays_share_is_free_once_both_are_given_up(transactional_db):
    assert [given_up_at_once(n) for n in range(GUESTS)] == [[0, 0, 0]] * GUESTS


def test_without_the_lock_each_leaves_it_to_the_other(transactional_db, monkeypatch):
    """The control."""
    without_locks(monkeypatch)
    meet_at(monkeypatch, holding, "nights_of_both", 2)
    assert given_up_at_once(0) == [0, 1, 0]
