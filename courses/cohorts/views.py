"""Applying, one question a page. Every press saves; leaving and coming back loses nothing."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now, shanghai_day
from common.states import WrongState
from courses.cohorts import applying, operations
from courses.cohorts.forms import STEPS, Step
from courses.cohorts.models import Application, Cohort
from courses.curriculum.queries import Outline, outlines


@dataclass(frozen=True)
class Desk:
    """What lies before the applicant: the programme, their application if begun, the cohort it is for."""

    course: Outline
    application: Application | None
    cohort: Cohort | None  # with `left`, the places free
    next_cohort: Cohort | None  # the one that takes applications today

    @property
    def is_draft(self) -> bool:
        return self.application is None or self.application.state == Application.State.DRAFT

    @property
    def is_closed(self) -> bool:
        """Whether the last day to apply to this cohort has passed."""
        return self.cohort is None or shanghai_day(now()) > self.cohort.apply_by

    def missing(self) -> list[str]:
        return [name for name in operations.ASKED if not getattr(self.application, name, None)]


def desk_of(request: HttpRequest, slug: str) -> Desk:
    """Raises Http404 for a programme that is not live."""
    course = next((course for course in outlines() if course.slug == slug), None)
    if course is None:
        raise Http404
    application = applying.own_application(request.user, course.key)
    upcoming = applying.open_cohort(course.key, shanghai_day(now()))
    cohort = applying.cohort_with_places(application.cohort_id) if application else upcoming
    return Desk(course, application, cohort, upcoming)


@login_required
def apply(request: HttpRequest, programme_slug: str) -> HttpResponse:
    """Where the application stands: its next question, or what became of it. A POST begins (again)."""
    desk = desk_of(request, programme_slug)
    if request.method == "POST" and desk.next_cohort and may_begin(desk):
        operations.start(applicant=request.user, cohort=desk.next_cohort, at=now())
        return redirect("cohorts:apply", programme_slug)
    if not desk.is_draft:
        return render(request, "courses/apply_status.html", {"desk": desk})
    if desk.cohort is None:
        return render(request, "courses/apply_closed.html", {"desk": desk})
    return redirect("cohorts:apply_step", programme_slug, next_question(desk))


def may_begin(desk: Desk) -> bool:
    """Whether a new application may be begun: not beside one that waits, nor by who has a place already."""
    return desk.application is None or desk.application.state in (Application.State.WITHDRAWN, Application.State.DECLINED)


def next_question(desk: Desk) -> str:
    missing = set(desk.missing())
    return next((step.slug for step in STEPS if missing & set(step.fields)), "check")


@login_required
def apply_step(request: HttpRequest, programme_slug: str, step: str) -> HttpResponse:
    """One question. What is right is kept even when something beside it is wrong."""
    desk, asked = desk_of(request, programme_slug), step_named(step)
    if not desk.is_draft or desk.cohort is None:
        if request.method == "POST":
            messages.info(request, _("Your application was sent already, so its answers stand."))
        return redirect("cohorts:apply", programme_slug)
    form = asked.form(request.POST if request.method == "POST" else None, initial=kept(request, desk, asked))
    if request.method == "POST":
        application = desk.application
        if application is None:
            application = operations.start(applicant=request.user, cohort=desk.cohort, at=now())
        right = form.is_valid()
        try:
            operations.answer(application=application, answers=form.cleaned_data, at=now())
        except operations.NotYourDraft:  # sent or withdrawn in another tab meanwhile
            messages.info(request, _("Your application was sent already, so its answers stand."))
            return redirect("cohorts:apply", programme_slug)
        if right and "later" in request.POST:
            messages.success(request, _("Saved. Come back whenever you like; your answers wait here."))
            return redirect(desk.course.url)
        if right:
            return redirect("cohorts:apply_step", programme_slug, after(desk_of(request, programme_slug), asked))
    number = STEPS.index(asked) + 1
    before = STEPS[number - 2].slug if number > 1 else None
    context = {"desk": desk, "step": asked, "form": form, "number": number, "steps": STEPS, "before": before}
    return render(request, "courses/apply_step.html", context)


def step_named(slug: str) -> Step:
    found = next((step for step in STEPS if step.slug == slug), None)
    if found is None:
        raise Http404
    return found


def kept(request: HttpRequest, desk: Desk, step: Step) -> dict[str, Any]:
    """What was answered before; the name is known from signing up."""
    answers = {name: getattr(desk.application, name, "") for name in step.fields}
    if "full_name" in answers and not answers["full_name"]:
        answers["full_name"] = request.user.name  # type: ignore[union-attr]
    return answers


def after(desk: Desk, step: Step) -> str:
    """The page after `step`: the next question, or the check once everything is answered."""
    number = STEPS.index(step) + 1
    return "check" if not desk.missing() or number == len(STEPS) else STEPS[number].slug


@login_required
def check(request: HttpRequest, programme_slug: str) -> HttpResponse:
    """All answers on one page, to change or to send."""
    desk = desk_of(request, programme_slug)
    if not desk.is_draft or desk.application is None:
        return redirect("cohorts:apply", programme_slug)
    if missing := desk.missing():
        messages.info(request, _("One question is still open."))
        return redirect("cohorts:apply_step", programme_slug, next(s.slug for s in STEPS if set(s.fields) & set(missing)))
    if request.method == "POST" and send(request, desk):
        return redirect("cohorts:apply", programme_slug)
    return render(request, "courses/apply_check.html", {"desk": desk_of(request, programme_slug), "steps": STEPS})


def send(request: HttpRequest, desk: Desk) -> bool:
    """Send the application; False when the page must say why not (it is full or over), with every answer kept."""
    assert desk.application
    try:
        if desk.is_closed and desk.next_cohort and "later_cohort" in request.POST:
            operations.change_cohort(application=desk.application, cohort=desk.next_cohort, at=now())
        operations.send(application=desk.application, at=now(), wait="wait" in request.POST)
    except (operations.ApplicationsClosed, operations.CohortFull):
        return False
    except (operations.Unanswered, operations.NotYourDraft, WrongState):
        messages.info(request, _("It was sent or changed by another press. Here is how it stands."))
    return True


@require_POST
@login_required
def withdraw(request: HttpRequest, programme_slug: str) -> HttpResponse:
    desk = desk_of(request, programme_slug)
    if desk.application:
        try:
            operations.withdraw(application=desk.application, at=now())
            messages.success(request, _("Your application is taken back. Your answers are kept."))
        except WrongState:
            messages.info(request, _("It was decided meanwhile."))
    return redirect("cohorts:apply", programme_slug)
