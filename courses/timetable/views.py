"""The days of a cohort, and one trainee's: to read for its mentors, to change for who runs it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.rights import allow_or_404, can, visible
from courses.cohorts.models import Cohort, Enrolment
from courses.cohorts.opening import end_opening, open_early
from courses.cohorts.queries import progress
from courses.curriculum.queries import Outline, StageLine, outline
from courses.timetable import operations
from courses.timetable.forms import DaysForm, LongerForm, MoveForm, OpenForm
from courses.timetable.queries import StageDays, sessions_of, stage_days


def stage_in(course: Outline, key: str) -> StageLine | None:
    return next((one for one in course.stages if str(one.key) == key), None)


def taught(course: Outline | None) -> Outline:
    """The outline; a cohort of a programme without pages has no days to set."""
    if course is None:
        raise Http404
    return course


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dates(request: HttpRequest, pk: int) -> HttpResponse:
    """A cohort's sessions, due days and pace."""
    allow_or_404(request.user, "read cohorts")
    cohort = get_object_or_404(visible(request.user, Cohort), pk=pk)
    course = taught(outline(cohort.programme_key))
    pressed = request.POST.get("do", "")
    data = request.POST if request.method == "POST" else None
    days = DaysForm(data if pressed == "days" else None)
    move = MoveForm(data if pressed == "move" else None, prefix="move")
    early = OpenForm(data if pressed == "open" else None, prefix="open", course=course)
    if data is not None:
        allow_or_404(request.user, "run cohorts", cohort)
        if changed(request, pressed, cohort, course, {"days": days, "move": move, "open": early}):
            return redirect("timetable:dates", cohort.pk)
    shown = request.POST.get("stage_key", "") if pressed == "days" else ""
    lines = [
        (line, days if str(line.stage.key) == shown else DaysForm(initial=initial(line))) for line in stage_days(cohort, course)
    ]
    context = {
        "cohort": cohort, "course": course, "sessions": sessions_of(cohort), "lines": lines, "shown": shown, "move": move,
        "early": early, "may": can(request.user, "run cohorts", cohort), "openings": named(cohort, course),
        "wrong": next((form for form in (days, move, early) if form.errors), None),
    }  # fmt: skip
    return render(request, "timetable/dates.html", context)


def initial(line: StageDays) -> dict[str, Any]:
    rule = line.rule
    return {name: getattr(rule, name) for name in ("kind", "on", "days", "work")} if rule else {}


def named(whose: Cohort | Enrolment, course: Outline) -> list[tuple[Any, StageLine | None]]:
    rows = whose.openings.select_related("by")  # type: ignore[union-attr]
    return [(one, course.stage(one.stage_key)) for one in rows]


def changed(request: HttpRequest, pressed: str, cohort: Cohort, course: Outline, forms: dict[str, Any]) -> bool:
    """Do what was pressed; False when a form says what to mend."""
    who: dict[str, Any] = {"by": request.user, "at": now()}
    if pressed == "end":
        end_opening(opening_id=number(request.POST.get("opening", "")), whose=cohort, **who)
        return True
    form = forms.get(pressed)
    if form is None or not form.is_valid():
        return form is None
    given = dict(form.cleaned_data)
    if pressed == "days":
        return days_set(request, cohort, course, given, who)
    if pressed == "move":
        operations.move_cohort(cohort=cohort, **given, **who)
        messages.success(request, _("Moved. Everybody in it has been told once."))
    else:
        open_early(stage=stage_of(course, given["stage"]), words=given["words"], cohort=cohort, **who)
        messages.success(request, _("Open to the whole cohort now."))
    return True


def days_set(request: HttpRequest, cohort: Cohort, course: Outline, given: dict[str, Any], who: dict[str, Any]) -> bool:
    stage, pace = stage_of(course, request.POST.get("stage_key", "")), given.pop("pace")
    operations.set_due(cohort=cohort, stage_key=stage.key, **given, **who)
    operations.set_pace(cohort=cohort, stage_key=stage.key, days=pace, **who)
    messages.success(request, _("Saved. Every trainee’s days follow it."))
    return True


def stage_of(course: Outline, key: str | UUID) -> StageLine:
    """Raises Http404 for a stage of another programme."""
    if stage := stage_in(course, str(key)):
        return stage
    raise Http404


def number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """One trainee's due days: more time from their mentor or a manager, a stage opened early by a manager."""
    rows = visible(request.user, Enrolment).select_related("trainee", "cohort", "mentor")
    place = get_object_or_404(rows, pk=pk)
    allow_or_404(request.user, "extend due day", place)
    course, may = taught(outline(place.cohort.programme_key)), can(request.user, "run cohorts", place)
    pressed, data = request.POST.get("do", ""), request.POST if request.method == "POST" else None
    longer = LongerForm(data if pressed == "longer" else None, prefix="longer", course=course)
    early = OpenForm(data if pressed == "open" else None, prefix="open", course=course)
    if data is not None and given_to(request, pressed, place, course, longer, early):
        return redirect("timetable:own_dates", place.pk)
    context = {
        "place": place, "progress": progress(place, course), "longer": longer, "early": early, "may": may,
        "openings": named(place, course), "extensions": extended(place, course),
        "wrong": next((form for form in (longer, early) if form.errors), None),
    }  # fmt: skip
    return render(request, "timetable/own_dates.html", context)


def extended(place: Enrolment, course: Outline) -> list[tuple[Any, StageLine | None]]:
    return [(one, course.stage(one.stage_key)) for one in place.extensions.select_related("by")]  # type: ignore[attr-defined]


def given_to(
    request: HttpRequest, pressed: str, place: Enrolment, course: Outline, longer: LongerForm, early: OpenForm
) -> bool:
    """Do what was pressed; False when a form says what to mend."""
    who: dict[str, Any] = {"by": request.user, "at": now()}
    if pressed == "longer":
        if not longer.is_valid():
            return False
        given = longer.cleaned_data
        try:
            operations.extend(
                enrolment=place, stage=stage_of(course, given["stage"]), until=given["until"], words=given["words"], **who
            )
        except operations.DayPassed:
            longer.add_error("until", _("Choose today or a day after it."))
            return False
    elif pressed in ("open", "end"):
        allow_or_404(request.user, "run cohorts", place)
        if pressed == "end":
            end_opening(opening_id=number(request.POST.get("opening", "")), whose=place, **who)
            return True
        if not early.is_valid():
            return False
        given = early.cleaned_data
        open_early(stage=stage_of(course, given["stage"]), words=given["words"], enrolment=place, **who)
    messages.success(request, _("Done. %(name)s has been told.") % {"name": place.trainee.name})
    return True
