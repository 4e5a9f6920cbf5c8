"""Printing the report: asked for once, made by a job apart from the web worker."""

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django_tasks import task

from common import audit
from common.clock import now
from courses.cohorts.models import Cohort
from front.models import PrintedReport
from front.report_scope import scope_of
from printing.operations import CannotPrint, render

log = logging.getLogger(__name__)
TWICE = timedelta(seconds=30)  # a second press within it is the same wish


@transaction.atomic
def ask_for_print(*, programme: str, cohort: Cohort | None, language: str, by: Any, at: datetime) -> PrintedReport:
    """Have the report printed. Pressed twice, it is printed once."""
    wish = {"programme": programme, "cohort": cohort, "language": language}
    if again := PrintedReport.objects.filter(**wish, asked_by=by, asked_at__gt=at - TWICE, failed=False).first():
        return again
    report = PrintedReport.objects.create(**wish, asked_by=by, asked_at=at)
    audit.record(by, "print report", report, at=at, programme=programme, cohort=cohort.pk if cohort else None)
    transaction.on_commit(partial(print_report.enqueue, report.pk))
    return report


@task()
def print_report(report_id: int) -> None:
    """Print it once; run again, it changes nothing. A failure is kept, so that the page can say so."""
    report = PrintedReport.objects.select_related("cohort").get(pk=report_id)
    if report.pdf:
        return
    with translation.override(report.language):
        scope = scope_of(report.programme, report.cohort.pk if report.cohort else None)
        context = {"scope": scope, "at": report.asked_at}
        try:
            pdf = render(template="documents/report.html", context=context, language=report.language)
        except CannotPrint as fault:
            log.warning("Report %s was not printed: %s", report.pk, fault)
            PrintedReport.objects.filter(pk=report.pk).update(failed=True)
            return
    report.pdf.save(f"report-{report.pk}.pdf", ContentFile(pdf), save=False)
    PrintedReport.objects.filter(pk=report.pk, pdf="").update(pdf=report.pdf.name, printed_at=now())
