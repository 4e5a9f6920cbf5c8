"""What a lesson, a stage and a trainee's page show of questions: the check, the stage's test, the tests so far."""

from typing import Any

from django import template

from common.clock import now
from courses.cohorts.models import Enrolment
from courses.cohorts.prerequisites import missing
from courses.cohorts.queries import Progress
from courses.questions import queries

register = template.Library()


@register.inclusion_tag("courses/quick_check.html", takes_context=True)
def quick_check(context: dict[str, Any], page: Any, progress: Progress | None = None) -> dict[str, Any]:
    """The lesson's question, with the answer to what was given: just now (in the address) or, if enrolled, last time."""
    asked = context["request"].GET
    picked, typed, number = asked.get("answer", ""), asked.get("typed", ""), asked.get("question", "")
    check = queries.check_of(
        page.translation_key, progress.enrolment if progress else None,
        number=number, picked=picked, typed=typed if picked == "none" else "",
    )  # fmt: skip
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "check": check,
        "nothing_chosen": picked == "none",
        "progress": progress,
        "missing": missing(progress, page.translation_key) if progress else (),
        "page": page,
        "is_done": bool(progress and page.translation_key in progress.ticks),
        "after": context.get("after"),
        "stage": context.get("stage"),
        "course": context.get("course"),
    }


@register.inclusion_tag("questions/stage_test.html", takes_context=True)
def stage_test(context: dict[str, Any], page: Any, progress: Progress | None = None) -> dict[str, Any]:
    """The stage's test, and how the reader stands with it. One query."""
    test, mine = queries.test_of_stage(page.translation_key, progress.enrolment if progress else None, now())
    return {"test": test, "standing": mine, "course": context.get("course")}


@register.inclusion_tag("questions/my_tests.html")
def my_tests(enrolment: Enrolment | None) -> dict[str, Any]:
    """The tests a trainee has begun, with their best scores. One query."""
    return {"standings": queries.standings(enrolment, now()) if enrolment else []}


@register.filter
def numbers(last: int) -> range:
    """1 to `last`."""
    return range(1, last + 1)
