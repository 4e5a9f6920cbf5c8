"""Every write to questions and answers: practising, sitting tests, and writing the bank.

Locks: the enrolment before its sittings; a question before its versions.
"""

import random
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from common import audit
from courses.cohorts.activity import note_activity, note_try
from courses.cohorts.models import Enrolment
from courses.cohorts.operations import finish_lesson
from courses.cohorts.prerequisites import refuse_if_closed
from courses.questions.drafts import meaning
from courses.questions.marking import ALL, Asked, Given, score
from courses.questions.models import Answer, Attempt, Choice, Question, Sitting, Test

OUT_OF_THE_WAY = 1000  # positions that no choice has


class NoAttemptsLeft(Exception):
    """All the attempts the test allows are used; no sitting was made."""


class TestClosed(Exception):
    """The test is not open at this time, or has no questions; no sitting was made."""


class AlreadyHandedIn(Exception):
    """The sitting has its score; nothing was changed."""


class OlderVersion(Exception):
    """Somebody wrote a newer version of the question meanwhile; nothing was changed."""


@transaction.atomic
def practise(*, enrolment: Enrolment, asked: Asked, given: str, finishes: bool, at: datetime) -> Attempt:
    """Keep one answer to a lesson's check; a right one ticks the lesson when it `finishes` its checks.

    Raises cohorts.prerequisites.StillClosed while something comes first.
    """
    if asked.question.lesson_key:
        refuse_if_closed(enrolment, asked.question.lesson_key)
    points = score(asked, given)
    attempt = Attempt.objects.create(
        enrolment=enrolment, question=asked.question, given=given, score=points, is_right=points == ALL, at=at
    )
    if key := asked.question.lesson_key:
        note_try(enrolment_id=enrolment.pk, lesson_key=key, is_right=attempt.is_right, at=at)
    else:
        note_activity(enrolment_id=enrolment.pk, at=at)
    if attempt.is_right and finishes and asked.question.lesson_key:
        finish_lesson(enrolment=enrolment, lesson_key=asked.question.lesson_key, at=at)
    return attempt


def hold_place(enrolment: Enrolment) -> Enrolment:
    """The enrolment, locked until the transaction ends: sittings are counted one at a time."""
    return Enrolment.objects.select_for_update().get(pk=enrolment.pk)


def used(enrolment: Enrolment, test: Test) -> int:
    return Sitting.objects.filter(enrolment=enrolment, test=test).count()


@transaction.atomic
def start_test(*, enrolment: Enrolment, test: Test, at: datetime) -> Sitting:
    """The sitting that is open, else a new one with its questions drawn. Raises TestClosed, NoAttemptsLeft.

    An open sitting goes on after the test has closed: what was begun may be finished.
    """
    hold_place(enrolment)
    going_on = Sitting.objects.filter(enrolment=enrolment, test=test, handed_in_at=None).first()
    if going_on:
        return going_on
    if not test.is_open(at):
        raise TestClosed(test)
    begun = used(enrolment, test)
    if begun >= test.attempts:
        raise NoAttemptsLeft(test)
    questions = drawn(test)
    if not questions:
        raise TestClosed(test)
    sitting = Sitting.objects.create(enrolment=enrolment, test=test, number=begun + 1, started_at=at)
    Answer.objects.bulk_create(Answer(sitting=sitting, question=one, position=n) for n, one in enumerate(questions, 1))
    audit.record(enrolment.trainee, "start test", sitting, at=at, number=sitting.number)
    return sitting


def drawn(test: Test) -> list[Question]:
    """The test's questions in their order, or as many as are drawn of them by chance."""
    questions = list(test.questions.filter(is_current=True).order_by("position", "pk"))
    if test.draw is None or test.draw >= len(questions):
        return questions
    return random.sample(questions, test.draw)


def hold_sitting(sitting: Sitting) -> Sitting:
    return Sitting.objects.select_for_update(of=("self",)).select_related("enrolment__trainee", "test").get(pk=sitting.pk)


@transaction.atomic
def save_answer(*, answer: Answer, given: Given) -> None:
    """Keep what was answered, understood or not. Raises AlreadyHandedIn."""
    if hold_sitting(answer.sitting).handed_in_at is not None:
        raise AlreadyHandedIn(answer.sitting)
    answer.given, answer.typed = given.key, given.typed
    answer.save(update_fields=["given", "typed"])


