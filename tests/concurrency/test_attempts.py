"""Ten tabs begin a test that allows three attempts, and hand one sitting in at once. On PostgreSQL, where rows are locked."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections

from common.models import AuditEntry
from courses.cohorts.models import Enrolment
from courses.curriculum.models import ModulePage
from courses.questions import operations, queries
from courses.questions.models import Answer, Sitting, Test
from tests.factories import cohorts, pages
from tests.factories import questions as make

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: there is no race"),
]
TABS = 10


@pytest.fixture
def begun(transactional_db):
    """A place and a test of one attempt, committed."""
    camp = pages.programme(pages.homes(), stages=1)
    stage = ModulePage.objects.child_of(camp).get()
    return cohorts.enrolment(cohorts.cohort(camp)).pk, make.test(stage.translation_key, "single", "number", attempts=1).pk


def at_once(act) -> Counter:
    """What simultaneous presses came to: "done", or the names of exceptions."""
    start = Barrier(TABS)

    def press(_tab: int) -> str:
        try:
            start.wait(timeout=30)
            act()
            return "done"
        except Exception as fault:
            return type(fault).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TABS) as pool:
        return Counter(pool.map(press, range(TABS)))


def start_and_hand_in(begun) -> Counter:
    """Every tab starts and hands in what it started."""
    place, test = begun

    def act() -> None:
        sitting = operations.start_test(enrolment=Enrolment.objects.get(pk=place), test=Test.objects.get(pk=test), at=make.NOW)
        asked = {one.question.pk: one for _answer, one in queries.steps(sitting)}
        operations.hand_in(sitting=sitting, asked=asked, at=make.NOW)

    return at_once(act)


def test_no_tab_gets_an_attempt_more_than_is_allowed(begun):
    found = start_and_hand_in(begun)
    assert (set(found) <= {"done", "NoAttemptsLeft"}, Sitting.objects.count(), Answer.objects.count()) == (True, 1, 2)
    assert AuditEntry.objects.filter(action="start test").count() == 1


def test_handing_in_at_once_is_marked_once(begun):
    place, test = Enrolment.objects.get(pk=begun[0]), Test.objects.get(pk=begun[1])
    sitting = operations.start_test(enrolment=place, test=test, at=make.NOW)
    asked = {one.question.pk: one for _answer, one in queries.steps(sitting)}
    assert at_once(lambda: operations.hand_in(sitting=sitting, asked=asked, at=make.NOW)) == {"done": TABS}
    assert AuditEntry.objects.filter(action="hand in test").count() == 1


def test_without_the_lock_the_tabs_collide(begun, monkeypatch):
    """The control: take the guard away, let all count before any begins, and only the database's constraint is left."""
    counted = Barrier(TABS)
    count = operations.used

    def count_together(enrolment: Enrolment, test: Test) -> int:
        used = count(enrolment, test)
        counted.wait(timeout=30)
        return used

    monkeypatch.setattr(operations, "hold_place", lambda enrolment: enrolment)
    monkeypatch.setattr(operations, "used", count_together)
    place, test = Enrolment.objects.get(pk=begun[0]), Test.objects.get(pk=begun[1])
    found = at_once(lambda: operations.start_test(enrolment=place, test=test, at=make.NOW))
    assert found == {"done": 1, IntegrityError.__name__: TABS - 1}
