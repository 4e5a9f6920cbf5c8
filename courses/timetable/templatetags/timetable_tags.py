"""What pages below show of a cohort's days: to a trainee their own pace, and nothing to others."""

from django import template

from common.clock import now, shanghai_day
from courses.cohorts.queries import Progress
from courses.timetable.pacing import Standing, standing

register = template.Library()


@register.simple_tag
def pace_of(progress: Progress | None) -> Standing | None:
    """Where its trainee stands beside their cohort; None for others and for who has graduated. No query."""
    if progress is None or not progress.stages or progress.enrolment.graduated_at:
        return None
    return standing(progress, shanghai_day(now()))
