"""Calendars given away and followed: what is in them, what is refused, and that nothing they contradict is lost."""

import http.server
import threading
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from outbox.models import Message
from shops.availability.by_hand import close_days
from shops.availability.calendars import fetching, following
from shops.availability.calendars.fetching import Fetched, address_of, fetch, is_public
from shops.availability.calendars.reading import Unreadable, read
from shops.availability.holding import Full, release, take_nights
from shops.availability.models import Night, OtherCalendar, Stay
from shops.availability.setting_up import call_off
from tests.factories.availability import NOW, TODAY, bookable, session

pytestmark = pytest.mark.django_db


def ics(*events: str) -> bytes:
    rows = "\r\n".join(f"BEGIN:VEVENT\r\nDTSTAMP:20261101T000000Z\r\n{one}\r\nEND:VEVENT" for one in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{rows}\r\nEND:VCALENDAR\r\n".encode()


def nights(uid: str, first: str, until: str, more: str = "") -> str:
    words = f"\r\n{more}" if more else ""
    return f"UID:{uid}\r\nDTSTART;VALUE=DATE:{first}\r\nDTEND;VALUE=DATE:{until}{words}"


def spans(content: bytes) -> list[tuple[str, int]]:
    return [(f"{one.first:%m-%d}", (one.until - one.first).days) for one in read(content, TODAY)]


def test_entries_become_nights_and_those_without_an_end_stop_where_nothing_is_sold():
    plain = [
        nights("a", "20261201", "20261203"),
        nights("b", "20261101", "20261105"),  # over
        nights("c", "20261205", "20261206", "STATUS:CANCELLED"),
        nights("d", "20261205", "20261206", "TRANSP:TRANSPARENT"),
        nights("stay-7@yaodu", "20261205", "20261206"),  # our own, come back
        "UID:e\r\nDTSTART:20261210T190000Z\r\nDTEND:20261212T020000Z",  # evening of the 11th here, until the morning of the 12th
        "UID:f\r\nDTSTART;VALUE=DATE:20261215\r\nDURATION:P3D",
        nights("g", "20261202", "20261203", "RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;VALUE=DATE:20261209"),
        "UID:g\r\nRECURRENCE-ID;VALUE=DATE:20261216\r\nDTSTART;VALUE=DATE:20261220\r\nDTEND;VALUE=DATE:20261221",
    ]
    assert spans(ics(*plain)) == [("12-01", 2), ("12-02", 1), ("12-11", 1), ("12-15", 3), ("12-20", 1)]
    endless = spans(ics(nights("h", "20200101", "20200102", "RRULE:FREQ=WEEKLY")))
    assert (len(endless), endless[0]) == (104, ("12-02", 1))  # two years of Wednesdays
    monthly = spans(ics(nights("i", "20240131", "20240201", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")))
    assert monthly == [("02-29", 1)]


BOMB = [
    (b"x" * 10_000_000, "too big"), (ics(*[nights(f"u{n}", "20261201", "20261202") for n in range(1001)]), "too big"),
    (ics(*[nights(f"u{n}", "20261201", "20261202", "RRULE:FREQ=DAILY") for n in range(20)]), "too big"),
    (b"<html>sign in</html>", "no calendar"), (b"", "no calendar"), (b"BEGIN:VCALENDAR\x00\xff\xfe", "no calendar"),
    (ics("UID:a\r\nDTSTART:99999999"), "no calendar"), (ics("UID:a\r\nDTSTART;VALUE=DATE:20261201\r\nDURATION:PXD"), "no calendar"),
    (ics(nights("a", "20261201", "20261202", "RRULE:FREQ=SECONDLY")), "too fine"),
    (ics(nights("a", "20261201", "20261202", "RRULE:FREQ=DAILY;INTERVAL=0")), "too fine"),
    (ics(nights("a", "20261201", "20261202", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")), "too fine"),
]  # fmt: skip


def test_hostile_calendars_are_refused_quickly_and_with_a_reason():
    for content, problem in BOMB:
        begun = time.monotonic()
        with pytest.raises(Unreadable) as refused:
            read(content, TODAY)
        assert (refused.value.problem, time.monotonic() - begun < 8) == (problem, True), content[:200]
    begun = time.monotonic()  # a rule that never comes true ends all the same
    assert spans(ics(nights("a", "20261201", "20261202", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"))) == []
    assert time.monotonic() - begun < 8


def test_no_calendar_is_read_from_inside_this_network(monkeypatch):
    for wrong in (
        "ftp://a.example/x.ics",
        "https://u:p@a.example/",
        "https://a.example:8080/",
        "file:///etc/passwd",
        "//a",
        "",
        "x",
    ):
        with pytest.raises(Unreadable):
            address_of(wrong)
    assert address_of(" webcal://a.example/x.ics ") == "https://a.example/x.ics"
    inner = ("127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1", "fe80::1", "fc00::1",
             "::ffff:127.0.0.1", "224.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1")  # fmt: skip
    assert [one for one in inner if is_public(one)] == []
    assert is_public("203.0.114.7")
    for there in ("http://127.0.0.1/x.ics", "http://localhost/x.ics", "http://[::1]/x.ics", "http://2130706433/x.ics"):
        with pytest.raises(Unreadable) as refused:
            fetch(there)
        assert refused.value.problem in ("forbidden", "unreached")


@pytest.fixture
def server(monkeypatch):
    """A web server on this machine that is taken for a public one: {path: (status, headers, body)}."""
    pages: dict = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = pages[self.path]
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    monkeypatch.setitem(fetching.PORTS, "http", made.server_port)
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    yield pages
    made.shutdown()
    made.server_close()


def test_an_address_is_read_politely_and_never_beyond_a_megabyte(server):
    server["/a.ics"] = (200, {"ETag": '"1"'}, ics(nights("a", "20261201", "20261202")))
    server["/moved"] = (302, {"Location": "/a.ics"}, b"")
    server["/round"] = (302, {"Location": "/round"}, b"")
    server["/inside"] = (302, {"Location": "http://169.254.169.254/latest"}, b"")
    server["/huge"] = (200, {}, b"BEGIN:VCALENDAR" + b"x" * 3_000_000)
    server["/gone"] = (404, {}, b"")
    assert fetch("http://localhost/moved").etag == '"1"'
    assert fetch("http://localhost/a.ics", '"1"') == Fetched(None)
    for path, problem in (("round", "unreached"), ("inside", "forbidden"), ("huge", "too big"), ("gone", "unreached")):
        with pytest.raises(Unreadable) as refused:
            fetch(f"http://localhost/{path}")
        assert refused.value.problem == problem


def test_what_is_taken_elsewhere_is_taken_here_and_comes_back_when_it_goes(server, monkeypatch):
    room, clock = bookable(rooms=1), [NOW]
    monkeypatch.setattr(following, "now", lambda: clock[0])

    def hours_later(hours: int) -> int:
        clock[0] = NOW + timedelta(hours=hours)
        return following.follow_calendars(at=clock[0])

    server["/a.ics"] = (200, {}, ics(nights("a", "20261201", "20261203"), nights("b", "20261210", "20261211")))
    given = {"bookable": room, "name": "别站", "is_whole": False, "by": None, "at": NOW}
    made = following.add_calendar(address="http://localhost/a.ics", content=None, **given)
    assert following.add_calendar(address="http://localhost/a.ics", content=None, **given) == made
    with pytest.raises(Full):
        take_nights(
            bookable=room, first=date(2026, 12, 2), until=date(2026, 12, 3), rooms=1, key="x", why="order", by=None, at=NOW
        )
    server["/a.ics"] = (200, {}, ics(nights("b", "20261210", "20261211")))
    assert [hours_later(2), hours_later(2)] == [1, 0]  # once an hour
    assert {night.day.day: night.taken for night in Night.objects.all() if night.taken} == {10: 1}
    server["/a.ics"] = (200, {}, ics(nights("a", "20261201", "20261203")))
    assert hours_later(4) == 1  # it came back: it counts again
    assert {night.day.day: night.taken for night in Night.objects.all() if night.taken} == {1: 1, 2: 1}
    server["/a.ics"] = (500, {}, b"")
    assert hours_later(6) == 1
    assert OtherCalendar.objects.get().problem == "unreached"  # and what it said stands
    assert Stay.objects.filter(released_at=None).count() == 1
    following.remove_calendar(calendar=OtherCalendar.objects.get(), by=None, at=NOW)
    assert (Stay.objects.filter(released_at=None).count(), set(Night.objects.values_list("taken", flat=True))) == (0, {0})


def test_two_calendars_that_disagree_close_both_and_a_guest_of_ours_is_never_dropped():
    """Complaint: the room-booking sites' users get two families for one room."""
    room = bookable(rooms=1)
    guest = {"bookable": room, "rooms": 1, "why": "order", "by": None, "at": NOW}
    take_nights(first=date(2026, 12, 20), until=date(2026, 12, 21), key="ours", **guest)
    given = {"bookable": room, "address": "", "is_whole": False, "by": None, "at": NOW}
    following.add_calendar(name="甲站", content=ics(nights("a", "20261201", "20261203")), **given)
    following.add_calendar(
        name="乙站", content=ics(nights("b", "20261202", "20261205"), nights("c", "20261219", "20261222")), **given
    )
    for n in (1, 2, 3, 4, 19, 20, 21):
        with pytest.raises(Full):
            take_nights(first=date(2026, 12, n), until=date(2026, 12, n + 1), key=f"n{n}", **guest)
    assert Stay.objects.get(key="ours").released_at is None
    letter = Message.objects.filter(channel="site", recipient=room.visit.shop.owner).get()
    assert "乙站" in letter.subject
    assert "2026-12-02 – 2026-12-05\n2026-12-19 – 2026-12-22" in letter.body
    release(key="ours", by=None, at=NOW)
    with pytest.raises(Full):  # whoever booked there still comes
        take_nights(first=date(2026, 12, 20), until=date(2026, 12, 21), key="again", **guest)


def events(content: bytes) -> dict[str, tuple]:
    found = Calendar.from_ical(content).walk("VEVENT")
    return {str(one["uid"]): (int(one["sequence"]), str(one["status"]), one["dtstart"].dt) for one in found}


def test_our_calendar_keeps_its_uids_counts_changes_and_names_nobody(client):
    room, walk = bookable(rooms=2), bookable("tour")
    stay = take_nights(
        bookable=room, first=date(2026, 12, 1), until=date(2026, 12, 4), rooms=2, key="a", why="phone", by=None, at=NOW,
        words="李先生 × 3", phone="139 0000 0001",
    )  # fmt: skip
    close_days(bookable=room, first=date(2026, 12, 6), until=date(2026, 12, 7), reason="修屋顶", press="1", by=None, at=NOW)
    at = session(walk, datetime(2026, 12, 5, 1, tzinfo=UTC))

    def told(one, what: str = "bookings") -> bytes:
        answer = client.get(f"/zh-hans/calendars/{one.secret}/{what}.ics")
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        return answer.content

    uid = f"stay-{stay.pk}@yaodu"
    assert events(told(room))[uid] == (0, "CONFIRMED", date(2026, 12, 1))
    assert {one[2].day for one in events(told(room, "full")).values()} == {1, 2, 3, 6}
    for private in ("李先生", "0001", "修屋顶"):
        assert private.encode() not in told(room)
    release(key="a", by=None, at=NOW, from_day=date(2026, 12, 3))
    release(key="a", by=None, at=NOW)
    call_off(session=at, reason="下雨", by=None, at=NOW)
    assert events(told(room))[uid] == (2, "CANCELLED", date(2026, 12, 1))
    assert events(told(walk)) == {f"session-{at.pk}@yaodu": (1, "CANCELLED", at.starts_at)}
    assert client.get("/zh-hans/calendars/nothing/bookings.ics").status_code == 404
