"""Lists of trainees in the CMS: send one, look it over, press once, see how far it is and what became of everybody."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now
from common.rights import allow_or_404, visible
from common.sheets import XLSX
from common.states import WrongState
from courses.intake import operations, queries
from courses.intake.forms import ListForm
from courses.intake.mending import empty_list, rows_to_mend
from courses.intake.models import KEPT_FOR, TraineeList
from uploads.refusals import Refused
from uploads.tables.refusals import MOST_BYTES

State = TraineeList.State
LATEST = 20
AGAIN = "2"  # seconds until the page of a list being admitted loads again, without a script


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Send a list; the latest ones."""
    allow_or_404(request.user, "take in lists")
    form = ListForm(request.POST or None, request.FILES or None, initial={"cohort": request.GET.get("cohort", "")})
    if request.method == "POST" and form.is_valid():
        file, cohort = form.cleaned_data["file"], form.cleaned_data["cohort"]
        try:
            raw = file.read(MOST_BYTES + 1)
            trainees = operations.take_in(raw=raw, name=file.name, cohort=cohort, by=request.user, at=now())
            return redirect("trainee-lists:one", trainees.key)
        except Refused as fault:
            form.add_error("file", str(fault))
    rows = visible(request.user, TraineeList).select_related("cohort", "uploaded_by")[:LATEST]
    context = {
        "form": form, "rows": rows, "page_title": _("Lists of trainees"), "header_icon": "upload",
    }  # fmt: skip
    return render(request, "intake/index.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """One list, as far as it is: to look over, being admitted, done."""
    allow_or_404(request.user, "take in lists")
    rows = visible(request.user, TraineeList).select_related("cohort", "uploaded_by", "confirmed_by")
    trainees = get_object_or_404(rows, key=key)
    if request.method == "POST":
        return pressed(request, trainees)
    context: dict[str, Any] = {
        "list": trainees, "deleted_on": trainees.uploaded_at + KEPT_FOR, "page_title": trainees.cohort.name,
        "page_subtitle": trainees.name, "header_icon": "upload",
    }  # fmt: skip
    if trainees.state == State.READ:
        context["plan"] = queries.plan(trainees, request.user)
        return render(request, "intake/look_over.html", context)
    if trainees.state == State.ADMITTING:
        context["has_stalled"] = operations.stalled(trainees, now())
        response = render(request, "intake/admitting.html", context)
        response["Refresh"] = AGAIN
        return response
    context["lines"] = queries.outcomes(trainees)
    return render(request, "intake/done.html", context)


def pressed(request: HttpRequest, trainees: TraineeList) -> HttpResponse:
    """Do what was pressed; twice is once."""
    given: dict[str, Any] = {"trainees": trainees, "by": request.user, "at": now()}
    what = request.POST.get("do", "")
    try:
        if what == "admit":
            same = [int(pk) for pk in request.POST.getlist("same") if pk.isascii() and pk.isdecimal() and len(pk) < 18]
            operations.confirm(same=same, **given)
        elif what == "fill":
            n = operations.fill_down(**given)
            said = ngettext("%(n)s row was filled. Look it over below.", "%(n)s rows were filled. Look them over below.", n)
            messages.success(request, said % {"n": n})
        elif what == "go-on":
            operations.go_on(**given)
        elif what == "delete":
            operations.discard(**given)
            messages.success(request, _("The list is deleted. Whoever was admitted stays."))
            return redirect("trainee-lists:index")
    except WrongState:
        messages.info(request, _("That was pressed already; nothing was done twice."))
    return redirect("trainee-lists:one", trainees.key)


@never_cache
@require_safe
def mend(request: HttpRequest, key: UUID) -> HttpResponse:
    """The rows to mend, for the office that sent the list."""
    allow_or_404(request.user, "take in lists")
    trainees = get_object_or_404(visible(request.user, TraineeList).select_related("cohort"), key=key)
    return sheet(rows_to_mend(trainees, request.user), f"to-mend-{trainees.pk}.xlsx")


@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """An empty list with the headings, for an office that has none."""
    allow_or_404(request.user, "take in lists")
    return sheet(empty_list(), "trainees.xlsx")


def sheet(raw: bytes, name: str) -> HttpResponse:
    response = HttpResponse(raw, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
