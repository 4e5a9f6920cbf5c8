"""Printing the report: asked for once, made by a job apart from the web worker."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import translation
from django_tasks import task

from common import audit
from courses.cohorts.models import Cohort
from front.models import PrintedReport
from front.report_scope import scope_of
from printing.keeping import fill, lately
from printing.operations import render


@transaction.atomic
def ask_for_print(*, programme: str, cohort: Cohort | None, language: str, by: Any, at: datetime) -> PrintedReport:
    """Have the report printed. Pressed twice, it is printed once."""
    wish = {"programme": programme, "cohort": cohort, "language": language}
    if again := lately(PrintedReport.objects.filter(**wish, asked_by=by), at).first():
        return again
    report = PrintedReport.objects.create(**wish, asked_by=by, asked_at=at)
    audit.record(by, "print report", report, at=at, programme=programme, cohort=cohort.pk if cohort else None)
    transaction.on_commit(partial(print_report.enqueue, report.pk))
    return report


@task()
def print_report(report_id: int) -> None:
    """Print it once; run again, it changes nothing. A failure is kept, so that the page can say so."""
    report = PrintedReport.objects.select_related("cohort").get(pk=report_id)
    fill(report, drawn, name="report")


def drawn(report: PrintedReport) -> bytes:
    with translation.override(report.language):
        scope = scope_of(report.programme, report.cohort.pk if report.cohort else None)
        context = {"scope": scope, "at": report.asked_at}
        return render(template="documents/report.html", context=context, language=report.language)
