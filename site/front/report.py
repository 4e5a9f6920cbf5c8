"""The report's pages, for who answers to the county: read it, take it as a workbook, have it printed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now, shanghai_day
from common.rights import allow_or_404
from front.models import PrintedReport
from front.report_prints import ask_for_print
from front.report_scope import Scope, scope_of
from front.report_sheet import workbook
from uploads.views import private_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LATEST = 5


def asked(request: HttpRequest) -> Scope:
    given = request.GET if request.method != "POST" else request.POST
    number = given.get("cohort", "")
    return scope_of(
        given.get("programme", ""), int(number) if number.isascii() and number.isdecimal() and len(number) < 12 else None
    )


@require_safe
@login_required
def report(request: HttpRequest) -> HttpResponse:
    """The way from admission to the first sale, of everything, one programme or one cohort."""
    allow_or_404(request.user, "read reports")
    printed = PrintedReport.objects.filter(asked_by_id=request.user.pk).select_related("cohort")[:LATEST]
    return render(request, "front/report.html", {"scope": asked(request), "printed": printed})


@require_safe
@login_required
def report_sheet(request: HttpRequest) -> HttpResponse:
    """The same figures as a workbook."""
    allow_or_404(request.user, "read reports")
    scope = asked(request)
    response = HttpResponse(workbook(scope.lines, scope.total), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="report-{shanghai_day(now()).isoformat()}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@login_required
def report_print(request: HttpRequest) -> HttpResponse:
    """Have it printed."""
    allow_or_404(request.user, "read reports")
    scope = asked(request)
    ask_for_print(
        programme=scope.course.slug if scope.course else "", cohort=scope.cohort, language=get_language() or "zh-hans",
        by=request.user, at=now(),
    )  # fmt: skip
    messages.info(request, _("The report is being printed. It stands below in a minute."))
    return redirect(f"{reverse('front:report')}?{scope.query}#printed")


@require_safe
@login_required
def report_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """A printed report, for who asked for it."""
    allow_or_404(request.user, "read reports")
    printed = get_object_or_404(PrintedReport.objects.exclude(pdf=""), pk=pk, asked_by=request.user)
    return private_file(printed.pdf, name=f"report-{printed.pk}.pdf", content_type="application/pdf", attachment=True)
