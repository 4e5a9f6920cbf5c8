"""One list admitted by several workers, confirmed by two people, and two lists that meet. On PostgreSQL, where rows are locked."""

from uuid import uuid4

import pytest

from common.models import AuditEntry
from courses.cohorts import operations as cohorts
from courses.cohorts.models import Enrolment
from courses.intake import admitting, jobs, operations
from courses.intake.models import ListRow, TraineeList
from outbox.models import Message
from tests.concurrency.together import AT_ONCE, RACE, at_once, meet_at, meet_before, without_locks
from tests.courses.intake.sheets import csv
from tests.factories.attendance import cohort
from tests.factories.cohorts import NOW, application
from tests.factories.people import person

pytestmark = RACE
PLACES, ROWS = 3, 6


def taken_in(run, manager, first: int = 0, rows: int = ROWS, *, backwards: bool = False) -> TraineeList:
    numbers = range(first, first + rows)
    people = [f"学员{chr(0x7532 + number)},1381234{number:04}" for number in (reversed(numbers) if backwards else numbers)]
    return operations.take_in(raw=csv("姓名,手机", *people), name="名单.csv", cohort=run, by=manager, at=NOW)


def pressed(trainees: TraineeList, manager) -> int:
    """Confirmed, with no job begun yet."""
    TraineeList.objects.filter(pk=trainees.pk).update(state="admitting", confirmed_by=manager, moved_at=NOW)
    return trainees.pk


def meet() -> None:
    """Whom the lists name has an account already."""
    for number in range(ROWS):
        person(f"学员{chr(0x7532 + number)}", phone=f"+861381234{number:04}")


@pytest.fixture
def manager(transactional_db):
    return person("欧阳静", role="programme manager")


@pytest.fixture
def run(transactional_db):
    return cohort(capacity=PLACES)


def work(pk: int):
    return lambda: jobs.admit_list.func(pk)


def letters() -> int:
    return Message.objects.filter(channel="sms").count()


def test_workers_at_the_same_list_take_turns_and_no_one_gets_in_or_is_told_twice(manager, run, monkeypatch):
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    pk = pressed(taken_in(run, manager), manager)
    assert at_once([work(pk)] * AT_ONCE) == {None: AT_ONCE}
    trainees = TraineeList.objects.get(pk=pk)
    assert (trainees.state, trainees.admitted, trainees.wait_listed, trainees.left_out) == ("done", PLACES, ROWS - PLACES, 0)
    assert (Enrolment.objects.count(), letters(), AuditEntry.objects.filter(action="admit list").count()) == (PLACES, ROWS, 1)


def test_without_the_locks_workers_decide_the_same_rows(manager, run, monkeypatch):
    """The control: both read the rows before either decides one, and only the constraints of the database are left."""
    meet()
    pk = pressed(taken_in(run, manager), manager)
    without_locks(monkeypatch)
    meet_at(monkeypatch, admitting, "standings", 2)
    assert at_once([work(pk)] * 2) == {None: 1, "IntegrityError": 1}


def test_confirmed_by_all_at_once_it_is_admitted_once(manager, run, monkeypatch):
    trainees = taken_in(run, manager)

    def confirm():
        operations.confirm(trainees=TraineeList.objects.get(pk=trainees.pk), same=(), by=manager, at=NOW)

    assert at_once([confirm] * AT_ONCE) == {None: 1, "WrongState": AT_ONCE - 1}
    assert AuditEntry.objects.filter(action="confirm list").count() == 1
    assert (Enrolment.objects.count(), letters()) == (PLACES, ROWS)


def test_without_the_conditional_move_it_is_confirmed_by_everybody(manager, run, monkeypatch):
    """The control: the state is read, then written, whatever became of it meanwhile."""
    trainees = taken_in(run, manager)
    monkeypatch.setattr(operations, "move", lambda one, to, **said: TraineeList.objects.filter(pk=one.pk).update(state=to))

    def confirm():
        operations.confirm(trainees=trainees, same=(), by=manager, at=NOW)

    at_once([confirm] * 2)
    assert AuditEntry.objects.filter(action="confirm list").count() == 2


def rivals(manager, run) -> list:
    """Two lists of other people and an applicant, all for the same few places."""
    lists = [TraineeList.objects.get(pk=pressed(taken_in(run, manager, first, PLACES), manager)).pk for first in (0, 50)]
    applied = application(run)
    return [*map(work, lists), lambda: cohorts.admit(application=applied, by=manager, at=NOW) and None]


def test_lists_and_a_press_by_hand_fill_no_more_places_than_there_are(manager, run):
    came_to = at_once(rivals(manager, run))
    assert came_to in ({None: 3}, {None: 2, "CohortFull": 1})
    assert Enrolment.objects.count() == PLACES
    assert ListRow.objects.filter(outcome="admitted").count() == PLACES - (came_to[None] - 2)


def test_without_the_lock_lists_overflow_the_cohort(manager, run, monkeypatch):
    """The control: both lists count the free places before either takes one, and neither is done before both have."""
    acts = rivals(manager, run)[:2]
    without_locks(monkeypatch)
    meet_at(monkeypatch, admitting, "standings", 2)
    meet_before(monkeypatch, admitting, "count", 2)
    assert at_once(acts) == {None: 2}
    assert Enrolment.objects.count() == 2 * PLACES


def two_cohorts(manager) -> list[int]:
    """The same people in the lists of two cohorts of one boot camp, in opposite order."""
    camp = uuid4()
    return [pressed(taken_in(cohort(programme_key=camp), manager, backwards=backwards), manager) for backwards in (False, True)]


@pytest.mark.parametrize("known", [False, True])
def test_two_cohorts_at_once_give_nobody_two_places(manager, known):
    """Numbers that get their accounts in this very moment, and people who are known: each has one place, no job dies."""
    if known:
        meet()
    assert at_once(map(work, two_cohorts(manager))) == {None: 2}
    assert set(TraineeList.objects.values_list("state", flat=True)) == {"done"}
    assert (Enrolment.objects.count(), Enrolment.objects.values("trainee").distinct().count(), letters()) == (ROWS, ROWS, ROWS)


def test_without_the_persons_lock_they_have_two_places(manager, monkeypatch):
    """The control: both cohorts look for another place before either gives one."""
    meet()
    camp = uuid4()
    lists = [pressed(taken_in(cohort(programme_key=camp), manager, rows=1), manager) for _each in range(2)]
    without_locks(monkeypatch)
    meet_at(monkeypatch, cohorts, "refuse_second_place", 2)
    assert at_once(map(work, lists)) == {None: 2}
    assert Enrolment.objects.count() == 2
