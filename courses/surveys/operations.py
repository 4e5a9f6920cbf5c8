"""Answering a survey, and wording its questions anew."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from common import audit
from common.rights import can
from common.sanitise import one_line
from courses.cohorts.activity import note_activity
from courses.cohorts.models import Enrolment
from courses.surveys.models import FACES, Answer, Moment, Questions
from courses.surveys.reaching import has_reached


class NotReached(Exception):
    """The place is another's or given up, or the stage is not reached yet; nothing was kept."""


class NothingSaid(Exception):
    """All three questions were left out."""


class NotAsked(Exception):
    """The face or the choice is none of those that were shown, or the questions are of another moment."""


@transaction.atomic
def answer(
    *, enrolment: Enrolment, stage_key: UUID | None, questions: Questions, face: int | None, option: int | None, words: str,
    shows_name: bool, by: Any, at: datetime,
) -> Answer:  # fmt: skip
    """Keep what the trainee says, in place of what they said before. `questions` are those their page showed.

    Raises NotReached, NothingSaid, NotAsked.
    """
    place = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=enrolment.pk)
    if not can(by, "answer survey", place) or not has_reached(place, stage_key):
        raise NotReached(place)
    line = one_line(words)
    refuse_unasked(questions, stage_key, face, option)
    if face is None and option is None and not line:
        raise NothingSaid
    one = Answer.objects.filter(enrolment=place, stage_key=stage_key).first() or Answer(enrolment=place, stage_key=stage_key)
    said = {"questions_id": questions.pk, "face": face, "option": option, "words": line, "shows_name": shows_name}
    if one.pk and one.said == said:
        return one
    for name, value in said.items():
        setattr(one, name, value)
    one.at = at
    one.save()
    note_activity(enrolment_id=place.pk, at=at)
    audit.record(by, "answer survey", place, at=at, stage=str(stage_key or ""))
    return one


def refuse_unasked(questions: Questions, stage_key: UUID | None, face: int | None, option: int | None) -> None:
    """Raise NotAsked."""
    if questions.moment != (Moment.STAGE if stage_key else Moment.END):
        raise NotAsked(questions.moment)
    if face is not None and face not in FACES:
        raise NotAsked(face)
    if option is not None and not 1 <= option <= len(questions.options_in("zh-hans")):
        raise NotAsked(option)


@transaction.atomic
def word_questions(*, before: Questions, words: dict[str, str], by: Any, at: datetime) -> Questions:
    """Ask in other words from now on: a new row, so that answers stay true to what was asked. The same words change nothing."""
    list(Questions.objects.select_for_update().filter(moment=before.moment).values_list("pk"))
    latest = Questions.objects.filter(moment=before.moment).first() or before
    if all(getattr(latest, name) == value for name, value in words.items()):
        return latest
    made = Questions.objects.create(moment=before.moment, written_by=by, written_at=at, **words)
    audit.record(by, "word survey questions", made, at=at, before=latest.pk)
    return made
