"""Four hundred guests want overlapping nights of three rooms at once: no night over its limit, and nobody is refused without a
real conflict. On PostgreSQL, where there is a race."""

import os
import random
from collections import Counter
from datetime import date, timedelta
from threading import Event

import pytest
from django.db import connection, transaction
from django.db.models import F

from shops.availability import holding
from shops.availability.holding import Full, release, take_nights, take_seats
from shops.availability.models import Night, Session, Stay
from shops.availability.moving import move_nights
from shops.builder.visits import change_visit
from tests.concurrency.together import RACE, at_once, without_locks
from tests.factories.availability import NOW, TODAY, bookable, session

pytestmark = RACE
PROVE = bool(os.environ.get("PROVE"))
REQUESTS, ROUNDS, THREADS = (400, 20, 40) if PROVE else (60, 1, 12)
ROOMS, NIGHTS = 3, 30


def wishes(seed: int) -> list[tuple[int, int, int]]:
    """First night, nights and rooms of each request."""
    chance = random.Random(seed)
    made = []
    for _ in range(REQUESTS):
        first, rooms = chance.randrange(NIGHTS), chance.choice((1, 1, 1, 2))
        made.append((first, min(chance.randint(1, 5), NIGHTS - first), rooms))
    return made


def ask(room, wish: tuple[int, int, int], key: str):
    """A press: "had", or the day that lacked a room and how many were wanted."""
    first, nights, rooms = wish
    begin = TODAY + timedelta(days=first)

    def press() -> tuple:
        try:
            take_nights(
                bookable=room,
                first=begin,
                until=begin + timedelta(days=nights),
                rooms=rooms,
                key=key,
                why="order",
                by=None,
                at=NOW,
            )
            return ("had",)
        except Full as full:
            return ("full", full.days[0], rooms)

    return press


def in_turns(presses: list) -> Counter:
    """All of them, as many at once as a server has threads: each thread goes through its own share without a pause."""
    shares = [presses[n::THREADS] for n in range(THREADS)]
    answers = at_once([lambda share=share: tuple(press() for press in share) for share in shares])
    assert not [answer for answer in answers if isinstance(answer, str)], answers
    return Counter(one for answer, times in answers.items() for one in answer * times)


def recounted(room) -> Counter:
    """Rooms taken each night, counted from the stays."""
    found: Counter[date] = Counter()
    for stay in Stay.objects.filter(bookable=room, released_at=None):
        for n in range(stay.nights):
            found[stay.first + timedelta(days=n)] += stay.places
    return found


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_no_night_is_over_its_limit_and_every_refusal_had_a_conflict(transactional_db, seed):
    room = bookable(rooms=ROOMS)
    answers = in_turns([ask(room, wish, f"{seed}-{n}") for n, wish in enumerate(wishes(seed))])
    taken = recounted(room)
    assert max(taken.values()) <= ROOMS
    assert {night.day: night.taken for night in Night.objects.all() if night.taken} == {d: n for d, n in taken.items() if n}
    assert Stay.objects.count() == answers["had",]
    for answer in answers:
        if answer[0] == "full":
            _full, day, rooms = answer
            assert taken[day] + rooms > ROOMS, "nobody gave anything back, so what was in the way is there still"
    assert sum(answers.values()) == REQUESTS


