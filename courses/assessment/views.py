"""The page on which a trainee makes a piece of their shop."""

from common.clock import now
from common.rights import allow_or_404
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.assessment import operations
from courses.cohorts.models import Enrolment


def own_enrolment(request: HttpRequest, enrolment_id: int) -> Enrolment:
    """The enrolment, when the reader is its trainee; a stranger gets 404."""
    rows = Enrolment.objects.select_related("cohort", "mentor", "trainee")
    enrolment = get_object_or_404(rows, pk=enrolment_id)
    allow_or_404(request.user, "make piece", enrolment)
    return enrolment


@login_required
def piece(request: HttpRequest, enrolment_id: int, piece: str, number: int) -> HttpResponse:
    enrolment = own_enrolment(request, enrolment_id)
    return HttpResponse(enrolment.cohort.name)


@require_POST
@login_required
def another_product(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Begin the next product."""
    enrolment = own_enrolment(request, enrolment_id)
    try:
        product = operations.add_product(enrolment=enrolment, at=now())
    except operations.NoMoreProducts:
        messages.info(request, _("Send the product you are making first; a shop has at most eight in the course."))
        return redirect(request.META.get("HTTP_REFERER") or "/")
    return redirect("assessment:piece", enrolment.pk, "product", product.number)
