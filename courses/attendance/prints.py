"""The paper list of a day: asked for once, printed by a job, with empty boxes to sign and lines for who was not expected."""

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks import task

from cms.county import county
from common import audit
from common.clock import now
from courses.attendance.models import PrintedList, TrainingDay
from courses.attendance.operations import hold
from courses.attendance.queries import roll_of
from printing.operations import CannotPrint, render

log = logging.getLogger(__name__)
TWICE = timedelta(seconds=30)  # a second press within it is the same wish
SPARE = 8  # lines for people who are not on the list


@transaction.atomic
def ask_for_list(*, day: TrainingDay, by: Any, at: datetime) -> PrintedList:
    """Have the list printed as the roll stands now. Pressed twice, it is printed once."""
    hold(day.pk)
    wish = {"day": day, "asked_by": by}
    if again := PrintedList.objects.filter(**wish, asked_at__gt=at - TWICE, failed=False).first():
        return again
    printed = PrintedList.objects.create(**wish, asked_at=at)
    audit.record(by, "print attendance list", day, at=at)
    transaction.on_commit(partial(print_list.enqueue, printed.pk))
    return printed


@task()
def print_list(list_id: int) -> None:
    """Print it once; run again, it changes nothing. A failure is kept, so that the page can say so."""
    printed = PrintedList.objects.select_related("day__cohort", "day__leader").get(pk=list_id)
    if printed.pdf:
        return
    try:
        pdf = render(template="documents/attendance.html", context=list_context(printed.day))
    except CannotPrint as fault:
        log.warning("List %s was not printed: %s", printed.pk, fault)
        PrintedList.objects.filter(pk=printed.pk).update(failed=True)
        return
    printed.pdf.save(f"list-{printed.pk}.pdf", ContentFile(pdf), save=False)
    if not PrintedList.objects.filter(pk=printed.pk, pdf="").update(pdf=printed.pdf.name, printed_at=now()):
        printed.pdf.delete(save=False)  # another job printed it meanwhile


def list_context(day: TrainingDay) -> dict[str, Any]:
    lines = roll_of(day)
    spare = range(len(lines) + 1, len(lines) + 1 + SPARE)
    return {"day": day, "lines": lines, "spare": spare, "county": county()}