def test_without_the_condition_nights_are_sold_twice(transactional_db, monkeypatch):
    """The control: a room is looked for and then taken, with neither the condition nor the constraint."""

    def shift(of, day: date, rooms: int, why: str) -> bool:
        night = Night.objects.get(bookable=of, day=day)
        if night.taken + rooms > night.rooms:
            return False
        return Night.objects.filter(pk=night.pk).update(taken=F("taken") + rooms) == 1

    monkeypatch.setattr(holding, "shift", shift)
    constraint = "no_room_is_taken_twice"
    check = next(one for one in Night._meta.constraints if one.name == constraint)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Night, check)
    try:
        room = bookable(rooms=ROOMS)
        with transaction.atomic():
            holding.ensure_nights(room, [TODAY + timedelta(days=n) for n in range(NIGHTS)])
        over = 0
        for seed in range(100, 110):
            in_turns([ask(room, wish, f"{seed}-{n}") for n, wish in enumerate(wishes(seed))])
            over = max([over, *recounted(room).values()])
            if over > ROOMS:
                break
            Stay.objects.all().delete()
            Night.objects.update(taken=0)
        assert over > ROOMS
    finally:
        Stay.objects.all().delete()
        Night.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Night, check)


def rooms_made_while_their_number_changes(monkeypatch) -> set[int]:
    """A first guest's nights come to be while the owner says that there are two rooms: how many the nights then have."""
    room, read, changed = bookable(rooms=3), Event(), Event()
    look = holding.rooms_of

    def look_and_wait(of) -> int:
        rooms = look(of)
        read.set()
        changed.wait(timeout=1)  # where the number may not change meanwhile, the wait is in vain
        return rooms

    def change() -> str:
        read.wait(timeout=20)
        change_visit(visit=room.visit, changes={"rooms": 2}, by=None, at=NOW)
        changed.set()
        return "changed"

    monkeypatch.setattr(holding, "rooms_of", look_and_wait)
    assert at_once([ask(room, (0, 5, 1), "first"), change]) == {("had",): 1, "changed": 1}
    return set(Night.objects.values_list("rooms", flat=True))


def test_nights_come_to_be_with_as_many_rooms_as_there_are(transactional_db, monkeypatch):
    assert rooms_made_while_their_number_changes(monkeypatch) == {2}


def test_without_the_lock_nights_keep_the_number_of_before(transactional_db, monkeypatch):
    """The control."""
    without_locks(monkeypatch)
    assert rooms_made_while_their_number_changes(monkeypatch) == {3}


def test_guests_who_change_places_and_leave_wait_for_nobody_for_ever(transactional_db):
    """Moves in both directions, releases and takes at once: no deadlock, and the counters are the sum of the stays."""
    room, days = bookable(rooms=4), [TODAY + timedelta(days=n) for n in range(8)]
    for n in range(4):
        take_nights(bookable=room, first=days[n], until=days[n + 2], rooms=1, key=f"old{n}", why="order", by=None, at=NOW)
    given = {"by": None, "at": NOW}

    def move(n: int, to: int):
        return lambda: bool(
            move_nights(key=f"old{n}", new_key=f"new{n}", bookable=room, first=days[to], until=days[to + 3], rooms=1, **given)
        )

    acts = [move(0, 4), move(1, 0), move(2, 1), lambda: release(key="old3", **given), lambda: release(key="old3", **given)]
    again = [move(0, 4), move(1, 0)]
    answers = at_once([*acts, *again, ask(room, (0, 8, 1), "whole")])
    assert not [answer for answer in answers if isinstance(answer, str)], answers
    assert {night.day: night.taken for night in Night.objects.all() if night.taken} == recounted(room)
    assert sorted(Stay.objects.filter(released_at=None).values_list("key", flat=True)) == ["new0", "new1", "new2", "whole"]


def test_the_last_seats_go_to_as_many_as_there_are_and_one_press_takes_once(transactional_db):
    at = session(bookable("tour"), seats=3)

    def seat(key: str):
        return lambda: take_seats(session=at, seats=1, key=key, why="order", by=None, at=NOW).places

    assert at_once([seat(f"k{n}") for n in range(10)]) == {1: 3, "Full": 7}
    assert (Session.objects.get().taken, Stay.objects.count()) == (3, 3)
    other = session(bookable("tour"), seats=3)
    at = other
    assert at_once([seat("same")] * 8) == {1: 8}
    assert Session.objects.get(pk=other.pk).taken == 1
