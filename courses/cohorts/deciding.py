"""A programme manager's pages: who applied, and the answer to each."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.clock import now, shanghai_day
from common.rights import allow_or_404, visible
from common.states import WrongState
from courses.cohorts import applying, operations
from courses.cohorts.forms import STEPS, DecisionForm
from courses.cohorts.models import Application

A_PAGE = 50


@login_required
def applications(request: HttpRequest) -> HttpResponse:
    """Those that wait for an answer, oldest first; where places are free, who is next; and the latest decisions."""
    allow_or_404(request.user, "decide applications")
    runs = applying.runs_to_fill(request.user, shanghai_day(now()))
    run = next((one for one in runs if str(one.cohort.pk) == request.GET.get("cohort")), None)
    state = request.GET.get("state", "")
    asked = applying.applications_to_decide(request.user, cohort=run.cohort.pk if run else None, state=state)
    kept = {"cohort": run.cohort.pk if run else "", "state": state if state in applying.ORDER else ""}
    context = {
        "runs": runs, "run": run, "state": kept["state"], "states": [(one, one.label) for one in applying.ORDER],
        "page": Paginator(asked, A_PAGE).get_page(request.GET.get("page")), "query": f"{urlencode(kept)}&",
        "free": [one for one in runs if one.has_place_for_next],
        "decided": applying.applications_decided(request.user),
    }  # fmt: skip
    return render(request, "courses/applications.html", context)


@login_required
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One application, to read and to decide."""
    rows = visible(request.user, Application).select_related("cohort", "applicant", "decided_by")
    one = get_object_or_404(rows, pk=pk)
    allow_or_404(request.user, "decide applications", one)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and decide(request, one, form):
        return redirect("cohorts:applications")
    cohort = applying.cohort_with_places(one.cohort_id)
    context = {"one": one, "form": form, "cohort": cohort, "steps": STEPS, "number": applying.place_on_list(one)}
    return render(request, "courses/application.html", context)


def decide(request: HttpRequest, one: Application, form: DecisionForm) -> bool:
    """Do what was pressed; False when the page must be shown again, with the words still in it."""
    words = form.cleaned_data["words"]
    press: dict[str, Callable[..., object]] = {
        "admit": operations.admit,
        "wait": operations.wait_list,
        "decline": operations.decline,
    }
    try:
        press[request.POST.get("decision", "")](application=one, by=request.user, at=now(), words=words)
    except operations.CohortFull:
        form.add_error(None, _("Every place in this cohort is taken. Put them on the waiting list, or decline."))
        return False
    except operations.AlreadyStudying:
        form.add_error(None, _("They have a place in this programme already. Move them, or admit them again, on its own page."))
        return False
    except operations.WordsMissing:
        form.add_error("words", _("Say why, in a sentence the applicant can use."))
        return False
    except WrongState:
        messages.info(request, _("It was decided already; nothing was changed."))
        return True
    except KeyError:
        form.add_error(None, _("Choose what to do: admit, waiting list or decline."))
        return False
    messages.success(request, _("Done. %(name)s has been told.") % {"name": one.full_name})
    return True
