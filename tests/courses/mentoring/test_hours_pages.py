"""The pages of office hours, and the calendars that phones read."""

from datetime import timedelta

import icalendar
import pytest

from common.clock import now, shanghai_day
from courses.mentoring import booking
from courses.mentoring.models import Appointment, CalendarAddress, OfficeHours
from courses.mentoring.slots import free_slots
from tests.factories import cohorts, people
from tests.factories import mentoring as make

HOURS, BOOK = "/zh-hans/mentoring/hours/", "/zh-hans/mentoring/hours/book/"


@pytest.fixture
def offered(mentor):
    """The slots of a day that is to come, whenever this is run."""
    make.hours(mentor, weekday=None, on=shanghai_day(now() + timedelta(days=3)))
    return free_slots([mentor.pk], at=now())


@pytest.fixture
def booked(seat, mentor, offered):
    return make.appointment(seat, mentor, starts_at=offered[0].starts_at, at=now())


def offer(**given):
    words = {"do": "offer", "weekday": "2", "on": "", "starts": "19:30", "minutes": "15", "slots": "4", "way": "phone"}
    return {**words, "where": "0746 000 0121", **given}


def test_a_mentor_offers_and_ends_an_hour(client, mentor):
    client.force_login(mentor)
    assert client.post(HOURS, offer()).url == HOURS
    hours = OfficeHours.objects.get()
    assert (hours.weekday, f"{hours.starts:%H:%M}", hours.minutes, hours.slots) == (2, "19:30", 15, 4)
    words = client.get(HOURS).content.decode()
    assert ("每逢星期三" in words, "4 次，每次 15 分钟" in words) == (True, True)
    assert client.post(HOURS, {"do": f"end-offer-{hours.pk}"}).status_code == 302
    assert OfficeHours.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"weekday": "once"}, "on", "请选一天。"),
        ({"weekday": "once", "on": "2020-01-01"}, "on", "这一天已经过了，请选以后的日子。"),
        ({"starts": "半夜"}, "starts", "请填时间，例如 19:30。"),
        ({"starts": "23:30"}, "starts", "这个时间您已经开放过，或者超过了半夜十二点，请换个时间。"),
        ({"where": ""}, "where", "请写打哪个电话、在哪里，或进哪个会议。"),
        ({"weekday": "9"}, "weekday", "请选一天。"),
    ],
)
def test_what_is_wrong_with_an_offer_is_said_and_kept(client, mentor, given, field, says):
    client.force_login(mentor)
    response = client.post(HOURS, offer(**given))
    assert (response.status_code, response.context["offer"].errors) == (200, {field: [says]})
    assert response.context["offer"]["minutes"].value() == "15"
    assert OfficeHours.objects.count() == 0


def test_a_trainee_books_and_cancels(client, seat, trainee, mentor, offered):
    client.force_login(trainee)
    assert f'value="{offered[0].key}"' in client.get(BOOK).content.decode()
    assert client.post(BOOK, {"slot": offered[0].key, "about": "定价"}).url == BOOK
    booked = Appointment.objects.get()
    assert (booked.enrolment, booked.starts_at, booked.about) == (seat, offered[0].starts_at, "定价")
    words = client.get(BOOK).content.decode()
    assert ("您约的时间" in words, "以前可以取消" in words) == (True, True)
    assert "李伟 · 打电话" in client.get("/zh-hans/my/").content.decode()
    assert client.post(f"/zh-hans/mentoring/hours/{booked.pk}/cancel/", {"reason": "下雨"}).url == BOOK
    booked.refresh_from_db()
    assert (booked.state, booked.reason) == ("cancelled", "下雨")


@pytest.mark.parametrize("slot", ["", "x", "1-1", "-", "9" * 60, "1-%00", f"1-{10**9}"])
def test_a_slot_that_is_not_there_is_refused_and_the_words_kept(client, seat, trainee, offered, slot):
    client.force_login(trainee)
    response = client.post(BOOK, {"slot": slot, "about": "定价"})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["slot"])
    assert 'value="定价"' in response.content.decode()
    assert Appointment.objects.count() == 0


