"""All that somebody waits for on one page: a person's own, and a guest's by their number."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outbox.models import Message
from shops.availability.holding import release, take_nights
from shops.availability.models import Waiting
from shops.availability.waiting import join, tend
from tests.factories.availability import NOW, bookable
from tests.factories.bookings import FIRST, UNTIL
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("homes")]
PHONE = "+8613900000001"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def full():
    room = bookable(of=shop(), rooms=1)
    take_nights(bookable=room, first=FIRST, until=UNTIL, rooms=1, key=f"all-{room.pk}", why="order", by=None, at=NOW)
    return room


def wait(room, who=None, phone=PHONE, **days) -> Waiting:
    said = {"first": FIRST, "until": UNTIL, "rooms": 1, "adults": 1, "children": 0, "language": "en", "at": NOW, **days}
    return join(bookable=room, session=None, person=who, phone="" if who else phone, **said)


def rows(client) -> list[tuple[int, str, int]]:
    shown = client.get(reverse("bookings:waits")).context["waits"]
    return [(one.pk, one.state, one.before) for one in shown]


def test_a_person_sees_their_turn_and_until_when_it_is_held_and_leaves_by_one_press(client):
    me, first, second = person("周敏"), full(), full()
    wait(first, phone="+8613900000009")
    wait(first, phone="+8613900000008", first=UNTIL - DAY, until=UNTIL)  # one of the nights, so before me for that one
    mine = wait(first, me)
    wait(first, person("陈山"))
    held = wait(second, me)
    client.force_login(me)
    assert rows(client) == [(mine.pk, "waiting", 2), (held.pk, "waiting", 0)]
    release(key=f"all-{second.pk}", by=None, at=NOW)
    tend(at=NOW)
    assert rows(client) == [(held.pk, "offered", 0), (mine.pk, "waiting", 2)]
    with CaptureQueriesContext(connection) as few:
        page = client.get(reverse("bookings:waits")).content.decode()
    assert "14:00<" in page
    for room in (full() for _n in range(6)):
        wait(room, me)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("bookings:waits"))
    assert (len(few), len(many)) == (3, 3)
    answer = client.post(reverse("bookings:waiting", args=[mine.key]), {"do": "leave", "from": "list"})
    assert answer["Location"] == reverse("bookings:waits")
    mine.refresh_from_db()
    assert (mine.state, mine.pk in [one[0] for one in rows(client)]) == ("left", False)


def test_a_guest_finds_them_by_the_number_and_a_strangers_guess_finds_nothing(client):
    mine, other = wait(full()), wait(full(), phone="+8613900000002")
    page, code = reverse("bookings:waits"), reverse("bookings:waits_code")
    with CaptureQueriesContext(connection) as asked:
        assert rows(client) == []
    assert len(asked) == 0
    client.post(page, {"phone": "139 0000 0003"})  # waits for nothing: the same answer, no message
    assert Message.objects.filter(kind="codes").count() == 0
    assert client.post(page, {"phone": "１３９ 0000 0001"})["Location"] == code
    sent = re.search(r"\d{6}", Message.objects.get(kind="codes").subject)[0]
    assert client.post(code, {"code": "000000" if sent != "000000" else "111111"}).status_code == 200
    assert rows(client) == []
    assert client.post(code, {"code": sent})["Location"] == page
    assert rows(client) == [(mine.pk, "waiting", 0)]
    stranger = client.__class__()
    stranger.get(reverse("bookings:waiting", args=[other.key]))  # the letter's link
    assert rows(stranger) == [(other.pk, "waiting", 0)]
    assert "11 位手机号" in client.post(page, {"phone": "12345"}).content.decode()
