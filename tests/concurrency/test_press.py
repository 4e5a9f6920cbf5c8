"""Twenty presses of the one button at once: one shop, and everybody sees it. On PostgreSQL, where rows are locked."""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from shops.builder import generating
from shops.builder.models import Generation
from shops.franchise.models import Shop
from tests.factories import assessment, cohorts, pages
from tests.factories.catalogue import category
from tests.factories.people import person
from tests.factories.shops import OPENED, township

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: there is no race"),
]
PRESSES = 100 if os.environ.get("PROVE") else 20


@pytest.fixture
def sewn(transactional_db):
    """An enrolment with eight approved pieces, committed."""
    camp = pages.programme(pages.homes(), stages=8, lessons=1)
    asked, mentor = assessment.assignments(camp), person("李伟", role="mentor")
    category()
    township("shuikou")
    enrolment = cohorts.enrolment(cohorts.cohort(camp), person("盘美花", role="trainee"), mentor=mentor)
    for assignment in asked.values():
        assessment.approved(enrolment, assignment, mentor=mentor)
    return enrolment


def press_at_once(enrolment, presses: int) -> Counter:
    """What `presses` simultaneous presses came to: shop ids, or the names of exceptions."""
    start = Barrier(presses)

    def press(_: int) -> object:
        try:
            start.wait(timeout=30)
            return generating.generate_shop(enrolment=enrolment, by=enrolment.trainee, at=OPENED).pk
        except Exception as fault:
            return type(fault).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(presses) as pool:
        return Counter(pool.map(press, range(presses)))


def test_pressed_at_once_there_is_one_shop_and_everyone_gets_it(sewn):
    came_to = press_at_once(sewn, PRESSES)
    assert came_to == {Shop.objects.get().pk: PRESSES}
    assert Generation.objects.count() == 1


def test_without_the_lock_presses_fail(sewn, monkeypatch):
    """The control: take the guard away, let all presses look before any makes, and they run into one another."""
    looked = Barrier(5)
    monkeypatch.setattr(generating, "hold", lambda enrolment: None)
    read = generating.artefacts

    def artefacts_together(enrolment):
        looked.wait(timeout=30)
        return read(enrolment)

    monkeypatch.setattr(generating, "artefacts", artefacts_together)
    came_to = press_at_once(sewn, 5)
    assert came_to["IntegrityError"] == 4
