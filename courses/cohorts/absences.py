"""When a mentor is away: one list of days, from which all else follows.

Whoever is admitted meanwhile gets another mentor (`mentors.candidates`), their trainees can be handed over, and above, in
mentoring, no office hour of these days is offered.
"""

from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef

from common import audit
from common.sanitise import one_line
from courses.cohorts.models import MentorLeave


class LeaveOverlaps(Exception):
    """The mentor is away on some of these days already, and not from the same day to the same day."""


def away_on(day: date) -> Exists:
    """Whether the person of the outer query is away on `day`."""
    return Exists(MentorLeave.objects.filter(mentor=OuterRef("pk"), starts_on__lte=day, ends_on__gte=day))


@transaction.atomic
def take_leave(*, mentor: Any, starts_on: date, ends_on: date, by: Any, at: datetime, words: str = "") -> MentorLeave:
    """Write that the mentor is away from `starts_on` to `ends_on`, both included; the same days again are the same leave.

    Raises LeaveOverlaps, ValueError.
    """
    if ends_on < starts_on:
        raise ValueError(ends_on)
    get_user_model().objects.select_for_update(no_key=True).get(pk=mentor.pk)
    standing = MentorLeave.objects.filter(mentor=mentor, starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if standing and (standing.starts_on, standing.ends_on) == (starts_on, ends_on):
        return standing
    if standing:
        raise LeaveOverlaps(mentor)
    leave = MentorLeave.objects.create(mentor=mentor, starts_on=starts_on, ends_on=ends_on, words=one_line(words))
    audit.record(by, "mentor away", mentor, at=at, starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat())
    return leave


@transaction.atomic
def end_leave(*, leave: MentorLeave, by: Any, at: datetime) -> None:
    """Take a leave back, or end it. Twice is once."""
    if MentorLeave.objects.filter(pk=leave.pk).delete()[0]:
        audit.record(by, "mentor back", leave.mentor, at=at, starts_on=leave.starts_on.isoformat())
