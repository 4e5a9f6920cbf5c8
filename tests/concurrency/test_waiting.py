"""Two seats come free at once for many who wait, while the clock runs twice and passers-by order: two are offered, to the first
two, and nobody slips in. On PostgreSQL, where there is a race."""

import os

import pytest

from shops.availability import holding
from shops.availability.holding import release, take_seats
from shops.availability.models import Session, Stay, Waiting
from shops.availability.waiting import join, tend
from tests.concurrency.together import RACE, at_once
from tests.factories.availability import NOW, bookable, session

pytestmark = RACE
PROVE = bool(os.environ.get("PROVE"))
WAITING, PASSING, ROUNDS = (40, 20, 20) if PROVE else (8, 4, 1)


def freed_at_once() -> tuple[list[int], int, int]:
    """Which of those in line were offered a seat, how many passers-by had one, and the seats taken of two."""
    trip = session(bookable("tour"), seats=2)
    for n in range(2):
        take_seats(session=trip, seats=1, key=f"{trip.pk} old {n}", why="order", by=None, at=NOW)
    trip.refresh_from_db()
    given = {"bookable": trip.bookable, "session": trip, "first": trip.starts_at.date(), "until": None, "rooms": 1}
    said = {"adults": 1, "children": 0, "person": None, "language": "en", "at": NOW}
    line = [join(phone=f"+86139{n:08}", **given, **said).pk for n in range(WAITING)]

    def pass_by(n: int):
        return lambda: take_seats(session=trip, seats=1, key=f"{trip.pk} by {n}", why="order", by=None, at=NOW).why

    def let_go(n: int):
        return lambda: release(key=f"{trip.pk} old {n}", by=None, at=NOW)

    def clock():
        return tend(at=NOW) and "offered"

    acts = [let_go(0), let_go(1), clock, clock, *(pass_by(n) for n in range(PASSING))]
    answers = at_once(acts)
    assert set(answers) <= {1, 0, "offered", "Full", "order"}, answers
    at_once([clock, clock])
    offered = [line.index(pk) for pk in Waiting.objects.filter(state="offered", session=trip).values_list("pk", flat=True)]
    held = Stay.objects.filter(session=trip, released_at=None)
    return sorted(offered), held.filter(why="order").count(), sum(held.values_list("places", flat=True))


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_seats_are_offered_to_the_first_two_and_no_passer_by_slips_in(transactional_db, _round):
    assert freed_at_once() == ([0, 1], 0, 2)
    assert Session.objects.latest("pk").taken == 2


def test_without_the_line_being_asked_passers_by_slip_in(transactional_db, monkeypatch):
    """The control."""
    monkeypatch.setattr(holding, "passes_over_seats", lambda session, seats: False)
    assert any(freed_at_once()[1] for _try in range(20))
