"""Two phones take one roll, a code is typed twice, a roll meets a code, a wrong line is answered by two: each is kept once."""

from types import SimpleNamespace

import pytest

from common.models import AuditEntry
from courses.attendance import asking, marking, prints
from courses.attendance.marking import Line, Taken
from courses.attendance.models import CorrectionRequest, Mark, MarkChange, PrintedList
from outbox.models import Message
from tests.concurrency.together import AT_ONCE, RACE, at_once, meet_at, meet_before, without_locks
from tests.factories import attendance as make
from tests.factories.cohorts import enrolment
from tests.factories.people import person

pytestmark = RACE
CODE = "482913"


@pytest.fixture
def scene(transactional_db):
    """A day with two leaders and three trainees, committed."""
    run, leaders = make.cohort(), [person(name, role="mentor") for name in ("李伟", "邓老师")]
    run.mentors.set(leaders)
    places = [enrolment(run, person(name, role="trainee"), mentor=leaders[0]) for name in ("盘美花", "李秀莲", "赵春生")]
    return SimpleNamespace(day=make.day(run, leaders[0], code=CODE), leaders=leaders, places=places, place=places[0])


def roll(scene, state: str, places=None):
    """The roll by each leader's phone in turn."""
    lines = {place.pk: Line(state) for place in places or scene.places}
    given = {"day": scene.day, "lines": lines, "how": "roll", "at": make.NOON}
    return [lambda by=by: marking.take_roll(by=by, **given) for by in scene.leaders]


def code(scene):
    return lambda: marking.use_code(trainee=scene.place.trainee, code=CODE, at=make.clock(9)).pk


def audited(action: str) -> int:
    return AuditEntry.objects.filter(action=action).count()


def test_the_same_roll_from_all_phones_at_once_is_kept_once(scene):
    assert at_once(roll(scene, "present") * AT_ONCE) == {Taken(3, 0): 1, Taken(0, 0): 2 * AT_ONCE - 1}
    assert (Mark.objects.count(), MarkChange.objects.count(), audited("take roll")) == (3, 3, 1)


def test_of_rolls_that_differ_one_is_kept_and_the_other_asked_why(scene):
    came_to = at_once([*roll(scene, "present") * AT_ONCE, *roll(scene, "absent") * AT_ONCE])
    assert came_to == {Taken(3, 0): 1, Taken(0, 0): 2 * AT_ONCE - 1, "WhyMissing": 2 * AT_ONCE}
    assert (len(set(Mark.objects.values_list("state"))), MarkChange.objects.count(), audited("take roll")) == (1, 3, 1)


def test_without_the_days_lock_rolls_collide(scene, monkeypatch):
    """The control: both see nobody marked, and only the constraint is left."""
    without_locks(monkeypatch)
    meet_at(monkeypatch, marking, "on_the_roll", 2)
    assert at_once(roll(scene, "present")) == {Taken(3, 0): 1, "IntegrityError": 1}


def test_a_code_typed_by_many_hands_at_once_counts_once(scene):
    assert at_once([code(scene)] * AT_ONCE) == {Mark.objects.get().pk: AT_ONCE}
    assert (MarkChange.objects.count(), audited("use attendance code")) == (1, 1)


def test_without_the_days_lock_codes_collide(scene, monkeypatch):
    """The control for the code."""
    without_locks(monkeypatch)
    meet_before(monkeypatch, marking, "write", 2)
    assert at_once([code(scene)] * 2) == {Mark.objects.get().pk: 1, "IntegrityError": 1}


def test_a_roll_against_a_code_leaves_one_mark_that_keeps_both_words(scene):
    """Whichever comes first: a kept code is not overruled without a reason, and a kept roll stands over a later code."""
    came_to = at_once([code(scene), *roll(scene, "absent", [scene.place])])
    mark = Mark.objects.get()
    by_code = {mark.pk: 1, "WhyMissing": 2}
    by_roll = {mark.pk: 1, Taken(1, 0): 1, Taken(0, 0): 1}
    assert came_to in (by_code, by_roll)
    assert (mark.state, mark.how) == (("late", "code") if came_to == by_code else ("absent", "roll"))
    assert (mark.code_at, MarkChange.objects.count()) == (make.clock(9), 1)


def asked(scene) -> CorrectionRequest:
    marking.take_roll(day=scene.day, lines={scene.place.pk: Line("absent")}, how="roll", by=scene.leaders[0], at=make.NOON)
    return asking.ask_correction(day=scene.day, enrolment=scene.place, words="我到了", at=make.NOON)


def answers(request: CorrectionRequest, scene) -> list:
    given = {"request": request, "state": "present", "answer": "看到了", "at": make.NOON}
    return [lambda by=by: asking.answer_correction(by=by, **given) for by in scene.leaders]


def test_a_correction_asked_and_answered_at_once_is_on_record_once(scene):
    def ask():
        return asking.ask_correction(day=scene.day, enrolment=scene.place, words="我到了", at=make.NOON).pk

    assert at_once([ask] * AT_ONCE) == {CorrectionRequest.objects.get().pk: AT_ONCE}
    came_to = at_once(answers(CorrectionRequest.objects.get(), scene) * AT_ONCE)
    assert came_to == {None: 1, "AlreadyAnswered": 2 * AT_ONCE - 1}
    assert (MarkChange.objects.count(), audited("ask for correction"), audited("answer correction")) == (1, 1, 1)
    assert Message.objects.filter(channel="site").count() == 2  # the leader was asked, the trainee answered


def test_without_the_days_lock_a_correction_is_on_record_twice(scene, monkeypatch):
    """The control: both find it open, and both mend the mark."""
    acts = answers(asked(scene), scene)
    without_locks(monkeypatch)
    meet_before(monkeypatch, asking, "write", 2)
    assert at_once(acts) == {None: 2}
    assert (MarkChange.objects.count(), audited("answer correction")) == (3, 2)


def test_a_list_to_print_asked_for_at_once_is_printed_once(scene, monkeypatch):
    monkeypatch.setattr(prints, "print_list", SimpleNamespace(enqueue=lambda pk: None))

    def ask():
        return prints.ask_for_list(day=scene.day, by=scene.leaders[0], at=make.NOON).pk

    assert at_once([ask] * AT_ONCE) == {PrintedList.objects.get().pk: AT_ONCE}
    assert audited("print attendance list") == 1
