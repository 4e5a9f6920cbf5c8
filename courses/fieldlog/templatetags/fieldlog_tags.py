"""What pages above the log show of it: to the trainee how far it is, to the mentor what it proves."""

from typing import Any

from django import template

from courses.cohorts.models import Enrolment
from courses.fieldlog import queries
from courses.fieldlog.measures import short

register = template.Library()


@register.simple_tag
def field_standing(enrolment: Enrolment | None) -> queries.Standing | None:
    """How far the log is from what graduating asks; None where no log is kept. One query."""
    return queries.standing(enrolment) if enrolment else None


@register.simple_tag
def field_evidence(enrolment: Enrolment) -> queries.Evidence | None:
    """What the log proves; None where nothing is written in one. One query."""
    evidence = queries.evidence(enrolment)
    return evidence if evidence.entries else None


@register.filter
def number(value: Any) -> str:
    """A decimal without the noughts at its end."""
    return "" if value is None else short(value)
