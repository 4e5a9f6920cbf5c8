"""A cohort's certificates: who is ready, who is not and why, and the batch being made. For who runs cohorts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.rights import allow_or_404, visible
from courses.certificates import batches, queries
from courses.certificates.models import BatchLine, CertificateBatch
from courses.certificates.rules import candidates_in
from courses.cohorts.models import Cohort
from uploads.views import private_file


def cohort_for(request: HttpRequest, pk: int) -> Cohort:
    """The cohort, for who may make its certificates; 404 for all others."""
    allow_or_404(request.user, "make certificates")
    return get_object_or_404(visible(request.user, Cohort), pk=pk)


@never_cache
@require_safe
@login_required
def cohort(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole cohort against the rules. While a batch is being made, a script renews that part of the page."""
    run = cohort_for(request, pk)
    everybody = candidates_in(run)
    batch = queries.batches_of(run).first()
    failed = batch.lines.filter(state=BatchLine.State.FAILED).select_related("enrolment__trainee") if batch else []
    context = {
        "cohort": run,
        "ready": [one for one in everybody if one.is_ready],
        "others": [one for one in everybody if not one.is_ready],
        "batch": batch,
        "failed": [line.enrolment.trainee.name for line in failed] if batch and batch.failed else [],
    }
    return render(request, "certificates/cohort.html", context)


@require_POST
@login_required
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Have them all made and bound."""
    run = cohort_for(request, pk)
    try:
        batches.ask_for_batch(cohort=run, by=request.user, at=now())
    except batches.NobodyReady:
        messages.info(request, _("Nobody is ready yet. What is missing stands beside each name."))
    return redirect("certificates:cohort", run.pk)


@require_safe
@login_required
def batch_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The bound PDF."""
    allow_or_404(request.user, "make certificates")
    batch = get_object_or_404(CertificateBatch.objects.exclude(pdf=""), pk=pk)
    return private_file(batch.pdf, name=f"certificates-{batch.pk}.pdf", content_type="application/pdf", attachment=True)
