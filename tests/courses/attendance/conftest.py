"""A day on the base of a cohort with three trainees, and who leads it. The clock stands where a test puts it."""

import pytest

from courses.attendance import planning, rolling, views
from courses.attendance.templatetags import attendance_tags
from tests.factories import attendance as make
from tests.factories import cohorts, people


@pytest.fixture
def run(mentor):
    run = make.cohort()
    run.mentors.add(mentor)
    return run


@pytest.fixture
def day(run, mentor):
    return make.day(run, mentor, code="482913")


@pytest.fixture
def places(run, mentor):
    return [
        cohorts.enrolment(run, people.person(name, role="trainee"), mentor=mentor) for name in ("盘美花", "李秀莲", "赵春生")
    ]


@pytest.fixture
def place(places):
    return places[0]


@pytest.fixture
def at(monkeypatch):
    """Put the pages' clock at a time of the day on the base: `at(12)` is noon."""

    def put(hour: int, minute: int = 0, **given):
        for module in (planning, rolling, views, attendance_tags):
            monkeypatch.setattr(module, "now", lambda: make.clock(hour, minute, **given))

    put(12)
    return put


@pytest.fixture
def desk(client, mentor, at):
    client.force_login(mentor)
    return client
