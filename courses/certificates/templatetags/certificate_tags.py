"""What pages above certificates show of them: to the trainee how far their own is."""

from django import template

from courses.certificates.rules import Candidate, candidate
from courses.cohorts.models import Enrolment

register = template.Library()


@register.simple_tag
def certificate_rules(enrolment: Enrolment | None) -> Candidate | None:
    """What graduating asks for and what is missing; None without a place. Four queries, or five where a log is kept."""
    return candidate(enrolment) if enrolment else None
