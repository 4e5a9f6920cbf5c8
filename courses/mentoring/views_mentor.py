"""One mentor's page: what they offer, when they are away, and their trainees. The same for the mentor and for a manager."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from common.clock import now, shanghai_day
from common.rights import allow_or_404, can
from courses.cohorts import absences, mentors
from courses.cohorts.keeping_forms import LeaveForm, TermsForm
from courses.cohorts.models import MentorLeave, MentorTerms
from courses.cohorts.teaching import Teacher, oneself, teacher_of
from courses.mentoring import booking


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def card(request: HttpRequest) -> HttpResponse:
    """One's own: what trainees see of the mentor, the days away, the evening letter."""
    allow_or_404(request.user, "open desk")
    return page(request, oneself(request.user, shanghai_day(now())), "mentoring:card")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mentor(request: HttpRequest, pk: int) -> HttpResponse:
    """A manager's: the same of any mentor, how many trainees they take, and their trainees given to others."""
    allow_or_404(request.user, "run cohorts")
    person = get_object_or_404(get_user_model(), pk=pk)
    one = teacher_of(person, shanghai_day(now()))
    return page(request, one, "cohort_table:mentor", person.pk) if one else redirect("cohorts:mentors")


def page(request: HttpRequest, one: Teacher, *back: Any) -> HttpResponse:
    pressed = request.POST.get("do", "") if request.method == "POST" else ""
    may, is_own = can(request.user, "run cohorts"), one.person.pk == request.user.pk
    leave = LeaveForm(request.POST if pressed == "leave" else None, today=shanghai_day(now()), may_pass_on=may)
    given = one.terms or MentorTerms(mentor=one.person)
    terms = TermsForm(request.POST if pressed == "terms" else None, terms=given, is_own=is_own, runs_cohorts=may)
    if pressed and acted(request, pressed, one, leave, terms):
        return redirect(*back)
    wrong = next((form for form in (leave, terms) if form.errors), None)
    context = {
        "one": one, "leave": leave, "terms": terms, "form": wrong or terms, "wrong": wrong, "may": may, "is_own": is_own,
    }  # fmt: skip
    return render(request, "mentoring/mentor.html", context)


def acted(request: HttpRequest, pressed: str, one: Teacher, leave: LeaveForm, terms: TermsForm) -> bool:
    """Do what was pressed; False when a form must be shown again."""
    who: dict[str, Any] = {"mentor": one.person, "by": request.user, "at": now()}
    if pressed == "leave":
        return leave.is_valid() and went(request, leave, who)
    if pressed == "terms":
        if not terms.is_valid():
            return False
        mentors.set_terms(**terms.cleaned_data, **who)
        messages.success(request, _("Saved."))
    elif pressed == "hand over":
        allow_or_404(request.user, "run cohorts")
        said(request, mentors.hand_over(**who))
    elif pressed.startswith("back-"):
        came_back(request, one, pressed.removeprefix("back-"))
    return True


def came_back(request: HttpRequest, one: Teacher, number: str) -> None:
    which = int(number) if number.isdecimal() and len(number) < 12 else 0
    if found := MentorLeave.objects.filter(mentor=one.person, pk=which).first():
        absences.end_leave(leave=found, by=request.user, at=now())
        messages.success(request, _("Taken back. Office hours of these days can be booked again."))


def went(request: HttpRequest, leave: LeaveForm, who: dict[str, Any]) -> bool:
    try:
        done = booking.be_away(**leave.cleaned_data, **who)
    except absences.LeaveOverlaps:
        leave.add_error("starts_on", _("Some of these days are written down already. Take that absence back first."))
        return False
    messages.success(request, _("Written down. Nobody new comes and no office hour is offered on these days."))
    if count := done.cancelled:
        told = ngettext(
            "One appointment was cancelled; the trainee is told of other times.",
            "%(count)s appointments were cancelled; the trainees are told of other times.", count,
        )  # fmt: skip
        messages.success(request, told % {"count": count})
    if done.handover:
        said(request, done.handover)
    return True


def said(request: HttpRequest, result: mentors.Handover) -> None:
    """Whom others have now, and whom nobody could take."""
    count = len(result.moved)
    moved = ngettext("One trainee has another mentor now.", "%(count)s trainees have another mentor now.", count)
    messages.success(request, moved % {"count": count})
    if result.left:
        names = ", ".join(place.trainee.name for place in result.left)
        messages.warning(request, _("Nobody had room for: %(names)s. They stay for now.") % {"names": names})
