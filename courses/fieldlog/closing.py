"""Closing a plot or herd, by whoever keeps its log or answers for the trainee; opening it again, by the latter."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now, shanghai_day
from common.rights import allow_or_404, can
from courses.fieldlog import keeping
from courses.fieldlog.faults import FAULTS, say_fault
from courses.fieldlog.forms import CloseForm, ReopenForm
from courses.fieldlog.operations import NotYours
from courses.fieldlog.views import found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def close(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The day and the reason; what is written stays."""
    subject = found(kind, pk)
    allow_or_404(request.user, "close subject", subject)
    form = CloseForm(request.POST or None, subject=subject, initial={"closed_on": shanghai_day(now())})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        what = {"on": given["closed_on"], "reason": given["reason"], "words": given["words"]}
        if done(form, lambda: keeping.close_subject(subject=subject, by=request.user, at=now(), **what)):
            messages.success(request, _("%(name)s is closed. Its log stays.") % {"name": subject.name})
            return back_to(request, subject)
    return shown(request, subject, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reopen(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Why it takes entries again."""
    subject = found(kind, pk)
    allow_or_404(request.user, "reopen subject", subject)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if done(form, lambda: keeping.reopen_subject(subject=subject, by=request.user, words=words, at=now())):
            messages.success(request, _("%(name)s is open again.") % {"name": subject.name})
            return redirect("fieldlog:close", kind, pk)
    return shown(request, subject, form)


def done(form: Any, act: Any) -> bool:
    """Whether `act` did what it should; if not, the form says what to mend. 404 for who may not any more."""
    try:
        act()
    except NotYours:
        raise Http404 from None
    except tuple(FAULTS) as fault:
        say_fault(form, fault)
        return False
    return True


def back_to(request: HttpRequest, subject: Any) -> HttpResponse:
    """The trainee's log, or for others the page of this plot or herd."""
    if can(request.user, "keep field log", subject.enrolment):
        return redirect("fieldlog:log")
    return redirect("fieldlog:close", subject.kind, subject.pk)


def shown(request: HttpRequest, subject: Any, form: Any) -> HttpResponse:
    """The page of its state; `form` may carry errors."""
    context = {
        "subject": subject,
        "form": ReopenForm() if subject.closed_on and isinstance(form, CloseForm) else form,
        "keeps": can(request.user, "keep field log", subject.enrolment),
        "may_reopen": can(request.user, "reopen subject", subject),
    }
    return render(request, "fieldlog/close.html", context)
