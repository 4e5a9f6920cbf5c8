"""A trainee says that a day stands wrong; a mentor answers, and mends it or leaves it. Both are told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from common import audit
from common.sanitise import one_line
from courses.attendance.marking import write
from courses.attendance.models import CorrectionRequest, How, Mark, TrainingDay
from courses.attendance.operations import WhyMissing, hold, refuse_unheld
from courses.cohorts.activity import note_activity, note_contact
from courses.cohorts.models import Enrolment
from outbox.operations import tell


class AlreadyAnswered(Exception):
    """Somebody answered it before; the first answer stands."""


@transaction.atomic
def ask_correction(*, day: TrainingDay, enrolment: Enrolment, words: str, at: datetime) -> CorrectionRequest:
    """Say in words what is wrong with a day. While one is open, it is returned. Raises WhyMissing, FutureDay, CalledOff."""
    said, held = one_line(words), hold(day.pk)
    refuse_unheld(held, at)
    if open_one := CorrectionRequest.objects.filter(day=held, enrolment=enrolment, answered_at=None).first():
        return open_one
    if not said:
        raise WhyMissing(held)
    request = CorrectionRequest.objects.create(day=held, enrolment=enrolment, words=said, asked_at=at)
    audit.record(enrolment.trainee, "ask for correction", held, at=at, enrolment=enrolment.pk)
    note_activity(enrolment_id=enrolment.pk, at=at)
    letter(request, held.leader, "attendance_asked", f"attendance-asked-{request.pk}", "attendance:answer", at)
    return request


@transaction.atomic
def answer_correction(*, request: CorrectionRequest, state: str, answer: str, by: Any, at: datetime) -> None:
    """Answer, and mark the day as `state` says when it said otherwise; the answer is why.

    Raises AlreadyAnswered, WhyMissing.
    """
    said, day = one_line(answer), hold(request.day_id)
    asked = CorrectionRequest.objects.select_related("enrolment__trainee").get(pk=request.pk)
    if asked.answered_at:
        raise AlreadyAnswered(asked)
    if not said:
        raise WhyMissing(asked)
    mark = Mark.objects.filter(day=day, enrolment=asked.enrolment).first() or Mark(day=day, enrolment=asked.enrolment)
    before = mark.state
    if state != before:
        write(mark, state, How.ROLL, by=by, at=at, why=said)
    asked.answer, asked.answered_by, asked.answered_at = said, by, at
    asked.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(by, "answer correction", day, at=at, enrolment=asked.enrolment_id, was=before, now=state)
    note_contact(enrolment_id=asked.enrolment_id, at=at)
    trainee = asked.enrolment.trainee
    letter(asked, trainee, "attendance_answered", f"attendance-answered-{asked.pk}", "attendance:mine", at, mark)


def letter(
    request: CorrectionRequest, to: Any, template: str, key: str, page: str, at: datetime, mark: Mark | None = None
) -> None:
    """Write to one of the two, in their language."""
    with translation.override(to.language):
        link = reverse(page, args=[request.pk] if page == "attendance:answer" else []).removeprefix(f"/{to.language}")
        context = {
            "name": request.enrolment.trainee.name, "day": date_format(request.day.held_on, "DATE_FORMAT"),
            "words": request.words, "answer": request.answer, "state": str(mark.get_state_display()) if mark else "",
        }  # fmt: skip
    tell(user=to, key=key, template=template, context=context, at=at, link=link)
