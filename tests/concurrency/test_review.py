"""Two people answer one version at once, and a trainee presses Send many times at once: one wins, on PostgreSQL."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection, connections

from courses.assessment import operations
from courses.assessment.models import Review, Submission, Version
from tests.factories import assessment, cohorts
from tests.factories.assessment import CONTENT, NOW
from tests.factories.people import person

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: there is no race"),
]
PRESSES = 10


@pytest.fixture
def place(transactional_db):
    """An enrolment with a mentor, committed."""
    asked = assessment.assignments_of(uuid4())
    run = cohorts.cohort(SimpleNamespace(translation_key=asked["name"].programme_key))
    place = cohorts.enrolment(run, person("盘美花", role="trainee"), mentor=person("李伟", role="mentor"))
    place.asked = asked
    return place


def at_once(acts) -> Counter:
    """What simultaneous `acts` came to: what they return, or the names of exceptions."""
    start = Barrier(len(acts))

    def press(act):
        try:
            start.wait(timeout=30)
            return act()
        except Exception as fault:
            return type(fault).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(press, acts))


def answers(place):
    """The mentor approves and a manager asks for a change, each many times."""
    version = assessment.sent(place, place.asked["name"])
    manager = person("何经理", role="programme manager")
    approve = [lambda: operations.approve(version=version, mentor=place.mentor, at=NOW).decision] * (PRESSES // 2)
    change = [lambda: operations.ask_change(version=version, mentor=manager, words="再改。", at=NOW).decision] * (PRESSES // 2)
    return approve + change


def test_of_answers_at_once_one_is_kept(place):
    came_to = at_once(answers(place))
    review = Review.objects.get()
    assert came_to == {review.decision: 1, "AlreadyReviewed": PRESSES - 1}
    assert Submission.objects.get().state == ("approved" if review.decision == "approve" else "change asked")


def test_without_the_lock_answers_run_into_one_another(place, monkeypatch):
    """The control: all look before any answers."""
    looked = Barrier(PRESSES)

    def hold_nothing(submission_id):
        found = Submission.objects.select_related("enrolment__trainee", "assignment").get(pk=submission_id)
        looked.wait(timeout=30)
        return found

    acts = answers(place)
    monkeypatch.setattr(operations, "hold", hold_nothing)
    came_to = at_once(acts)
    assert came_to["WrongState"] == PRESSES - 1


def test_pressing_send_many_times_at_once_makes_one_version(place):
    submission = operations.start(enrolment=place, assignment=place.asked["name"])

    def press():
        return operations.send(submission=submission, content=CONTENT["name"], note="", expected=1, at=NOW).pk

    came_to = at_once([press] * PRESSES)
    assert came_to == {Version.objects.get().pk: PRESSES}
