"""Ten managers admit ten people at once to three places: three get in. On PostgreSQL, where rows are locked."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from courses.cohorts import operations
from courses.cohorts.models import Application, Cohort, Enrolment
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
