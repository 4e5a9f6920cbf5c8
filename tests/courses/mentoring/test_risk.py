"""The rule of risk, read like a list: what counts, from which day, and what never does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from courses.mentoring.risk import Signs, reasons, silent_count, silent_days, stages_due
from tests.factories import cohorts as make
from tests.factories import people

BEGAN, ENDS = date(2027, 1, 4), date(2027, 3, 14)  # 70 days, eight stages: one each 8.75 days
AT = datetime(2027, 1, 11, 4, 0, tzinfo=UTC)  # noon in Shanghai, the eighth day
FINE = Signs("active", BEGAN, AT - timedelta(hours=3), "home", 8, None, 0)


def why(at=AT, **changes) -> list[str]:
    with translation.override("en"):
        return reasons(replace(FINE, **changes), ends_on=ENDS, total=8, at=at)


def ago(days: int) -> datetime:
    return AT - timedelta(days=days)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"last_sign_at": ago(6)}, []),
        ({"last_sign_at": ago(7)}, ["No sign for 7 days"]),
        ({"last_sign_at": None}, ["No sign for 7 days"]),
        ({"last_sign_at": ago(60)}, ["No sign for 7 days"]),  # never longer than since they began
        ({"last_sign_at": ago(7), "signal": "village"}, ["No sign for 7 days"]),
        ({"last_sign_at": ago(7), "signal": "town"}, []),
        ({"change_asked_at": ago(4)}, []),
        ({"change_asked_at": ago(5)}, ["A change asked 5 days ago"]),
        ({"wrong_tries": 3}, []),
        ({"wrong_tries": 4}, ["4 wrong answers in a row to one check"]),
        ({"state": "paused", "last_sign_at": None, "wrong_tries": 9}, []),
        ({"state": "graduated", "last_sign_at": None}, []),
        ({"state": "withdrawn", "last_sign_at": None}, []),
        ({"last_sign_at": None, "began_on": date(2027, 1, 12)}, []),
    ],
)
def test_the_rule(changes, said):
    assert why(**changes) == said


@pytest.mark.parametrize(("day", "due"), [(0, 0), (8, 0), (9, 1), (17, 1), (18, 2), (35, 4), (69, 7), (70, 8), (400, 8)])
def test_the_pace_spreads_the_stages_evenly(day, due):
    assert stages_due(BEGAN, ENDS, 8, BEGAN + timedelta(days=day)) == due


def test_two_stages_behind_is_a_risk_and_one_is_not():
    at = AT + timedelta(days=28)  # the 36th day: four stages are due
    fresh = {"last_sign_at": at}
    assert why(at, handed_in=3, **fresh) == []
    assert why(at, handed_in=2, **fresh) == ["2 stages behind"]


def test_who_has_a_signal_only_in_town_is_called_silent_after_two_weeks():
    at = AT + timedelta(days=7)
    assert why(at, signal="town", last_sign_at=ago(6)) == []
    assert why(at, signal="town", last_sign_at=ago(7)) == ["No sign for 14 days"]


def test_a_cohort_of_one_day_or_turned_round_breaks_nothing():
    assert stages_due(BEGAN, BEGAN, 8, BEGAN + timedelta(days=1)) == 8
    assert stages_due(BEGAN, BEGAN - timedelta(days=3), 8, BEGAN + timedelta(days=1)) == 0
    assert silent_days(replace(FINE, last_sign_at=AT + timedelta(days=3)), AT) == 0


def test_the_silent_are_counted_by_the_same_rule(programme, django_assert_num_queries):
    manager, mentor = people.person(role="programme manager"), people.person(role="mentor")
    run = make.cohort(programme)
    begun = datetime(2027, 1, 1, tzinfo=UTC)

    def place(signal="home", active=None, seen=None, **fields):
        trainee = people.person(role="trainee", last_login=seen)
        application = make.application(run, trainee, state="admitted", signal=signal)
        given = {"started_at": begun, "application": application, "last_active_at": active, **fields}
        return make.enrolment(run, trainee, **given)

    place(mentor=mentor)
    place(active=ago(8))
    place(active=ago(6))
    place(active=ago(8), seen=ago(1))
    place("town", active=ago(8))
    place(state="paused")
    place(started_at=ago(2))
    make.enrolment(run, started_at=begun)  # without an application
    with django_assert_num_queries(2):  # the roles, and the count
        assert silent_count(manager, at=AT) == 3
    assert silent_count(mentor, at=AT) == 1
    assert silent_count(manager, at=AT - timedelta(days=20)) == 0
    assert silent_count(manager, at=AT + timedelta(days=100)) == 0
