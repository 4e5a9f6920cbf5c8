"""A programme manager's pages: who applied, and the answer to each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.clock import now
from common.rights import allow_or_404, visible
from common.states import WrongState
from courses.cohorts import applying, operations
from courses.cohorts.forms import STEPS, DecisionForm
from courses.cohorts.models import Application


@login_required
def applications(request: HttpRequest) -> HttpResponse:
    """Those that wait for an answer, oldest first, and the latest decisions."""
    allow_or_404(request.user, "decide applications")
    context = {
        "waiting": applying.applications_to_decide(request.user),
        "decided": applying.applications_decided(request.user),
    }
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
    return render(request, "courses/application.html", {"one": one, "form": form, "cohort": cohort, "steps": STEPS})


def decide(request: HttpRequest, one: Application, form: DecisionForm) -> bool:
    """Do what was pressed; False when the page must be shown again, with the words still in it."""
    words = form.cleaned_data["words"]
    press = {"admit": operations.admit, "wait": operations.wait_list, "decline": operations.decline}
    try:
        press[request.POST.get("decision", "")](application=one, by=request.user, at=now(), words=words)
    except operations.CohortFull:
        form.add_error(None, _("Every place in this cohort is taken. Put them on the waiting list, or decline."))
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
