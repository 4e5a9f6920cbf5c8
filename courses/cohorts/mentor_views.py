"""A manager's pages on mentors: who has how many trainees, who is away, and handing trainees over."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now, shanghai_day
from common.rights import allow_or_404
from courses.cohorts import mentors
from courses.cohorts.keeping_forms import LeaveForm, TermsForm
from courses.cohorts.models import MentorLeave
from courses.cohorts.teaching import Teacher, mentor_rows, teacher_of


@require_safe
@login_required
def mentor_list(request: HttpRequest) -> HttpResponse:
    """Every mentor with their company, field, trainees and absences."""
    allow_or_404(request.user, "run cohorts")
    return render(request, "courses/mentors.html", {"mentors": mentor_rows(shanghai_day(now()))})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mentor(request: HttpRequest, pk: int) -> HttpResponse:
    """One mentor: what they offer, when they are away, and their trainees given to others."""
    allow_or_404(request.user, "run cohorts")
    person = get_object_or_404(get_user_model(), pk=pk)
    one = teacher_of(person, shanghai_day(now()))
    if one is None:
        return redirect("cohorts:mentors")
    pressed = request.POST.get("do", "") if request.method == "POST" else ""
    leave = LeaveForm(request.POST if pressed == "leave" else None, prefix="leave")
    terms = TermsForm(request.POST if pressed == "terms" else None, prefix="terms", initial=terms_of(one))
    if pressed and acted(request, pressed, one, leave, terms):
        return redirect("cohorts:mentor", person.pk)
    wrong = next((form for form in (leave, terms) if form.errors), None)
    return render(request, "courses/mentor.html", {"one": one, "leave": leave, "terms": terms, "wrong": wrong})


def terms_of(one: Teacher) -> dict[str, Any]:
    terms: Any = one.terms
    names = ("field_zh_hans", "field_en", "goods", "most_trainees")
    return {name: getattr(terms, name) for name in names} if terms else {}


def acted(request: HttpRequest, pressed: str, one: Teacher, leave: LeaveForm, terms: TermsForm) -> bool:
    """Do what was pressed; False when a form must be shown again."""
    who: dict[str, Any] = {"mentor": one.person, "by": request.user, "at": now()}
    if pressed == "leave" and leave.is_valid():
        return went(request, leave, who)
    if pressed == "terms" and terms.is_valid():
        given = terms.cleaned_data
        field = {"zh_hans": given["field_zh_hans"], "en": given["field_en"]}
        mentors.set_terms(field=field, goods=given["goods"], most_trainees=given["most_trainees"], **who)
        messages.success(request, _("Saved."))
        return True
    if pressed == "hand over":
        return handed_over(request, who)
    if pressed.startswith("back-"):
        found = MentorLeave.objects.filter(mentor=one.person, pk=number(pressed.removeprefix("back-"))).first()
        if found:
            mentors.end_leave(leave=found, by=request.user, at=now())
        return True
    return False


def number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def went(request: HttpRequest, leave: LeaveForm, who: dict[str, Any]) -> bool:
    try:
        mentors.take_leave(**leave.cleaned_data, **who)
    except mentors.LeaveOverlaps:
        leave.add_error("starts_on", _("They are away on some of these days already. Take that absence back first."))
        return False
    messages.success(request, _("Written down. Nobody new is given to them on these days."))
    return True


def handed_over(request: HttpRequest, who: dict[str, Any]) -> bool:
    result = mentors.hand_over(**who)
    count = len(result.moved)
    said = ngettext("One trainee has another mentor now.", "%(count)s trainees have another mentor now.", count)
    messages.success(request, said % {"count": count})
    if result.left:
        names = ", ".join(place.trainee.name for place in result.left)
        messages.warning(request, _("Nobody had room for: %(names)s. They stay for now.") % {"names": names})
    return True
