"""A manager's page for one trainee's place: how they stand, what became of them so far, and what may be done now."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now, shanghai_day
from common.rights import allow_or_404, can, visible
from common.states import WrongState
from courses.cohorts import mentors, operations, places
from courses.cohorts.applying import with_places
from courses.cohorts.keeping_forms import MentorForm, PauseForm, TransferForm, WithdrawForm
from courses.cohorts.models import Cohort, Enrolment
from courses.cohorts.queries import progress

State = Enrolment.State
OFFERED = {
    State.ACTIVE: ("mentor", "pause", "transfer", "withdraw"),
    State.PAUSED: ("resume", "mentor", "transfer", "withdraw"),
    State.WITHDRAWN: ("readmit",),
    State.GRADUATED: (),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """One trainee's place, to read for their mentor and the managers, to change for the managers."""
    people = "trainee", "mentor", "cohort", "application"
    enrolment = get_object_or_404(visible(request.user, Enrolment).select_related(*people), pk=pk)
    if request.method == "GET" or request.method == "HEAD":
        return shown(request, enrolment, {})
    allow_or_404(request.user, "run cohorts", enrolment)
    pressed = request.POST.get("do", "")
    if pressed not in PRESSES:
        return shown(request, enrolment, {})
    form = form_for(pressed, enrolment, request.POST)
    if form.is_valid() and done(request, pressed, enrolment, form):
        return redirect("cohorts:place", enrolment.pk)
    return shown(request, enrolment, {pressed: form})


def form_for(pressed: str, enrolment: Enrolment, data: Any = None) -> forms.Form:
    if pressed == "pause":
        return PauseForm(data, prefix=pressed)
    if pressed == "withdraw":
        return WithdrawForm(data, prefix=pressed)
    if pressed == "transfer":
        return TransferForm(data, prefix=pressed, cohorts=others(enrolment))
    if pressed == "mentor":
        here = get_user_model().objects.filter(cohorts_mentored=enrolment.cohort_id, is_active=True)
        return MentorForm(data, prefix=pressed, mentors=here.exclude(pk=enrolment.trainee_id).order_by("pk"))
    return forms.Form(data, prefix=pressed)


def others(enrolment: Enrolment) -> Any:
    """The other cohorts of the programme that have not ended, with the places left."""
    rows = Cohort.objects.filter(programme_key=enrolment.cohort.programme_key).exclude(pk=enrolment.cohort_id)
    return with_places(rows.filter(ends_on__gte=shanghai_day(now()))).order_by("starts_on", "pk")


PRESSES: dict[str, Callable[..., None]] = {
    "pause": places.pause,
    "resume": places.resume,
    "withdraw": places.withdraw,
    "readmit": places.readmit,
    "transfer": places.transfer,
    "mentor": mentors.assign_mentor,
}


def done(request: HttpRequest, pressed: str, enrolment: Enrolment, form: forms.Form) -> bool:
    """Do what was pressed; False when the page must be shown again, with the words still in it."""
    try:
        PRESSES[pressed](enrolment=enrolment, by=request.user, at=now(), **form.cleaned_data)
    except operations.CohortFull:
        form.add_error(None, _("Every place in that cohort is taken. Choose another, or wait until one is free."))
    except operations.AlreadyStudying:
        form.add_error(None, _("They study in another cohort of this programme now. Move them from there."))
    except operations.WordsMissing:
        form.add_error("words", _("Say why, in a sentence the trainee can use."))
    except places.DayPassed:
        form.add_error("until", _("Choose a day after today."))
    except places.AlreadyThere:
        form.add_error("cohort", _("They have a place in that cohort, of now or of before."))
    except mentors.MentorFull:
        form.add_error("mentor", _("This mentor has as many trainees as they may have. Choose another."))
    except mentors.NotAMentorHere:
        form.add_error("mentor", _("Choose a mentor of this cohort."))
    except (WrongState, mentors.NotStudying, places.OtherProgramme):
        messages.info(request, _("It was changed meanwhile; nothing more was done."))
        return True
    else:
        messages.success(request, _("Done. %(name)s has been told.") % {"name": enrolment.trainee.name})
        return True
    return False


def shown(request: HttpRequest, enrolment: Enrolment, filled: dict[str, forms.Form]) -> HttpResponse:
    may = can(request.user, "run cohorts", enrolment)
    offered = OFFERED[State(enrolment.state)] if may else ()
    changes = enrolment.changes.select_related("from_cohort", "to_cohort", "from_mentor", "to_mentor", "by")
    context = {
        "place": enrolment, "progress": progress(enrolment), "changes": changes, "may": may, "offered": offered,
        "forms": {name: filled.get(name) or form_for(name, enrolment) for name in offered},
        "wrong": next((form for form in filled.values() if form.errors), None),
    }  # fmt: skip
    return render(request, "courses/place.html", context)
