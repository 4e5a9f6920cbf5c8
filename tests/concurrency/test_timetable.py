"""A cohort's days set, moved and lengthened by several people at once: the result is that of one after another."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest

from common import audit
from common.models import AuditEntry
from courses.cohorts.models import Cohort
from courses.timetable import operations
from courses.timetable.models import DueRule, Extension, Pace, Session
from outbox.models import Message
from tests.concurrency.together import AT_ONCE, RACE, at_once, meet_at, meet_before, without_locks
from tests.factories.attendance import clock, cohort
from tests.factories.cohorts import NOW, enrolment
from tests.factories.people import person

pytestmark = RACE
STAGE = SimpleNamespace(key=UUID(int=7), title_zh_hans="第一阶段", title_en="Stage 1")
MOVED = date(2027, 2, 4)  # 31 days later


@pytest.fixture
def scene(transactional_db):
    """A cohort with a mentor, a trainee and a session, and a manager; committed."""
    run, mentor = cohort(), person("李伟", role="mentor")
    run.mentors.add(mentor)
    place = enrolment(run, person("盘美花", role="trainee"), mentor=mentor)
    facts = {"cohort": run, "title_zh_hans": "开班", "starts_at": clock(9), "ends_at": clock(11)}
    operations.set_session(facts=facts, by=None, at=NOW)
    return SimpleNamespace(run=run, place=place, by={"by": person("欧阳静", role="programme manager"), "at": NOW})


def lines(action: str) -> list[dict]:
    return [one.details for one in AuditEntry.objects.filter(action=action).order_by("pk")]


def due(scene, **said):
    return lambda: operations.set_due(cohort=scene.run, stage_key=STAGE.key, **said, **scene.by)


def test_of_due_days_set_at_once_the_last_one_on_record_stands_whole(scene):
    wishes = [due(scene, kind="on", on=MOVED + timedelta(number)) for number in range(AT_ONCE)]
    wishes += [due(scene, kind="after start", days=number) for number in range(AT_ONCE)]
    assert at_once(wishes) == {None: 2 * AT_ONCE}
    rule, last = DueRule.objects.get(), lines("set due day")[-1]
    assert (rule.kind, rule.days, rule.on.isoformat() if rule.on else "") == (last["kind"], last["days"], last["on"])
    assert len(lines("set due day")) == 2 * AT_ONCE


def test_the_same_days_set_at_once_are_one_line(scene):
    pace = [lambda: operations.set_pace(cohort=scene.run, stage_key=STAGE.key, days=20, **scene.by)] * AT_ONCE
    assert at_once([*pace, *[due(scene, kind="after start", days=10)] * AT_ONCE]) == {None: 2 * AT_ONCE}
    assert (Pace.objects.get().days, DueRule.objects.get().days) == (20, 10)
    assert (len(lines("set pace")), len(lines("set due day"))) == (1, 1)


def test_without_the_cohorts_lock_two_rules_are_begun(scene, monkeypatch):
    """The control: both look before either writes, and only the constraint is left."""
    without_locks(monkeypatch)
    meet_before(monkeypatch, audit, "written", 2)
    assert at_once([due(scene, kind="after start", days=10)] * 2) == {None: 1, "IntegrityError": 1}


def move(scene, starts_on: date = MOVED):
    return lambda: operations.move_cohort(cohort=scene.run, starts_on=starts_on, words="农忙", **scene.by)


def found(scene) -> tuple:
    """By how many days the cohort's first and last day and its session were moved, and how often the session."""
    run, session = Cohort.objects.get(), Session.objects.get()
    moves = (run.starts_on - scene.run.starts_on, run.ends_on - scene.run.ends_on, session.starts_at - clock(9))
    return (*(one.days for one in moves), session.changes)


def test_a_cohort_moved_by_all_at_once_is_moved_once_and_told_once(scene):
    assert at_once([move(scene)] * AT_ONCE) == {31: 1, 0: AT_ONCE - 1}
    assert (found(scene), len(lines("move cohort"))) == ((31, 31, 31, 1), 1)
    assert Message.objects.filter(channel="site").count() == 2  # the trainee and the mentor


def test_a_cohort_moved_to_other_days_at_once_keeps_its_length_and_its_sessions(scene):
    days = [MOVED + timedelta(number) for number in range(AT_ONCE)]
    at_once([move(scene, day) for day in days])
    said = lines("move cohort")
    moved = (date.fromisoformat(said[-1]["to_on"]) - scene.run.starts_on).days
    assert found(scene) == (moved, moved, moved, len(said))
    assert [one["to_on"] for one in said[:-1]] == [one["from_on"] for one in said[1:]]  # one after another


def test_without_the_cohorts_lock_its_sessions_are_moved_twice(scene, monkeypatch):
    """The control: both read the first day before either moves it."""
    without_locks(monkeypatch)
    meet_at(monkeypatch, operations, "locked", 2)
    assert at_once([move(scene)] * 2) == {31: 2}
    assert found(scene) == (31, 31, 62, 2)


def longer(scene):
    given = {"stage": STAGE, "until": MOVED, "words": "下大雨"}
    return lambda: operations.extend(enrolment=scene.place, **given, **scene.by).pk


def test_more_time_given_by_all_at_once_is_given_and_told_once(scene):
    assert at_once([longer(scene)] * AT_ONCE) == {Extension.objects.get().pk: AT_ONCE}
    assert (len(lines("extend due day")), Message.objects.filter(channel="site").count()) == (1, 1)


def test_without_the_places_lock_it_is_given_twice(scene, monkeypatch):
    """The control: both look for an earlier one before either gives it."""
    without_locks(monkeypatch)
    meet_before(monkeypatch, audit, "record", 2)
    at_once([longer(scene)] * 2)
    assert (Extension.objects.count(), len(lines("extend due day"))) == (2, 2)
