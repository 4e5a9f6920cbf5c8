"""A cohort's days for who leads and manages it: the list with its numbers, the workbook, planning a day and changing one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now, shanghai_day
from common.rights import allow_or_404, visible
from common.sheets import XLSX
from courses.attendance import operations, queries
from courses.attendance.forms import CallOffForm, DayForm, as_planned
from courses.attendance.models import TrainingDay
from courses.attendance.sheet import meaning, workbook
from courses.cohorts.models import Cohort

ON_A_PAGE = 20
TRAINEES_A_PAGE = 50
MORNING = {"starts": "08:30", "ends": "16:30"}


def own_cohort(request: HttpRequest, pk: int) -> Cohort:
    cohort = get_object_or_404(Cohort, pk=pk)
    allow_or_404(request.user, "lead training days", cohort)
    return cohort


def own_day(request: HttpRequest, pk: int) -> TrainingDay:
    return get_object_or_404(visible(request.user, TrainingDay).select_related("cohort", "leader"), pk=pk)


@require_safe
@login_required
def days(request: HttpRequest, pk: int) -> HttpResponse:
    """The days of a cohort, and what each trainee's attendance comes to."""
    cohort, today = own_cohort(request, pk), shanghai_day(now())
    report = queries.report(cohort, today)
    page = Paginator(queries.days_of(cohort), ON_A_PAGE).get_page(request.GET.get("page"))
    lines = Paginator(report.lines, TRAINEES_A_PAGE).get_page(request.GET.get("lines"))
    context = {
        "cohort": cohort,
        "page": page,
        "lines": lines,
        "report": report,
        "today": today,
        "meaning": meaning(report.held),
    }
    return render(request, "attendance/days.html", context)


@require_safe
@login_required
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The same numbers as a workbook, and each day by trainee."""
    cohort, today = own_cohort(request, pk), shanghai_day(now())
    response = HttpResponse(workbook(cohort, queries.report(cohort, today), today), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="attendance-{cohort.pk}-{today.isoformat()}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


def leaders(request: HttpRequest, cohort: Cohort, day: TrainingDay | None = None) -> Any:
    """Who may lead: the cohort's mentors, who plans it, and who leads it now."""
    known = [request.user.pk, *([day.leader_id] if day else [])]
    here = Q(cohorts_mentored=cohort.pk, is_active=True) | Q(pk__in=known)
    return get_user_model().objects.filter(here).distinct().order_by("name", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a day."""
    cohort = own_cohort(request, pk)
    initial = {**MORNING, "leader": request.user.pk, "place": cohort.place}
    posted = request.POST if request.method == "POST" else None
    form = DayForm(posted, leaders=leaders(request, cohort), initial=initial)
    if request.method == "POST" and form.is_valid() and (day := added(request, cohort, form)):
        messages.success(request, _("The day is planned."))
        return redirect("attendance:roll", day.pk)
    return render(request, "attendance/plan.html", {"form": form, "cohort": cohort})


def added(request: HttpRequest, cohort: Cohort, form: DayForm) -> TrainingDay | None:
    """The new day; None when the form now says what to mend."""
    key = form.cleaned_data["key"]
    try:
        return operations.add_day(cohort=cohort, key=key, by=request.user, at=now(), **form.planned(request.user))
    except tuple(FAULTS) as fault:
        say_fault(form, fault, cohort)
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a day, give it another leader, or call it off."""
    day = own_day(request, pk)
    pressed = request.POST.get("do", "") if request.method == "POST" else ""
    moving = DayForm(
        request.POST if pressed == "change" else None, leaders=leaders(request, day.cohort, day), initial=as_planned(day)
    )
    calling_off = CallOffForm(request.POST if pressed == "call-off" else None, label_suffix="")
    if pressed and changed(request, day, moving if pressed == "change" else calling_off):
        return redirect("attendance:roll", day.pk)
    context = {"day": day, "cohort": day.cohort, "form": moving, "calling_off": calling_off}
    return render(request, "attendance/plan.html", context)


def changed(request: HttpRequest, day: TrainingDay, form: Any) -> bool:
    """Do what was pressed; False when the form now says what to mend."""
    if not form.is_valid():
        return False
    try:
        if isinstance(form, DayForm):
            operations.change_day(day=day, by=request.user, at=now(), **form.planned(request.user))
        else:
            operations.call_off(day=day, why=form.cleaned_data["why"], by=request.user, at=now())
    except tuple(FAULTS) as fault:
        say_fault(form, fault, day.cohort)
        return False
    messages.success(request, _("Kept."))
    return True


FAULTS: dict[type[Exception], tuple[str | None, Any]] = {
    operations.OutsideCohort: (
        "held_on", lambda cohort: _("The cohort runs from %(first)s to %(last)s. Choose a day between them.")
        % {"first": cohort.starts_on.isoformat(), "last": cohort.ends_on.isoformat()},
    ),
    operations.TimesCrossed: ("ends", lambda cohort: _("It ends before it begins. Check both times.")),
    operations.AlreadyPlanned: ("held_on", lambda cohort: _("The cohort has a day at this time already. Change that one.")),
    operations.DayMarked: (None, lambda cohort: _("Trainees are marked on this day, so it stays where it is.")),
    operations.CalledOff: (None, lambda cohort: _("This day was called off.")),
}  # fmt: skip


def say_fault(form: forms.Form, fault: Exception, cohort: Cohort) -> None:
    field, words = FAULTS[type(fault)]
    form.add_error(field, words(cohort))
