"""The pages on which managers and mentors see how a cohort goes."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.clock import now, shanghai_day
from common.rights import allow_or_404, can, visible
from courses.cohorts.models import Cohort
from courses.curriculum.queries import outline, outlines
from courses.mentoring import overview
from courses.mentoring.choosing import choose
from courses.mentoring.risk import rule
from courses.mentoring.table import rows

A_PAGE = 50
COHORTS_A_PAGE = 20


@require_safe
@login_required
def cohort_list(request: HttpRequest) -> HttpResponse:
    """Every cohort the reader may see, the latest first."""
    allow_or_404(request.user, "read cohorts")
    page = Paginator(overview.cohorts(request.user), COHORTS_A_PAGE).get_page(request.GET.get("page"))
    titles = {course.key: course.title for course in outlines()}
    lines = [(cohort, titles.get(cohort.programme_key, "")) for cohort in page]
    may, today = can(request.user, "run cohorts"), shanghai_day(now())
    return render(request, "courses/cohorts.html", {"page": page, "lines": lines, "may": may, "today": today})


@require_safe
@login_required
def cohort_table(request: HttpRequest, pk: int) -> HttpResponse:
    """One cohort, a row for each trainee: how far, how lately, whose turn it is, and who is at risk and why."""
    allow_or_404(request.user, "read cohorts")
    cohort = get_object_or_404(visible(request.user, Cohort), pk=pk)
    course = outline(cohort.programme_key)
    chosen = choose(rows(request.user, cohort, course, at=now()), request.GET)
    page = Paginator(chosen.rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort, "course": course, "chosen": chosen, "page": page, "rule": rule(),
        "may": can(request.user, "run cohorts"),
    }  # fmt: skip
    return render(request, "courses/cohort_table.html", context)
