"""Places of a full walk that come free, raced over HTTP: they are offered to the first in line, who book them, and nobody who
passes by slips in, however often they press. In the control nobody asks whether somebody waits.
"""

import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from common.clock import now
from shops.availability.models import Session, Stay, Waiting
from shops.availability.waiting import join
from shops.ledger.queries import wrong_balances
from shops.orders.models import Booking, Order
from shops.orders.remembering import ORDERS
from tests.concurrency.http.buyers import Answer, Buyer, Site, at_once, visitor
from tests.concurrency.http.paying import chore, cookies
from tests.concurrency.together import RACE
from tests.factories.availability import bookable, session
from tests.factories.bookings import booked, ordered, seats
from tests.factories.groups import phone

pytestmark = RACE
FULL = bool(os.environ.get("PROVE"))
IN_LINE, PASSING, ROUNDS = (40, 30, 6) if FULL else (5, 4, 2)
TRIES = 4  # presses of somebody who passes by
OFFER, LET_GO = "offer free places to who waits", "let go of orders nobody paid"


@dataclass
class Walk:
    """Of two seats, both taken: one is booked, one being paid. Who waits, in their turn, and who passes by."""

    trip: Session
    booking: Booking
    unpaid: Order
    line: list[Waiting]
    passing: list[Buyer]


def full_walk() -> Walk:
    trip = session(bookable("tour", rooms=0), now() + timedelta(days=9), seats=2)
    passing = [visitor(seats(trip, adults=1)) for _n in range(PASSING)]  # who looked while it was free
    (booking,) = booked(seats(trip, adults=1), at=now())
    unpaid = ordered(seats(trip, adults=1), at=now())
    trip.refresh_from_db()
    given = {"bookable": trip.bookable, "session": trip, "first": trip.starts_at.date(), "until": None, "rooms": 1}
    said = {"adults": 1, "children": 0, "person": None, "language": "en", "at": now()}
    line = [join(phone=phone(), **given, **said) for _n in range(IN_LINE)]
    return Walk(trip, booking, unpaid, line, passing)


def passes_by(site: Site, one: Buyer, **rig: str) -> Callable[[], Answer]:
    """They press again and again, until they have an order."""

    def act() -> Answer:
        for _try in range(TRIES):
            answer = one.order(site, **rig)
            if answer.order or answer.status != 302:
                break
        return answer

    return act


def comes_free(site: Site, walk: Walk) -> list[Callable[[], Answer]]:
    """The booked seat is called off, and the time to pay for the other is over, in any order."""
    Order.objects.filter(pk=walk.unpaid.pk).update(expires_at=now())
    number = walk.booking.line.parcel.order.number
    address = f"/zh-hans/orders/{number}/visits/{walk.booking.pk}/off/"
    host = cookies(**{ORDERS: [number]})
    return [lambda: site.post(address, host, {}), lambda: chore(site, LET_GO)]


def clock(site: Site) -> Callable[[], Answer]:
    def act() -> Answer:
        time.sleep(random.random() * 0.3)
        return chore(site, OFFER)

    return act


def race(site: Site, walk: Walk, *acts: Callable[[], Answer], **rig: str) -> int:
    """All at once with those who pass by: how many of them had a seat. Nobody was answered that the site failed."""
    passing = [passes_by(site, one, **rig) for one in walk.passing]
    answers = at_once([*acts, *passing])
    assert {answer.status for answer in answers} <= {302, 204}
    return sum(bool(answer.order) for answer in answers[len(acts) :])


def tabs_of(walk: Walk) -> list[Buyer]:
    """Those who were offered a seat, each at the till in two tabs."""
    offered = Waiting.objects.filter(session=walk.trip, state=Waiting.State.OFFERED).select_related("stay").order_by("pk")
    assert [one.pk for one in offered] == [one.pk for one in walk.line[:2]]
    buyers = [visitor(seats(walk.trip, adults=1, held_key=one.stay.key)) for one in offered if one.stay]
    return [Buyer(one.cookies, f"{one.press}-{tab}", one.total) for one in buyers for tab in "ab"]


def test_what_comes_free_is_the_first_in_lines_and_nobody_slips_in(rigged):
    for _round in range(ROUNDS):
        walk = full_walk()
        assert race(rigged, walk, *comes_free(rigged, walk), clock(rigged), clock(rigged)) == 0
        assert chore(rigged, OFFER).status == 204
        tabs = tabs_of(walk)
        takes = [lambda one=one: one.order(rigged) for one in tabs]
        assert race(rigged, walk, *takes, clock(rigged), clock(rigged)) == 0
        chore(rigged, OFFER)
        assert [one.state for one in Waiting.objects.filter(session=walk.trip).order_by("pk")] == (
            ["taken"] * 2 + ["waiting"] * (IN_LINE - 2)
        )
        had = Stay.objects.filter(session=walk.trip, released_at=None)
        assert list(had.values_list("why", "places")) == [("order", 1)] * 2
        walk.trip.refresh_from_db()
        assert walk.trip.taken == 2
    assert wrong_balances() == []


def test_without_the_line_being_asked_passers_by_slip_in(rigged):
    """The control."""

    def slipped() -> int:
        walk = full_walk()
        return race(rigged, walk, *comes_free(rigged, walk), clock(rigged), without="line")

    assert any(slipped() for _try in range(10))
