"""The second person's list and page: what waits to be seen on site, and what was found there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now, shanghai_day
from common.rights import allow_or_404
from courses.fieldlog import operations, queries
from courses.fieldlog.faults import FAULTS, say_fault
from courses.fieldlog.forms import CheckForm
from courses.fieldlog.models import Check, LogEntry
from courses.fieldlog.views import ON_A_PAGE

LATELY = 5


@require_safe
@login_required
def checks(request: HttpRequest) -> HttpResponse:
    """What waits, first of those of whom nothing is confirmed yet."""
    allow_or_404(request.user, "open field checks")
    page = Paginator(queries.waiting_for_check(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "count": page.paginator.count, "lately": queries.checked_by(request.user)[:LATELY]}
    return render(request, "fieldlog/checks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry, its points to tick, and words."""
    rows = queries.with_all(LogEntry.objects.filter(pk=entry_id))
    entry = get_object_or_404(rows)
    allow_or_404(request.user, "check entry", entry)
    if request.method == "POST":
        return posted(request, entry)
    return shown(request, entry, CheckForm(work=entry.work, initial={"seen_on": shanghai_day(now())}))


def posted(request: HttpRequest, entry: LogEntry) -> HttpResponse:
    form = CheckForm(request.POST, work=entry.work)
    if not form.is_valid():
        return shown(request, entry, form)
    result = Check.Result.DIFFERS if request.POST.get("do") == "differs" else Check.Result.CONFIRMED
    try:
        operations.check_entry(entry=entry, checker=request.user, result=result, at=now(), **form.cleaned_data)
    except (operations.AlreadyChecked, operations.Replaced):
        messages.info(request, _("This entry was checked or corrected meanwhile. Nothing was changed."))
        return redirect("fieldlog:checks")
    except tuple(FAULTS) as fault:
        say_fault(form, fault)
        return shown(request, entry, form)
    messages.success(request, _("Checked: %(work)s of %(name)s.") % words_of(entry))
    return redirect("fieldlog:checks")


def words_of(entry: LogEntry) -> dict[str, Any]:
    return {"work": entry.work.words, "name": entry.enrolment.trainee.name}


def shown(request: HttpRequest, entry: LogEntry, form: CheckForm) -> HttpResponse:
    """The page; `form` may carry errors."""
    line = queries.entry_line(entry, queries.waits(entry.enrolment))
    is_open = line.check is None and not hasattr(entry, "replaced_by")
    context = {
        "line": line, "entry": entry, "trainee": entry.enrolment.trainee, "form": form, "is_open": is_open,
        "evidence": queries.evidence(entry.enrolment),
    }  # fmt: skip
    return render(request, "fieldlog/check.html", context)
