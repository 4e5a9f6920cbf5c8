"""The days of a cohort: due days by season, more time, moving the cohort, pace, and the one calendar."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils import translation

from common.models import AuditEntry
from courses.assessment.queries import pieces, stage_works
from courses.cohorts.operations import WordsMissing
from courses.cohorts.queries import progress
from courses.mentoring.booking import calendar_address
from courses.timetable import operations, pacing
from courses.timetable.models import DueRule, Extension, Session
from courses.timetable.templatetags import timetable_tags
from outbox.models import Message
from tests.factories import assessment, cohorts, fieldlog, people
from tests.factories.assessment import NOW

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def asked(programme):
    return assessment.assignments(programme, pieces=("name", "story"))


@pytest.fixture
def run(programme, mentor):
    return cohorts.cohort(programme, mentors=(mentor,))


@pytest.fixture
def place(asked, run, trainee, mentor):
    return cohorts.enrolment(run, trainee, mentor=mentor)


@pytest.fixture
def manager(db):
    return people.person("欧阳静", role="programme manager")


def rule(run, asked, manager, piece="name", **given):
    operations.set_due(cohort=run, stage_key=asked[piece].module_key, by=manager, at=NOW, **given)


def due(place, asked, piece="name"):
    return stage_works(type(place).objects.get(pk=place.pk))[asked[piece].module_key].due


def session(run, **given):
    starts = datetime(2027, 1, 5, 9, tzinfo=SHANGHAI)
    facts = {
        "cohort": run,
        "title_zh_hans": "开班",
        "title_en": "First day",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=3),
    }
    return operations.set_session(facts={**facts, **given}, by=None, at=NOW)


def test_a_fixed_day_stands_and_no_rule_means_no_day(place, asked, run, manager):
    assert due(place, asked) is None
    rule(run, asked, manager, kind="on", on=date(2027, 2, 1))
    assert due(place, asked).on == date(2027, 2, 1)
    rule(run, asked, manager, kind="")
    assert (due(place, asked), DueRule.objects.count()) == (None, 0)


def test_days_after_transplanting_wait_for_the_log_and_say_so(place, asked, run, manager):
    rule(run, asked, manager, kind="after work", days=14, work="transplant")
    assert due(place, asked).on is None
    with translation.override("en"):
        assert due(place, asked).words.startswith("14 days after this work: Transplanting. Write it in your field log")
    plot = fieldlog.plot(place, transplanted_on=None)
    fieldlog.entry(plot, "transplant", date(2026, 11, 20))
    fieldlog.entry(plot, "transplant", date(2026, 11, 10))
    assert due(place, asked).on == date(2026, 11, 24)
    other = cohorts.enrolment(run)
    assert due(other, asked).on is None


def test_a_plot_begun_after_transplanting_counts(place, asked, run, manager):
    rule(run, asked, manager, kind="after work", days=14, work="transplant")
    fieldlog.plot(place)  # transplanted on 1 October 2026
    assert due(place, asked).on == date(2026, 10, 15)


def test_moving_the_cohort_by_a_month_moves_every_relative_day_once(place, asked, run, manager):
    rule(run, asked, manager, kind="after start", days=10)
    rule(run, asked, manager, "story", kind="on", on=date(2027, 2, 1))
    one = session(run)
    told = Message.objects.count()
    moved = [operations.move_cohort(cohort=run, starts_on=date(2027, 2, 4), words="农忙", by=manager, at=NOW) for _ in range(2)]
    assert moved == [31, 0]
    run.refresh_from_db()
    one.refresh_from_db()
    assert (run.starts_on, run.ends_on, run.apply_by) == (date(2027, 2, 4), date(2027, 4, 14), date(2027, 1, 20))
    assert (one.starts_at, one.changes) == (datetime(2027, 2, 5, 9, tzinfo=SHANGHAI), 1)
    assert (due(place, asked).on, due(place, asked, "story").on) == (date(2027, 2, 14), date(2027, 2, 1))
    assert Message.objects.count() - told == 4  # trainee and mentor, in the site and by SMS
    assert AuditEntry.objects.filter(action="move cohort").count() == 1
    with pytest.raises(WordsMissing):
        operations.move_cohort(cohort=run, starts_on=date(2027, 3, 4), words=" ", by=manager, at=NOW)


def test_more_time_is_given_by_the_mentor_on_record_once(place, asked, run, manager, mentor):
    rule(run, asked, manager, kind="on", on=date(2027, 2, 1))
    stage = progress(place).outline.stages[0]
    given = {"enrolment": place, "stage": stage, "until": date(2027, 2, 9), "words": "下大雨", "at": NOW}
    for _twice in range(2):
        operations.extend(by=mentor, **given)
    assert (due(place, asked).on, due(place, asked).is_extended, Extension.objects.count()) == (date(2027, 2, 9), True, 1)
    for stranger in (place.trainee, people.person(role="mentor")):
        with pytest.raises(operations.NotYours):
            operations.extend(by=stranger, **given)
    with pytest.raises(operations.DayPassed):
        operations.extend(by=mentor, **{**given, "until": date(2026, 11, 1)})
    assert Extension.objects.count() == 1


def test_late_closes_nothing_and_is_said_kindly(client, place, asked, run, manager):
    rule(run, asked, manager, kind="on", on=date(2020, 2, 1))
    client.force_login(place.trainee)
    page = client.get(f"/en/work/{place.pk}/name/1/").content.decode()
    assert "That day has passed, and nothing is closed" in page
    assert assessment.sent(place, asked["name"]).number == 1


def test_the_pace_is_spread_evenly_and_managers_change_it(place, asked, run, manager):
    at = {
        day: pacing.standing(progress(place), day)
        for day in (date(2027, 1, 3), date(2027, 1, 4), date(2027, 2, 10), date(2027, 4, 1))
    }
    assert [(one.kind, one.expected, one.reached) for one in at.values()] == [
        ("to come", 1, 1), ("with", 1, 1), ("behind", 2, 1), ("over", 2, 1),
    ]  # fmt: skip
    operations.set_pace(cohort=run, stage_key=asked["name"].module_key, days=60, by=manager, at=NOW)
    assert pacing.standing(progress(place), date(2027, 2, 10)).kind == "with"
    assessment.sent(place, asked["name"])
    assert pacing.standing(progress(place), date(2027, 2, 10)).kind == "ahead"


def test_the_programmes_page_says_how_many_more_keep_a_trainee_on_time(client, place, asked, run, manager, monkeypatch):
    client.force_login(place.trainee)
    client.get("/en/learn/ecommerce/")

    def said(on):
        monkeypatch.setattr(timetable_tags, "now", lambda: datetime(on.year, on.month, on.day, 12, tzinfo=SHANGHAI))
        page = client.get("/en/learn/ecommerce/").content.decode()
        return "".join(re.findall(r"<span>(\d of \d stages handed in[^<]*)</span>", page))

    assert said(date(2027, 1, 3)) == "0 of 2 stages handed in; your cohort begins on 4 January 2027"
    assert said(date(2027, 1, 4)) == "0 of 2 stages handed in; 1 more by 7 February 2027 and you are on time"
    assert said(date(2027, 2, 10)) == "0 of 2 stages handed in; 2 more by 14 March 2027 and you are on time"
    operations.set_pace(cohort=run, stage_key=asked["name"].module_key, days=60, by=manager, at=NOW)
    assert said(date(2027, 2, 10)) == "0 of 2 stages handed in; 1 more by 4 March 2027 and you are on time"
    assessment.sent(place, asked["name"])
    assert said(date(2027, 2, 10)) == "1 of 2 stages handed in; 1 more by 14 March 2027 and you are on time"
    client.logout()
    assert said(date(2027, 2, 10)) == ""


def test_sessions_due_days_and_office_hours_are_in_one_calendar(client, place, asked, run, manager):
    rule(run, asked, manager, kind="on", on=date(2027, 2, 1))
    session(run)
    session(run, title_en="Field day", is_off=True)
    path = f"/en/mentoring/calendar/{calendar_address(person=place.trainee).token}.ics"
    events = icalendar.Calendar.from_ical(client.get(path).content).walk("VEVENT")
    said = [(str(one["summary"]), one.decoded("dtstart"), str(one.get("status", ""))) for one in events]
    opens = datetime(2027, 1, 5, 9, tzinfo=SHANGHAI)
    assert said == [
        ("First day", opens, "CONFIRMED"),
        ("Field day", opens, "CANCELLED"),
        ("Due: Show your name", date(2027, 2, 1), ""),
    ]
    client.force_login(place.trainee)
    assert client.get("/en/my/dates/calendar.ics").content.count(b"BEGIN:VEVENT") == 3


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_trainee_sees_their_days(client, place, asked, run, manager, language, django_assert_num_queries):
    rule(run, asked, manager, kind="on", on=date(2027, 2, 1))
    session(run)
    client.force_login(place.trainee)
    client.get(f"/{language}/my/dates/")
    with django_assert_num_queries(11):
        page = client.get(f"/{language}/my/dates/").content.decode()
    for _more in range(20):
        session(run)
    with django_assert_num_queries(11):
        client.get(f"/{language}/my/dates/")
    assert {"zh-hans": "我的日程", "en": "My days"}[language] in page
    assert {"zh-hans": "开班", "en": "First day"}[language] in page


def test_a_manager_sets_days_on_the_cohorts_page_and_a_mentor_reads_them(client, place, asked, run, manager, mentor):
    path, key = f"/en/learn/cohorts/{run.pk}/dates/", asked["name"].module_key
    given = {"do": "days", "stage_key": str(key), "kind": "after work", "days": "十四", "work": "transplant", "pace": "20"}
    client.force_login(mentor)
    assert client.get(path).status_code == 200
    assert client.post(path, given).status_code == 404
    assert DueRule.objects.count() == 0
    client.force_login(manager)
    wrong = client.post(path, {**given, "days": "soon"})
    assert "Write whole days from 0 to 730" in wrong.content.decode()
    assert client.post(path, given).status_code == 302
    assert DueRule.objects.values_list("stage_key", "kind", "days", "work").get() == (key, "after work", 14, "transplant")
    assert "Due 14 days after this work in the field log: Transplanting" in client.get(path).content.decode()


def test_managers_write_sessions_in_the_cms(run):
    from courses.timetable.wagtail_hooks import SessionForm

    given = {
        "cohort": run.pk, "title_zh_hans": "开班", "title_en": "First day", "starts_at": "2027-01-05T09:00",
        "ends_at": "2027-01-05T08:00",
    }  # fmt: skip
    assert SessionForm(given).errors == {"ends_at": ["结束在开始之前，请改其中一个。"]}
    form = SessionForm({**given, "ends_at": "2027-01-05T12:00"})
    assert form.is_valid(), form.errors
    one = operations.set_session(facts=form.cleaned_data, by=None, at=NOW)
    assert (Session.objects.get(), one.title_en, one.changes) == (one, "First day", 0)


def test_the_pieces_know_their_day_too(place, asked, run, manager, django_assert_num_queries):
    rule(run, asked, manager, kind="after start", days=0)
    with django_assert_num_queries(1):
        assert [one.due.on if one.due else None for one in pieces(place)] == [date(2027, 1, 4), None]