def test_a_slot_taken_meanwhile_is_said(client, booked, class_of, mentor, offered):
    other = cohorts.enrolment(class_of, mentor=mentor)
    client.force_login(other.trainee)
    response = client.post(BOOK, {"slot": offered[0].key, "about": "我也想"})
    assert "这个时间刚被别人约走了" in response.content.decode()
    assert Appointment.objects.get() == booked


def test_who_studies_nothing_has_no_page(client, db):
    client.force_login(people.person("路人"))
    assert (client.get(BOOK).status_code, client.post(BOOK, {"slot": "1-1"}).status_code) == (404, 404)


def test_the_desk_shows_who_comes_today(client, seat, mentor, class_of):
    client.force_login(mentor)
    starts_at = now() + timedelta(minutes=1)
    Appointment.objects.create(
        enrolment=seat, mentor=mentor, starts_at=starts_at, ends_at=starts_at, way="phone", where="1", booked_at=now()
    )
    today = client.get("/zh-hans/mentoring/").context["today"]
    assert [one.enrolment for one in today] == ([seat] if shanghai_day(starts_at) == shanghai_day(now()) else [])


@pytest.mark.parametrize("side", ["mentor", "trainee"])
def test_one_appointment_is_a_calendar_file_for_both(client, booked, mentor, trainee, side):
    client.force_login({"mentor": mentor, "trainee": trainee}[side])
    response = client.get(f"/zh-hans/mentoring/hours/{booked.key}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(response.content)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    (event,) = calendar.walk("VEVENT")
    assert event["dtstart"].dt == booked.starts_at
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert str(event["summary"]) == {"mentor": "和盘美花的约谈", "trainee": "和李伟的约谈"}[side]
    assert str(event["location"]) == "打电话: 0746 000 0121"


def test_a_stranger_gets_no_calendar_file(client, booked, colleague):
    client.force_login(colleague)
    assert client.get(f"/zh-hans/mentoring/hours/{booked.key}.ics").status_code == 404
    assert client.post(f"/zh-hans/mentoring/hours/{booked.pk}/cancel/").status_code == 404
    booked.refresh_from_db()
    assert booked.state == "booked"


def test_a_private_address_is_read_without_signing_in_until_it_is_renewed(client, booked, trainee):
    address = booking.calendar_address(person=trainee)
    path = f"/zh-hans/mentoring/calendar/{address.token}.ics"
    assert len(address.token) == 32
    first = icalendar.Calendar.from_ical(client.get(path).content)
    assert [str(event["status"]) for event in first.walk("VEVENT")] == ["CONFIRMED"]
    booking.cancel(appointment=booked, by=trainee, at=now())
    (event,) = icalendar.Calendar.from_ical(client.get(path).content).walk("VEVENT")
    assert (str(event["status"]), event["sequence"], str(event["uid"])) == ("CANCELLED", 1, f"{booked.key}@yaodu")
    client.force_login(trainee)
    assert client.post("/zh-hans/mentoring/calendar/new/", {"from": "book"}).url == BOOK
    assert client.get(path).status_code == 404
    assert CalendarAddress.objects.get().token != address.token


@pytest.mark.parametrize(("path", "queries"), [("hours/", 7), ("hours/book/", 8)])
def test_the_pages_cost_the_same_for_one_and_for_twenty(
    client, seat, trainee, class_of, mentor, path, queries, django_assert_num_queries
):
    client.force_login(mentor if path == "hours/" else trainee)
    make.hours(mentor, weekday=None, on=shanghai_day(now() + timedelta(days=2)), slots=8, minutes=10)
    make.hours(mentor, weekday=None, on=shanghai_day(now() + timedelta(days=3)), slots=8, minutes=10)
    make.hours(mentor, weekday=None, on=shanghai_day(now() + timedelta(days=4)), slots=8, minutes=10)
    for number, slot in enumerate(free_slots([mentor.pk], at=now())[:20]):
        make.appointment(cohorts.enrolment(class_of), mentor, starts_at=slot.starts_at, at=now())
        if number in (0, 19):
            with django_assert_num_queries(queries):
                client.get(f"/zh-hans/mentoring/{path}")
