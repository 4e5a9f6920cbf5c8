"""One page of a person's days: the cohort's sessions, when pieces are due, how they stand beside the cohort, office hours."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.clock import now, shanghai_day
from courses.attendance.queries import days_for
from courses.cohorts.queries import current_enrolment, progress
from courses.mentoring.asked import next_appointment
from courses.mentoring.calendar import since
from courses.mentoring.views_hours import as_calendar, calendar_url, days_of
from courses.timetable.pacing import standing
from courses.timetable.queries import sessions_for


@require_safe
@login_required
def dates(request: HttpRequest) -> HttpResponse:
    """Theirs alone; who studies and teaches nowhere finds it empty, and is told so."""
    at, person = now(), request.user
    enrolment = current_enrolment(person)
    stands = progress(enrolment) if enrolment else None
    context: dict[str, Any] = {
        "progress": stands, "pace": standing(stands, shanghai_day(at)) if stands else None, "today": shanghai_day(at),
        "sessions": list(sessions_for(person, at)), "training_days": list(days_for(person, at)),
        "calendar": calendar_url(request, person),
        "appointment": next_appointment(enrolment, at=at) if enrolment else None,
    }  # fmt: skip
    return render(request, "front/dates.html", context)


@require_safe
@login_required
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The same days as one file for a phone's calendar."""
    return as_calendar(*days_of(request.user, since(now())), request.user, "my-days.ics")