@transaction.atomic
def hand_in(*, sitting: Sitting, asked: dict[int, Asked], at: datetime) -> Sitting:
    """Mark the sitting once; a second press finds it marked. `asked` are its questions by id.

    The score is the mean of its answers' scores in percent, so that it is never over 100.
    """
    locked = hold_sitting(sitting)
    if locked.handed_in_at is not None:
        return locked
    answers = list(locked.answers.all())
    note_activity(enrolment_id=locked.enrolment_id, at=at)
    for answer in answers:
        answer.score = score(asked[answer.question_id], answer.given)
    Answer.objects.bulk_update(answers, ["score"])
    locked.points = sum((answer.score or Decimal(0) for answer in answers), Decimal(0))
    locked.percent = (100 * locked.points / len(answers)).quantize(Decimal("0.01"))
    locked.has_passed, locked.handed_in_at = locked.percent >= locked.test.pass_mark, at
    locked.save(update_fields=["points", "percent", "has_passed", "handed_in_at"])
    audit.record(locked.enrolment.trainee, "hand in test", locked, at=at, percent=str(locked.percent), passed=locked.has_passed)
    return locked


@transaction.atomic
def write_question(
    *, question: Question, choices: Sequence[Choice], by: Any, at: datetime, only_spelling: bool = False
) -> Question:
    """Save a question with its choices in order; the next version when it was answered and now means something else.

    With `only_spelling` the writer says that the words mean the same: what was answered stays with it. Returns the row
    that is current now. The same again changes nothing. Raises OlderVersion.
    """
    if question.pk is None:
        return new_question(question, choices, by, at, "write question")
    kept = Question.objects.select_for_update().get(pk=question.pk)
    if not kept.is_current:
        raise OlderVersion(kept)
    there = list(Choice.objects.filter(question=kept))
    if is_same(kept, there, question, choices):
        return kept
    before = meaning(kept, there, words=not only_spelling)
    if is_answered(kept) and before != meaning(question, choices, words=not only_spelling):
        return next_version(kept, question, choices, by, at)
    question.save()
    put_choices(question, choices)
    audit.record(by, "change question", question, at=at, version=question.version)
    return question


def is_same(kept: Question, there: Sequence[Choice], question: Question, choices: Sequence[Choice]) -> bool:
    """Whether nothing at all would change."""
    then, new = ([columns(one, "question_id", "position") for one in rows] for rows in (there, choices))
    return columns(kept) == columns(question) and then == new


def columns(row: Any, *besides: str) -> list[Any]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields if field.attname not in besides]


def is_answered(question: Question) -> bool:
    """Whether somebody answered it, or has it before them in a test."""
    return (
        Attempt.objects.filter(question=question).exists() or Answer.objects.filter(question=question).exists()
    )  # fmt: skip


def new_question(question: Question, choices: Iterable[Choice], by: Any, at: datetime, action: str) -> Question:
    rows = list(choices)
    question.save()
    for position, choice in enumerate(rows, 1):
        choice.pk, choice.question, choice.position = None, question, position
        choice._state.adding = True
    Choice.objects.bulk_create(rows)
    audit.record(by, action, question, at=at, version=question.version)
    return question


def next_version(kept: Question, question: Question, choices: Iterable[Choice], by: Any, at: datetime) -> Question:
    """A new row with the new meaning in the place of the old, which keeps its answers."""
    Question.objects.filter(pk=kept.pk).update(is_current=False)
    rows = list(choices)
    question.pk, question.version, question._state.adding = None, kept.version + 1, True
    question.family, question.is_current = kept.family, True
    return new_question(question, rows, by, at, "write next version")


def put_choices(question: Question, choices: Sequence[Choice]) -> None:
    """The choices as they are now, in order; those that are gone are deleted. Places are freed before they are taken."""
    there = Choice.objects.filter(question=question)
    there.exclude(pk__in=[one.pk for one in choices if one.pk]).delete()
    there.update(position=F("position") + OUT_OF_THE_WAY)
    for position, choice in enumerate(choices, 1):
        choice.question, choice.position = question, position
        choice.save()


@transaction.atomic
def retire_question(*, question: Question, by: Any, at: datetime) -> None:
    """Take a question out of its lesson or test and out of the bank; its answers stay. A second time changes nothing."""
    if Question.objects.filter(pk=question.pk, is_current=True).update(is_current=False):
        audit.record(by, "retire question", question, at=at)


@transaction.atomic
def add_questions(*, written: Iterable[tuple[Question, Sequence[Choice]]], by: Any, at: datetime) -> int:
    """Put the questions of a file into the bank, all or none; returns how many."""
    made = [new_question(question, choices, by, at, "import question") for question, choices in written]
    return len(made)
