"""Sitting tests and writing questions."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from common.models import AuditEntry
from courses.curriculum.models import ModulePage
from courses.questions import operations, queries
from courses.questions.marking import Given
from courses.questions.models import Answer, Attempt, Choice, Question, Sitting
from tests.factories import questions as make

AT = make.NOW


@pytest.fixture
def stage(programme):
    return ModulePage.objects.filter(locale__language_code="zh-hans").order_by("path").first()


@pytest.fixture
def three(stage):
    """A test of three questions of one right answer."""
    return make.test(stage.translation_key, "single", "single", "single", attempts=2)


def asked_of(sitting):
    return {asked.question.pk: asked for _answer, asked in queries.steps(sitting)}


def test_starting_twice_is_one_sitting(place, three):
    first = operations.start_test(enrolment=place, test=three, at=AT)
    assert operations.start_test(enrolment=place, test=three, at=AT) == first
    assert (Sitting.objects.count(), Answer.objects.count()) == (1, 3)
    assert AuditEntry.objects.filter(action="start test").count() == 1


def test_no_more_attempts_than_are_allowed(place, three):
    for _time in range(2):
        make.sat(place, three, True, False, True)
    with pytest.raises(operations.NoAttemptsLeft):
        operations.start_test(enrolment=place, test=three, at=AT)
    assert list(Sitting.objects.values_list("number", flat=True)) == [1, 2]


def test_the_score_is_the_mean_in_percent_and_the_best_counts(place, three):
    low, high = make.sat(place, three, True, False, False), make.sat(place, three, True, True, False)
    assert [(one.percent, one.points, one.has_passed) for one in (low, high)] == [
        (Decimal("33.33"), Decimal(1), False), (Decimal("66.67"), Decimal(2), True),
    ]  # fmt: skip
    stood = queries.standing(three, place, AT)
    assert (stood.best, stood.has_passed, stood.left) == (high, True, 0)


def test_handing_in_twice_marks_once(place, three):
    sitting = make.sat(place, three, True, True, True)
    again = operations.hand_in(sitting=sitting, asked=asked_of(sitting), at=AT + timedelta(hours=1))
    assert (again.percent, again.handed_in_at) == (Decimal(100), AT)
    assert AuditEntry.objects.filter(action="hand in test").count() == 1


def test_what_is_handed_in_cannot_be_changed(place, three):
    sitting = make.sat(place, three, False, False, False)
    answer, asked = queries.steps(sitting)[0]
    with pytest.raises(operations.AlreadyHandedIn):
        operations.save_answer(answer=answer, given=Given(make.right(asked), ""))
    assert Answer.objects.get(pk=answer.pk).given == str(asked.choices[-1].pk)


def test_never_over_a_hundred_percent(place, three):
    sitting = make.sat(place, three, True, True, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sitting.objects.filter(pk=sitting.pk).update(percent=Decimal("100.01"))


def test_a_closed_test_is_not_begun_but_finished(place, three):
    three.closes_at = AT + timedelta(hours=1)
    three.save()
    sitting = operations.start_test(enrolment=place, test=three, at=AT)
    late = AT + timedelta(hours=2)
    assert operations.start_test(enrolment=place, test=three, at=late) == sitting
    operations.hand_in(sitting=sitting, asked=asked_of(sitting), at=late)
    with pytest.raises(operations.TestClosed):
        operations.start_test(enrolment=place, test=three, at=late)
    assert Sitting.objects.count() == 1


def test_questions_are_drawn(place, stage):
    drawing = make.test(stage.translation_key, *["single"] * 6, draw=4)
    sitting = operations.start_test(enrolment=place, test=drawing, at=AT)
    assert len(set(sitting.answers.values_list("question", flat=True))) == 4


def test_an_empty_test_is_not_open(place, stage):
    with pytest.raises(operations.TestClosed):
        operations.start_test(enrolment=place, test=make.test(stage.translation_key), at=AT)
    assert Sitting.objects.count() == 0


# --- writing -------------------------------------------------------------------------------------------------------


def rows(asked):
    return Question.objects.get(pk=asked.question.pk), list(Choice.objects.filter(question=asked.question))


def answered(place, **fields):
    asked = make.question("single", **fields)
    operations.practise(enrolment=place, asked=asked, given=make.right(asked), finishes=True, at=AT)
    return asked


def write(question, choices, mentor, **fields):
    return operations.write_question(question=question, choices=choices, by=mentor, at=AT, **fields)


def test_an_answered_question_with_another_meaning_is_a_new_version(place, mentor, lesson):
    asked = answered(place, lesson_key=lesson.translation_key)
    question, choices = rows(asked)
    choices[0].is_right, choices[1].is_right = False, True
    written = write(question, choices, mentor)
    assert (written.version, written.family, written.is_current) == (2, asked.question.family, True)
    assert written.pk != asked.question.pk
    old = Question.objects.get(pk=asked.question.pk)
    assert (old.is_current, [one.is_right for one in old.choices.all()]) == (False, [True, False, False])
    assert [one.is_right for one in Choice.objects.filter(question=written)] == [False, True, False]
    assert Attempt.objects.get().question == old
    assert queries.check_of(lesson.translation_key, None).question == written


@pytest.mark.parametrize("change", ["text_zh_hans", "text_en", "a choice", "a choice less", "kind"])
def test_words_and_choices_are_meaning(place, mentor, change):
    question, choices = rows(answered(place))
    if change == "a choice":
        choices[1].text_en = "Other"
    elif change == "a choice less":
        choices.pop()
    elif change == "kind":
        question.kind = "several"
    else:
        setattr(question, change, "别的问题")
    assert write(question, choices, mentor).version == 2


@pytest.mark.parametrize("change", ["hint_en", "explanation_zh_hans", "topics", "drawing"])
def test_what_is_said_around_it_changes_in_place(place, mentor, change):
    question, choices = rows(answered(place))
    setattr(question, change, "l-weigh")
    choices[0].why_en = "Because"
    written = write(question, choices, mentor)
    assert (written.pk, written.version, Question.objects.count()) == (question.pk, 1, 1)
    assert Choice.objects.get(pk=choices[0].pk).why_en == "Because"


def test_spelling_may_be_mended_in_place_but_not_what_is_right(place, mentor):
    question, choices = rows(answered(place))
    question.text_en = "Speling"
    assert write(question, choices, mentor, only_spelling=True).version == 1
    choices[0].is_right, choices[1].is_right = False, True
    assert write(question, choices, mentor, only_spelling=True).version == 2


def test_a_question_nobody_answered_changes_in_place_and_its_choices_change_places(mentor):
    question, choices = rows(make.question("order"))
    written = write(question, choices[::-1][:2], mentor)
    assert (written.pk, written.version) == (question.pk, 1)
    assert list(Choice.objects.filter(question=written).values_list("text_zh_hans", "position")) == [("装", 1), ("晒", 2)]


def test_an_older_version_is_not_written_again(place, mentor):
    question, choices = rows(answered(place))
    question.text_en = "New"
    write(question, choices, mentor)
    stale, choices = Question.objects.get(is_current=False), list(Choice.objects.filter(question__is_current=False))
    stale.text_en = "Newer"
    with pytest.raises(operations.OlderVersion):
        write(stale, choices, mentor)
    assert Question.objects.count() == 2


def test_retiring_twice_is_once(mentor):
    asked = make.question()
    for _time in range(2):
        operations.retire_question(question=asked.question, by=mentor, at=AT)
    assert Question.objects.current().count() == 0
    assert AuditEntry.objects.filter(action="retire question").count() == 1
