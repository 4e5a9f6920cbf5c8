"""The trainee's log on a phone in the field: what there is, one press to write, another to correct."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now, shanghai_day
from common.rights import allow_or_404
from courses.cohorts.models import Enrolment
from courses.fieldlog import keeping, operations, queries
from courses.fieldlog.activities import HERD, PLOT, WORK
from courses.fieldlog.faults import say_fault
from courses.fieldlog.forms import HerdForm, PlotForm, SubjectForm
from courses.fieldlog.models import Herd, Plot

ON_A_PAGE = 30
KINDS: dict[str, Any] = {PLOT: Plot, HERD: Herd}
FORMS: dict[str, type[SubjectForm]] = {PLOT: PlotForm, HERD: HerdForm}


def own_log(request: HttpRequest) -> Enrolment:
    """The reader's place in a programme that keeps a log; 404 without one."""
    place = queries.log_of(request.user)
    if place is None:
        raise Http404
    return place


def own_subject(request: HttpRequest, kind: str, pk: int) -> Any:
    """The plot or herd, when the reader keeps its log; a stranger gets 404."""
    subject = found(kind, pk)
    allow_or_404(request.user, "keep field log", subject.enrolment)
    return subject


def found(kind: str, pk: int) -> Any:
    """The plot or herd, whoever asks; its page must ask who may open it."""
    if kind not in KINDS:
        raise Http404
    return get_object_or_404(
        KINDS[kind].objects.select_related("enrolment__cohort", "enrolment__trainee", "organisation"), pk=pk
    )


@require_safe
@login_required
def log(request: HttpRequest) -> HttpResponse:
    """Plots, herds, and the dated list."""
    place = own_log(request)
    today, periods = shanghai_day(now()), queries.waits(place)
    page = Paginator(queries.entries(place), ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [queries.entry_line(entry, periods) for entry in page]
    subjects = queries.subjects(place, today, periods)
    still, closed = ([line for line in subjects if bool(line.subject.closed_on) is end] for end in (False, True))
    worked = (line.entry.subject for line in lines if not line.entry.subject.closed_on)
    latest = next(worked, still[0].subject if still else None)
    context = {
        "place": place, "subjects": still, "closed": closed, "latest": latest, "lines": lines, "page": page,
        "standing": queries.standing(place), "today": today,
    }  # fmt: skip
    return render(request, "fieldlog/log.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """Name a plot or a herd."""
    place = own_log(request)
    form = FORMS[kind](request.POST if request.method == "POST" else None, partners=queries.partners(place))
    if request.method == "POST" and form.is_valid() and (subject := begun(place, kind, form)):
        messages.success(request, _("%(name)s is in your log. Write its first line.") % {"name": subject.name})
        return redirect("fieldlog:pick", subject.kind, subject.pk)
    return render(request, "fieldlog/begin.html", {"form": form, "kind": kind})


def begun(place: Enrolment, kind: str, form: SubjectForm) -> Any:
    """The new plot or herd; None when the form now says what to mend."""
    act = keeping.begin_plot if kind == PLOT else keeping.begin_herd
    try:
        return act(enrolment=place, key=form.cleaned_data["key"], at=now(), **form.fields_said())
    except (operations.FutureDay, operations.DaysCrossed, keeping.NotAPartner, keeping.TooMany) as fault:
        say_fault(form, fault)
    return None


@require_safe
@login_required
def pick(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What did you do? One press for each kind of work."""
    subject = own_subject(request, kind, pk)
    line = queries.SubjectLine(subject, queries.day_of(subject, shanghai_day(now())), None)
    return render(request, "fieldlog/pick.html", {"subject": subject, "line": line, "works": WORK[kind]})
