"""Questions on lessons: asked once, answered once, and where it helps, shown to everyone who reads the lesson."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from common import audit, idempotency
from common.rights import can
from common.states import move
from courses.cohorts.activity import note_activity, note_contact
from courses.cohorts.models import Enrolment
from courses.mentoring import letters
from courses.mentoring.models import Answer, LessonQuestion

MOST_WAITING = 3  # of one trainee
HANZI = re.compile(r"[\u3400-\u9fff]")


class TooManyWaiting(Exception):
    """Three of the trainee's questions wait already; the fourth is asked when one of them is answered."""


class AlreadyAnswered(Exception):
    """Somebody was first; their answer stands."""


class NotYours(Exception):
    """The person may not do this; nothing was changed."""


class WrongLesson(Exception):
    """The answer belongs to another programme than the question."""


class WordsMissing(Exception):
    """An answer needs words, and a shared one the question as others may read it."""


def written_in(words: str) -> str:
    """The language of what a person typed: Chinese if there is one hanzi in it."""
    return "zh-hans" if HANZI.search(words) else "en"


def in_column(field: str, words: str, language: str = "") -> dict[str, str]:
    """`words` for the translated column of the language they are in."""
    return {f"{field}_{(language or written_in(words)).replace('-', '_')}": words}


@transaction.atomic
def ask(*, enrolment: Enrolment, lesson_key: UUID, words: str, at: datetime, photo: Any = None) -> LessonQuestion:
    """Put a question before the mentors. The same words on the same lesson return the question they made.

    Raises NotYours for who has no place any more, TooManyWaiting.
    """
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("trainee").get(pk=enrolment.pk)
    if not can(enrolment.trainee, "ask on lesson", enrolment):
        raise NotYours
    mark = idempotency.fingerprint(words)
    if known := enrolment.lesson_questions.filter(lesson_key=lesson_key, fingerprint=mark).first():
        return known
    if enrolment.lesson_questions.filter(state=LessonQuestion.State.WAITING).count() >= MOST_WAITING:
        raise TooManyWaiting
    question = LessonQuestion.objects.create(
        enrolment=enrolment, lesson_key=lesson_key, words=words, fingerprint=mark, photo=photo, asked_at=at
    )
    audit.record(enrolment.trainee, "ask on lesson", question, at=at)
    note_activity(enrolment_id=enrolment.pk, at=at)
    return question


def hold(question: LessonQuestion, mentor: Any) -> LessonQuestion:
    """The question, locked, if `mentor` may answer it and nobody has. Raises NotYours, AlreadyAnswered."""
    people = "enrolment__trainee", "enrolment__cohort"
    locked = LessonQuestion.objects.select_for_update(of=("self",)).select_related(*people).get(pk=question.pk)
    if not can(mentor, "answer question", locked):
        raise NotYours
    if locked.state != LessonQuestion.State.WAITING:
        raise AlreadyAnswered
    return locked


@transaction.atomic
def answer(
    *, question: LessonQuestion, mentor: Any, words: str, at: datetime, asked: str = "", is_shared: bool = False
) -> Answer:
    """Answer the question; `is_shared` shows it under the lesson, the question said as `asked`, without a name.

    Raises WordsMissing, NotYours, AlreadyAnswered.
    """
    if not words or (is_shared and not asked):
        raise WordsMissing
    locked = hold(question, mentor)
    said = {**in_column("asked", asked or locked.words), **in_column("words", words)}
    made = Answer.objects.create(
        programme_key=locked.enrolment.cohort.programme_key, lesson_key=locked.lesson_key, mentor=mentor,
        is_shared=is_shared, at=at, **said,
    )  # fmt: skip
    finish(locked, made, mentor, at)
    return made


@transaction.atomic
def point_to(*, question: LessonQuestion, answer: Answer, mentor: Any, at: datetime) -> None:
    """Answer the question by an answer that is there and shared. Raises WrongLesson, NotYours, AlreadyAnswered."""
    locked = hold(question, mentor)
    if not answer.is_shared or answer.programme_key != locked.enrolment.cohort.programme_key:
        raise WrongLesson
    finish(locked, answer, mentor, at)


def finish(question: LessonQuestion, answer: Answer, mentor: Any, at: datetime) -> None:
    move(question, LessonQuestion.State.ANSWERED, answer=answer, answered_at=at, answered_by=mentor)
    audit.record(mentor, "answer question", question, at=at, answer=answer.pk)
    note_contact(enrolment_id=question.enrolment_id, at=at)
    letters.question_answered(question, answer, mentor, at)


@transaction.atomic
def revise(*, answer: Answer, by: Any, at: datetime, is_shared: bool, **said: str) -> None:
    """Better words, the other language, shown to all or not any more. `said` is asked_…, words_… of both languages.

    Raises WordsMissing when neither language is whole, NotYours.
    """
    held = Answer.objects.select_for_update().get(pk=answer.pk)
    if not can(by, "revise answer", held):
        raise NotYours
    pairs = [(said.get(f"asked_{code}", ""), said.get(f"words_{code}", "")) for code in ("zh_hans", "en")]
    if not any(asked and words for asked, words in pairs):
        raise WordsMissing
    changed = {name for name, words in said.items() if (getattr(held, name) or "") != words}
    if not changed and held.is_shared == is_shared:
        return
    Answer.objects.filter(pk=held.pk).update(is_shared=is_shared, **said)
    audit.record(by, "revise answer", held, at=at, changed=sorted(changed), is_shared=is_shared)
