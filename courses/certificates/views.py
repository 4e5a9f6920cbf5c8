"""Checking a certificate, which anyone may; fetching the paper, which only its holder may; saying whether it stands."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.rights import allow_or_404, can
from courses.certificates import operations, queries, standing
from courses.certificates.models import Certificate
from courses.certificates.sheet import sheet_context
from uploads.views import private_file


@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    """Type a number, see whether it stands."""
    if number := queries.tidy(request.GET.get("number", "")):
        return redirect("certificates:check", number)
    return render(request, "certificates/look_up.html", {"is_empty": "number" in request.GET})


@never_cache
@require_safe
def check(request: HttpRequest, number: str) -> HttpResponse:
    """The certificate as it stands at this moment; for an unknown number, how to check one."""
    certificate = queries.find(number)
    if certificate is None:
        return render(request, "certificates/unknown.html", {"number": queries.tidy(number)}, status=404)
    if number != certificate.number:
        return redirect("certificates:check", certificate.number)
    context = sheet_context(certificate) | {
        "holding": queries.holding(certificate),
        "checked_at": now(),
        "may_download": can(request.user, "download certificate", certificate),
        "may_revoke": can(request.user, "revoke certificate", certificate),
    }
    return render(request, "certificates/check.html", context)


def found(number: str) -> Certificate:
    certificate = queries.find(number)
    if certificate is None:
        raise Http404
    return certificate


@require_safe
@login_required
def download(request: HttpRequest, number: str) -> HttpResponse | FileResponse:
    """The PDF, for its holder. While it is not printed yet, it is asked for again and the page says so."""
    certificate = found(number)
    allow_or_404(request.user, "download certificate", certificate)
    if not certificate.pdf:
        operations.print_certificate.enqueue(certificate.pk)
        messages.info(request, _("Your certificate is being printed. Press again in a minute."))
        return redirect("certificates:check", certificate.number)
    return private_file(certificate.pdf, name=f"{certificate.number}.pdf", content_type="application/pdf", attachment=True)


@require_POST
@login_required
def revoke(request: HttpRequest, number: str) -> HttpResponse:
    """A programme manager says that it stands no more, and why."""
    return change_standing(request, number, standing.revoke, _("Revoked. The holder was told."))


@require_POST
@login_required
def reinstate(request: HttpRequest, number: str) -> HttpResponse:
    """A programme manager takes a revocation back, and says why."""
    return change_standing(request, number, standing.reinstate, _("The certificate stands again. The holder was told."))


def change_standing(request: HttpRequest, number: str, change: Callable[..., None], done: str) -> HttpResponse:
    certificate = found(number)
    allow_or_404(request.user, "revoke certificate", certificate)
    try:
        change(certificate=certificate, by=request.user, reason=request.POST.get("reason", ""), at=now())
        messages.success(request, done)
    except standing.ReasonMissing:
        messages.error(request, _("Say why, in a sentence that anyone who checks the certificate may read."))
    except standing.AlreadyRevoked:
        messages.info(request, _("It was revoked already; nothing was changed."))
    except standing.NotRevoked:
        messages.info(request, _("It stands already; nothing was changed."))
    return redirect("certificates:check", certificate.number)
