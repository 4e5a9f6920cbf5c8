"""What pages above and below show of attendance: to the trainee the day to come, to mentor and manager the numbers."""

from typing import Any

from django import template

from common.clock import now, shanghai_day
from courses.attendance import queries
from courses.attendance.models import TrainingDay
from courses.cohorts.models import Enrolment

register = template.Library()


@register.simple_tag
def next_training_day(enrolment: Enrolment) -> TrainingDay | None:
    """The day on the base that is held today, else the next one; None without one. One query."""
    return queries.next_day(enrolment, now())


@register.simple_tag
def attendance_share(enrolment: Enrolment) -> Any:
    """A trainee's numbers until today. One query."""
    return queries.share_of(enrolment, shanghai_day(now()))
