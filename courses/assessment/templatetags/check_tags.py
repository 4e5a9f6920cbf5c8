"""What a lesson and a stage show of assessment: the quick check, and the assignment that makes the stage's piece."""

from typing import Any

from django import template

from courses.assessment.models import Assignment
from courses.assessment.quick_check import check_of
from courses.cohorts.queries import Progress

register = template.Library()


@register.inclusion_tag("courses/quick_check.html", takes_context=True)
def quick_check(context: dict[str, Any], page: Any, progress: Progress | None = None) -> dict[str, Any]:
    """The lesson's question, with the answer to what was chosen: just now (in the address) or, if enrolled, last time."""
    request = context["request"]
    picked = request.GET.get("answer", "")
    check = check_of(page.translation_key, progress.enrolment if progress else None, picked)
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "check": check,
        "nothing_chosen": picked == "none",
        "progress": progress,
        "page": page,
        "is_done": bool(progress and page.translation_key in progress.ticks),
        "after": context.get("after"),
        "stage": context.get("stage"),
        "course": context.get("course"),
    }


@register.simple_tag
def assignment_of(page: Any) -> Assignment | None:
    """What a stage asks for, with its rubric's points; None when it asks for nothing. One query."""
    return Assignment.objects.filter(module_key=page.translation_key).first()


@register.filter
def points(text: str) -> list[str]:
    """The lines of a list kept as text, one point a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
