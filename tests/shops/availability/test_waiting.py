"""The waiting list: who asked first is offered what comes free, it is held for them and for nobody else, then for the next."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from outbox.models import Message
from shops.availability.checking import Amiss
from shops.availability.holding import Full, release, take_nights, take_seats
from shops.availability.keeping import forget_waiting
from shops.availability.models import Night, Session, Stay, Waiting
from shops.availability.offering import answer_by, offer
from shops.availability.setting_up import change_session
from shops.availability.waiting import IsFree, join, leave, tend
from shops.bookings import operations
from shops.orders.models import Basket, Booking
from shops.orders.moving import expire
from shops.orders.placing import HOLD
from tests.factories.availability import NOW, bookable, session
from tests.factories.bookings import FIRST, UNTIL, booked, bookings_of, ordered, seats, stay
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


def wait(of, *, who=None, phone="+8613900000001", at=NOW, people=1, first=FIRST, until=UNTIL, rooms=1) -> Waiting:
    is_room = not isinstance(of, Session)
    days = {"first": first, "until": until} if is_room else {"first": of.starts_at.date(), "until": None}
    return join(
        bookable=of if is_room else of.bookable, session=None if is_room else of, rooms=rooms, adults=people, children=0,
        person=who, phone=phone, language="zh-hans", at=at, **days,
    )  # fmt: skip


def states() -> list[str]:
    return list(Waiting.objects.order_by("pk").values_list("state", flat=True))


def test_seats_go_to_the_first_who_fits_then_to_the_next_and_never_past_the_line():
    departure = session(bookable("tour"), seats=3)
    (one,) = booked(seats(departure, adults=2))
    booked(seats(departure, adults=1))
    departure.refresh_from_db()
    many, first, second = (wait(departure, people=n, phone=f"+861390000000{n}") for n in (3, 2, 1))
    assert wait(departure, people=2, phone="+8613900000002").pk == first.pk  # asks again: keeps the turn
    assert tend(at=NOW) == 0  # nothing is free
    operations.call_off(booking=one, by=None, at=NOW)
    with pytest.raises(Full):  # between the call-off and the offer nobody slips in
        take_seats(session=departure, seats=1, key="passer-by", why="order", by=None, at=NOW)
    assert (tend(at=NOW), tend(at=NOW), states()) == (1, 0, ["waiting", "offered", "waiting"])
    with pytest.raises(Full):
        take_seats(session=departure, seats=1, key="passer-by", why="order", by=None, at=NOW)
    first.refresh_from_db()
    assert (first.offered_until, first.stay.places, first.stay.why) == (LATER, 2, "held")
    letter = Message.objects.get(kind="bookings", address="+8613900000002")
    assert first.key in letter.link
    assert tend(at=LATER) == 1  # nobody answered: one of the two seats goes on, the first in line needs three
    assert states() == ["waiting", "lapsed", "offered"]
    second.refresh_from_db()
    assert [leave(waiting=second, by=None, at=LATER) for _twice in range(2)] == [True, False]
    departure.refresh_from_db()
    assert departure.taken == 1
    change_session(session=departure, seats=4, price=None, guide="", by=None, at=LATER)
    assert (tend(at=LATER), states()) == (1, ["offered", "lapsed", "left"])
    many.refresh_from_db()
    assert Session.objects.get().taken == 4
    assert forget_waiting(at=NOW) == 0
    assert forget_waiting(at=departure.starts_at + timedelta(days=1)) == 3


def test_what_is_held_becomes_the_booking_of_whoever_has_the_link_and_goes_on_when_nobody_pays(client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    room = bookable(of=shop(), rooms=1)
    (one,) = booked(stay(room))
    mine, other = wait(room), wait(room, who=person("周敏"), first=FIRST + timedelta(days=1), until=UNTIL)
    operations.call_off(booking=one, by=None, at=NOW)
    assert (tend(at=NOW), states()) == (1, ["offered", "waiting"])
    page = reverse("bookings:waiting", args=[mine.key])
    assert client.get(page).status_code == 200
    answer = client.post(page, {"do": "book"})
    assert answer.url == reverse("orders:checkout")
    assert client.get(reverse("orders:basket")).context["quote"].is_ready
    order = ordered(basket=Basket.objects.get(key=client.cookies["basket"].value))
    (booking,) = bookings_of(order)
    held = Stay.objects.get(key=booking.stay_key)
    assert (held.why, held.words, held.places) == ("order", order.name, 1)
    assert list(Night.objects.values_list("taken", flat=True)) == [1, 1]
    assert (tend(at=NOW), states()) == (0, ["taken", "waiting"])
    assert expire(at=NOW + HOLD) == 1
    assert (tend(at=NOW + HOLD), states()) == (1, ["taken", "offered"])
    other.refresh_from_db()
    letter = Message.objects.filter(recipient=other.person, kind="bookings").first()
    assert letter is not None
    assert Booking.objects.count() == 2


@pytest.mark.parametrize("make", [lambda: session(bookable("tour"), seats=1), lambda: bookable(rooms=1)])
def test_who_was_found_when_more_was_free_is_not_offered_what_the_first_in_line_could_have(make):
    """Two come free while the clock goes through the line: for the first it was too soon, and the next is at hand."""
    full = make()
    wish = seats(full, adults=1) if isinstance(full, Session) else stay(full)
    (one,) = booked(wish)
    full.refresh_from_db()
    first, second = (wait(full, phone=f"+861390000000{n}") for n in (1, 2))
    assert offer(first, NOW) is False
    operations.call_off(booking=one, by=None, at=NOW)
    assert (offer(second, NOW), states()) == (False, ["waiting", "waiting"])
    assert (tend(at=NOW), states()) == (1, ["offered", "waiting"])


def test_what_is_held_for_somebody_whose_data_went_is_free_again():
    room, who = bookable(rooms=1), person("周敏")
    take_nights(bookable=room, first=FIRST, until=UNTIL, rooms=1, key="x", why="order", by=None, at=NOW)
    wait(room, who=who)
    release(key="x", by=None, at=NOW)
    assert tend(at=NOW) == 1
    assert Stay.objects.get(why="held").phone == ""  # the host never sees it
    Waiting.objects.all().delete()
    assert tend(at=NOW) == 0
    assert not Night.objects.exclude(taken=0).exists()


def test_a_passer_by_gets_what_nobody_in_line_could_have():
    room = bookable(rooms=1)
    take_nights(bookable=room, first=FIRST, until=UNTIL, rooms=1, key="long", why="order", by=None, at=NOW)
    wait(room, first=FIRST, until=UNTIL + timedelta(days=1))
    after = {"first": UNTIL, "until": UNTIL + timedelta(days=2)}
    take_nights(bookable=room, rooms=1, key="after", why="order", by=None, at=NOW, **after)  # the line cannot use it
    release(key="long", by=None, at=NOW)
    take_nights(bookable=room, first=FIRST, until=UNTIL, rooms=1, key="again", why="order", by=None, at=NOW)
    assert (tend(at=NOW), states()) == (0, ["waiting"])


def test_what_is_free_over_or_makes_no_sense_is_not_waited_for():
    room, departure = bookable(rooms=1), session(bookable("tour"), seats=2)
    with pytest.raises(IsFree):
        wait(room)
    take_seats(session=departure, seats=2, key="all", why="order", by=None, at=NOW)
    departure.refresh_from_db()
    for wrong in ({"people": 3}, {"people": 0}, {"phone": ""}):
        with pytest.raises(Amiss):
            wait(departure, **wrong)
    take_nights(bookable=room, first=FIRST, until=UNTIL, rooms=1, key="all-nights", why="order", by=None, at=NOW)
    for wrong in ({"first": UNTIL, "until": FIRST}, {"rooms": 2}):
        with pytest.raises(Amiss):
            wait(room, **wrong)
    assert states() == []
    wait(departure)
    assert (tend(at=departure.starts_at), states()) == (0, ["over"])


@pytest.mark.parametrize(
    ("asked", "until"),
    [((4, 0), (6, 0)), ((13, 30), (25, 30)), ((14, 0), (26, 0)), ((23, 0), (26, 0))],  # UTC; Shanghai is eight hours ahead
)
def test_at_night_no_time_runs(asked, until):
    day = datetime(2026, 11, 26, tzinfo=UTC)
    moment = lambda of: day + timedelta(hours=of[0], minutes=of[1])  # noqa: E731
    assert answer_by(moment(asked)) == moment(until)
