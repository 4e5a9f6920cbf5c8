"""Ten managers admit ten people at once to three places: three get in. On PostgreSQL, where rows are locked."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from courses.cohorts import operations
from courses.cohorts.models import Application, Cohort, Enrolment, MentorTerms
from courses.cohorts.places import transfer
from tests.factories import cohorts as make
from tests.factories import pages
from tests.factories.people import person

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: there is no race"),
]
APPLICANTS, PLACES = 10, 3


@pytest.fixture
def sent(transactional_db):
    """Sent applications to a cohort with fewer places, committed."""
    run = make.cohort(pages.programme(pages.homes(), stages=1), capacity=PLACES)
    manager = person("欧阳静", role="programme manager")
    return manager, [make.application(run).pk for _ in range(APPLICANTS)]


def admit_at_once(manager, applications) -> Counter:
    """What simultaneous admissions came to: "in", or the names of exceptions."""
    start = Barrier(len(applications))

    def admit(pk: int) -> str:
        try:
            start.wait(timeout=30)
            operations.admit(application=Application.objects.get(pk=pk), by=manager, at=make.NOW)
            return "in"
        except Exception as fault:
            return type(fault).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(applications)) as pool:
        return Counter(pool.map(admit, applications))


def test_no_more_get_in_than_there_are_places(sent):
    assert admit_at_once(*sent) == {"in": PLACES, "CohortFull": APPLICANTS - PLACES}
    assert Enrolment.objects.count() == PLACES


def test_one_applicant_admitted_by_all_at_once_has_one_place(sent):
    manager, (first, *_rest) = sent
    assert admit_at_once(manager, [first] * 5) == {"in": 1, "WrongState": 4}
    assert Enrolment.objects.count() == 1


def test_without_the_lock_too_many_get_in(sent, monkeypatch):
    """The control: take the guard away, let all count before any is admitted, and the cohort overflows."""
    counted = Barrier(APPLICANTS)
    count = operations.places_taken

    def count_together(cohort: Cohort) -> int:
        taken = count(cohort)
        counted.wait(timeout=30)
        return taken

    monkeypatch.setattr(operations, "locked", lambda cohort_id: Cohort.objects.get(pk=cohort_id))
    monkeypatch.setattr(operations, "places_taken", count_together)
    assert admit_at_once(*sent) == {"in": APPLICANTS}


def move_at_once(manager, places, cohort) -> Counter:
    """What simultaneous transfers into `cohort` came to."""
    start = Barrier(len(places))

    def move(pk: int) -> str:
        try:
            start.wait(timeout=30)
            transfer(enrolment=Enrolment.objects.get(pk=pk), cohort=cohort, by=manager, at=make.NOW)
            return "moved"
        except Exception as fault:
            return type(fault).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(places)) as pool:
        return Counter(pool.map(move, places))


@pytest.fixture
def wishing(transactional_db):
    """Ten trainees of one cohort who would move to another that has one place left, committed."""
    camp = pages.programme(pages.homes(), stages=1)
    run, target = make.cohort(camp), make.cohort(camp, capacity=1)
    places = [make.enrolment(run).pk for _ in range(APPLICANTS)]
    return person("欧阳静", role="programme manager"), places, target


def test_the_last_place_is_moved_into_once(wishing):
    assert move_at_once(*wishing) == {"moved": 1, "CohortFull": APPLICANTS - 1}
    assert wishing[2].enrolments.count() == 1


def test_one_trainee_moved_by_all_at_once_is_moved_once(wishing):
    manager, (first, *_rest), target = wishing
    assert move_at_once(manager, [first] * 5, target) == {"moved": 1, "AlreadyThere": 4}
    assert Enrolment.objects.get(pk=first).changes.count() == 1


def test_without_the_lock_the_last_place_is_moved_into_by_all(wishing, monkeypatch):
    """The control for transfers."""
    counted = Barrier(APPLICANTS)
    count = operations.places_taken

    def count_together(cohort: Cohort) -> int:
        taken = count(cohort)
        counted.wait(timeout=30)
        return taken

    monkeypatch.setattr(operations, "locked", lambda cohort_id: Cohort.objects.get(pk=cohort_id))
    monkeypatch.setattr(operations, "places_taken", count_together)
    assert move_at_once(*wishing) == {"moved": APPLICANTS}


def test_a_mentors_last_trainee_is_given_once_by_two_cohorts(transactional_db):
    """Two cohorts, each under its own lock, would give the same mentor their last trainee: the mentor's row is locked too."""
    camp, mentor = pages.programme(pages.homes(), stages=1), person("李伟", role="mentor")
    MentorTerms.objects.create(mentor=mentor, most_trainees=1)
    manager = person("欧阳静", role="programme manager")
    sent = [make.application(make.cohort(camp, mentors=(mentor,))).pk for _ in range(APPLICANTS)]
    assert admit_at_once(manager, sent) == {"in": APPLICANTS}
    assert Enrolment.objects.filter(mentor=mentor).count() == 1
