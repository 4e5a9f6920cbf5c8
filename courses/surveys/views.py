"""A trainee's three questions on one screen, and what a cohort says for whoever runs or mentors it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now, shanghai_day
from common.rights import allow_or_404
from common.sheets import XLSX
from courses.cohorts.models import Cohort, Enrolment
from courses.curriculum.queries import Outline, StageLine, outline
from courses.surveys import operations, queries
from courses.surveys.forms import AnswerForm
from courses.surveys.models import Answer, Questions
from courses.surveys.reaching import has_reached
from courses.surveys.sheet import meaning, workbook


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def survey(request: HttpRequest, pk: int, stage: UUID | None = None) -> HttpResponse:
    """Answer about a stage, or at the end; again, to change it. 404 for what is not one's own or not reached."""
    place = get_object_or_404(Enrolment.objects.select_related("cohort"), pk=pk)
    allow_or_404(request.user, "answer survey", place)
    if not has_reached(place, stage):
        raise Http404
    before = Answer.objects.filter(enrolment=place, stage_key=stage).select_related("questions").first()
    asked = shown_questions(request, stage, before)
    form = AnswerForm(request.POST or None, questions=asked, initial=before.said if before else {})
    if request.method == "POST" and form.is_valid():
        given = {"questions": asked, "by": request.user, "at": now(), **form.cleaned_data}
        try:
            operations.answer(enrolment=place, stage_key=stage, **given)
        except (operations.NotReached, operations.NotAsked):  # meanwhile: the page was right when it was opened
            raise Http404 from None
        messages.success(request, _("Thank you. It makes the course better for who comes after you."))
        return redirect("front:my")
    context = {"place": place, "asked": asked, "form": form, "stage": stage_of(place, stage)}
    return render(request, "surveys/survey.html", context)


def shown_questions(request: HttpRequest, stage: UUID | None, before: Answer | None) -> Questions:
    """The wording that the posted page showed; else the one that was answered, else what is asked now."""
    key = request.POST.get("asked", "")
    whole = key.isdecimal() and len(key) < 10
    posted = Questions.objects.filter(pk=key, moment=queries.moment_of(stage)).first() if whole else None
    found = posted or (before.questions if before else None) or queries.current(queries.moment_of(stage))
    if found is None:
        raise Http404
    return found


def stage_of(place: Enrolment, key: UUID | None) -> StageLine | None:
    course = outline(place.cohort.programme_key) if key else None
    return course.stage(key) if course and key else None


def read_by(request: HttpRequest, pk: int) -> tuple[Cohort, Outline]:
    """The cohort and its course; 404 for who may not read what it says."""
    cohort = get_object_or_404(Cohort, pk=pk)
    allow_or_404(request.user, "read surveys", cohort)
    course = outline(cohort.programme_key)
    if course is None:
        raise Http404
    return cohort, course


@require_safe
@login_required
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Stage by stage, how many answered of how many, and what they said."""
    cohort, course = read_by(request, pk)
    found = queries.results(cohort, course, request.user)
    context: dict[str, Any] = {"cohort": cohort, "results": found, "meaning": meaning(), "fewest": queries.FEWEST}
    return render(request, "surveys/results.html", context)


@require_safe
@login_required
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a workbook."""
    cohort, course = read_by(request, pk)
    response = HttpResponse(workbook(queries.results(cohort, course, request.user)), content_type=XLSX)
    name = f"survey-{cohort.pk}-{shanghai_day(now()).isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
