"""Nobody is surprised by a date: each change of a day is told once, several together, nothing of days that are over."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import icalendar
import pytest

from common.models import AuditEntry
from courses.attendance import operations as days
from courses.mentoring.booking import calendar_address
from courses.timetable import operations
from courses.timetable.models import DayNews
from courses.timetable.telling import LONGEST, QUIET, tell_of_days
from outbox.models import Message
from tests.factories import attendance, cohorts, people
from tests.factories.assessment import NOW

SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 12, 5, 9, tzinfo=SHANGHAI)
LATER = NOW + QUIET


@pytest.fixture
def manager(db):
    return people.person("欧阳静", role="programme manager")


@pytest.fixture
def run(mentor):
    run = attendance.cohort(starts_on=date(2026, 11, 20))
    run.mentors.add(mentor)
    return run


@pytest.fixture
def place(run, trainee, mentor):
    return cohorts.enrolment(run, trainee, mentor=mentor)


def session(run, manager, one=None, *, at=NOW, **given):
    facts = {
        "cohort": run, "title_zh_hans": "拍照", "title_en": "Photos", "starts_at": NINE, "ends_at": NINE + timedelta(hours=3),
        "place_zh_hans": "沱江", "place_en": "Tuojiang", "is_off": False,
    }  # fmt: skip
    return operations.set_session(facts={**facts, **given}, session=one, by=manager, at=at)


def day(run, manager, **given):
    plan = {"held_on": date(2026, 12, 8), "place": "3 号棚", "starts": time(8, 30), "ends": time(16, 30)}
    return days.add_day(cohort=run, key=uuid4(), leader=manager, by=manager, at=NOW, **{**plan, **given})


def letters(place):
    return list(Message.objects.filter(recipient=place.trainee, channel="site").order_by("pk").values_list("subject", "body"))


def test_several_changes_are_one_letter_and_none_is_told_twice(run, place, manager, mentor):
    one, held = session(run, manager), day(run, manager)
    assert tell_of_days(at=NOW) == 0  # more may come
    assert tell_of_days(at=LATER) == 3  # the trainee, the mentor, and who leads the day without being a mentor of the cohort
    moved = NINE + timedelta(days=1)
    session(run, manager, one, starts_at=moved, ends_at=moved + timedelta(hours=2), place_zh_hans="江华", at=LATER)
    days.call_off(day=held, why="路淹了", by=manager, at=LATER + timedelta(minutes=5))
    assert tell_of_days(at=LATER + timedelta(minutes=14)) == 0
    assert [tell_of_days(at=LATER + timedelta(minutes=15)) for _twice in range(2)] == [3, 0]
    first, second = letters(place)
    assert (first[0], second[0]) == ("农牧第一期：有 2 天的安排变了",) * 2
    assert second[1] == (
        "改了： 拍照\n2026年12月6日 09:00–11:00 · 江华\n原来： 2026年12月5日 09:00–12:00 · 沱江\n\n"
        "取消： 基地实训日\n2026年12月8日 08:30–16:30 · 3 号棚\n路淹了\n\n您手机里订阅的日历会自己跟着改。"
    )
    assert [Message.objects.filter(recipient=one, channel="site").count() for one in (mentor, manager)] == [2, 2]
    assert (DayNews.objects.filter(told_at=None).count(), AuditEntry.objects.filter(action="tell of days").count()) == (0, 2)


def test_it_is_told_in_the_readers_language_by_the_way_they_chose(run, place, manager):
    place.trainee.language, place.trainee.channels = "en", {"course": "site"}
    place.trainee.save()
    session(run, manager)
    tell_of_days(at=LATER)
    (told,) = Message.objects.filter(recipient=place.trainee)
    assert (told.channel, told.kind, told.link) == ("site", "course", "/my/dates/")
    assert (told.subject, told.body.splitlines()[0]) == ("Farming, first cohort: 1 day has changed", "New: Photos")


def past(run, manager):
    session(run, manager, starts_at=NINE - timedelta(days=30), ends_at=NINE - timedelta(days=29))


def far(run, manager):
    session(run, manager, starts_at=NINE + timedelta(days=60), ends_at=NINE + timedelta(days=61))


def back_again(run, manager):
    one = session(run, manager)
    DayNews.objects.all().delete()
    session(run, manager, one, is_off=True)
    session(run, manager, one)


def other_words(run, manager):
    one = session(run, manager)
    DayNews.objects.all().delete()
    session(run, manager, one, title_zh_hans="拍照片")


def new_and_off(run, manager):
    days.call_off(day=day(run, manager), why="下雨", by=manager, at=NOW)


@pytest.mark.parametrize("change", [past, far, back_again, other_words, new_and_off])
def test_what_nobody_need_know_is_not_told(run, place, manager, change):
    change(run, manager)
    assert tell_of_days(at=LATER) == 0
    assert (letters(place), DayNews.objects.filter(told_at=None).count()) == ([], 0)


def test_who_keeps_changing_is_not_waited_for_longer_than_an_hour(run, place, manager):
    one = session(run, manager)
    session(run, manager, one, place_zh_hans="江华", at=NOW + LONGEST)
    assert tell_of_days(at=NOW + LONGEST) == 2


def test_a_move_of_the_cohort_tells_of_its_sessions_itself(run, place, manager):
    one = session(run, manager)
    tell_of_days(at=LATER)
    session(run, manager, one, place_zh_hans="江华", at=LATER)
    operations.move_cohort(cohort=run, starts_on=date(2026, 11, 27), words="农忙", by=manager, at=LATER)
    tell_of_days(at=LATER + QUIET)
    assert letters(place)[-1][1].startswith("改了： 拍照\n2026年12月12日 09:00–12:00 · 江华\n原来： 沱江\n\n")
    assert len(letters(place)) == 3


def test_a_session_given_to_another_cohort_is_off_in_the_one_and_new_in_the_other(run, place, manager):
    one = session(run, manager)
    DayNews.objects.all().delete()
    other = cohorts.enrolment(attendance.cohort(name_zh_hans="农牧第二期"), people.person("赵春生", role="trainee"))
    session(other.cohort, manager, one)
    tell_of_days(at=LATER)
    assert [letters(who)[0][1].split("：")[0] for who in (place, other)] == ["取消", "新安排"]


def test_calendars_follow_days_on_the_base(client, run, place, manager):
    held = day(run, manager)
    days.change_day(
        day=held,
        held_on=date(2026, 12, 9),
        place="4 号棚",
        starts=held.starts,
        ends=held.ends,
        leader=manager,
        by=manager,
        at=NOW,
    )
    days.call_off(day=held, why="路淹了", by=manager, at=LATER)
    path = f"/en/mentoring/calendar/{calendar_address(person=place.trainee).token}.ics"
    (event,) = icalendar.Calendar.from_ical(client.get(path).content).walk("VEVENT")
    assert (event["uid"], event["sequence"], event["status"]) == (f"training-day-{held.pk}@yaodu", 2, "CANCELLED")
    assert (event.decoded("dtstart"), event.decoded("dtstamp")) == (datetime(2026, 12, 9, 8, 30, tzinfo=SHANGHAI), LATER)
    client.force_login(place.trainee)
    assert "4 号棚 · 路淹了" in client.get("/en/my/dates/").content.decode()
