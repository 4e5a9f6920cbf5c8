"""Attendance by QR elsewhere: a second sign-in on the phone, a code that turns before early scanners are through, no typed code
for poor cameras, no paper. Here: signed in once with the code kept, one code the whole day, typed or scanned, or on paper."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from courses.attendance import views
from courses.attendance.models import Mark
from outbox.models import Message
from tests.factories import attendance as make
from tests.factories import cohorts, people

pytestmark = pytest.mark.django_db
PHONE = "+8613900000077"


@pytest.fixture
def day():
    return make.day(make.cohort(), code="482913")


@pytest.fixture
def place(day):
    return cohorts.enrolment(day.cohort, people.person("盘美花", role="trainee", phone=PHONE))


@pytest.fixture
def at(monkeypatch):
    def put(hour, minute=0, **given):
        monkeypatch.setattr(views, "now", lambda: make.clock(hour, minute, **given))

    put(8, 40)
    return put


def typed(client, code):
    return client.post("/en/my/attendance/", {"code": code}, follow=True).content.decode()


def test_a_scanner_who_is_not_signed_in_signs_in_once_and_finds_the_code_filled_in(client, place, at):
    scanned = client.get("/d/482913", headers={"accept-language": "en"})
    assert scanned.url == "/en/my/attendance/?code=482913"
    to_sign_in = client.get(scanned.url)
    kept = parse_qs(urlsplit(to_sign_in.url).query)["next"][0]
    page = client.get(to_sign_in.url).content.decode()
    assert f'value="{kept}"' in page.replace("&amp;", "&")
    client.post(to_sign_in.url, {"contact": "13900000077", "next": kept})
    sent = re.search(r"\d{6}", Message.objects.filter(address=PHONE).latest("pk").body)[0]
    arrived = client.post(f"/en/account/sign-in/code/?next={kept}", {"code": sent, "next": kept})
    assert arrived.url == scanned.url
    page = client.get(arrived.url).content.decode()
    assert 'value="482913"' in page
    assert Mark.objects.count() == 0  # looking marks nobody; WeChat looks at every address it is sent
    assert "You are on the list of 12 January 2027: Present." in typed(client, "482913")


@pytest.mark.parametrize("hour", [(8, 0), (8, 29), (12, 0), (16, 30), (23, 59)])
def test_the_code_is_the_same_from_before_the_day_until_after_it(client, day, place, at, hour):
    at(*hour)
    client.force_login(place.trainee)
    assert "You are on the list" in typed(client, "482913")
    assert Mark.objects.get().code_at == make.clock(*hour)


@pytest.mark.parametrize("code", ["482 913", "４８２９１３", " 482-913 ", "482\u3000913"])
def test_a_typed_code_forgives_spaces_and_wide_digits(client, place, at, code):
    client.force_login(place.trainee)
    assert "You are on the list" in typed(client, code)


def test_an_early_scanner_is_told_when_it_opens_and_the_scan_counts_then(client, day, place, at):
    client.force_login(place.trainee)
    at(6, 59)
    assert "This code opens on 12 January 2027, 08:00." in typed(client, "482913")
    assert Mark.objects.count() == 0
    at(7, 0)
    assert "You are early. Your code is kept and counts from 12 January 2027, 08:00" in typed(client, "482913")
    mark = Mark.objects.get()
    assert (mark.state, mark.how, mark.code_at, mark.at) == ("present", "code", make.clock(7), day.opens_at)
    at(8, 50)
    typed(client, "482913")
    assert list(Mark.objects.values_list("state", "at")) == [("present", day.opens_at)]


def test_a_code_of_yesterday_leads_to_saying_so(client, place, at):
    at(4, 31, on=make.ON.replace(day=13))
    client.force_login(place.trainee)
    assert "If you were there, say so below at that day." in typed(client, "482913")
    assert Mark.objects.count() == 0


def test_wrong_codes_are_limited_and_right_ones_wait_with_them(client, place, at, settings):
    settings.ACCOUNT_RATE_LIMITS = {"attendance_code": "3/10m/user"}
    client.force_login(place.trainee)
    for guess in ("000001", "000002", "000003"):
        assert "This is not the code of a day of yours." in typed(client, guess)
    page = typed(client, "482913")
    assert "Too many wrong codes. Wait ten minutes" in page
    assert 'value="482913"' in page
    assert Mark.objects.count() == 0


def test_a_code_passed_on_is_told_from_the_roll_and_the_roll_has_the_last_word(client, day, place, at):
    client.force_login(place.trainee)
    typed(client, "482913")
    make.roll(day, {place: "absent"}, why="人没来，码是转发的")
    mark = Mark.objects.get()
    assert (mark.state, mark.how, mark.code_at) == ("absent", "roll", make.clock(8, 40))
    assert [(one.how, one.to_state) for one in mark.changes.all()] == [("code", "present"), ("roll", "absent")]
