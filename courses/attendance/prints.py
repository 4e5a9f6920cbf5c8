"""The paper list of a day: asked for once, printed by a job, with empty boxes to sign and lines for who was not expected."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task

from cms.county import county
from common import audit
from courses.attendance.models import PrintedList, TrainingDay
from courses.attendance.operations import hold
from courses.attendance.queries import roll_of
from printing.keeping import fill, lately
from printing.operations import render

SPARE = 8  # lines for people who are not on the list


@transaction.atomic
def ask_for_list(*, day: TrainingDay, by: Any, at: datetime) -> PrintedList:
    """Have the list printed as the roll stands now. Pressed twice, it is printed once."""
    hold(day.pk)
    wish = {"day": day, "asked_by": by}
    if again := lately(PrintedList.objects.filter(**wish), at).first():
        return again
    printed = PrintedList.objects.create(**wish, asked_at=at)
    audit.record(by, "print attendance list", day, at=at)
    transaction.on_commit(partial(print_list.enqueue, printed.pk))
    return printed


@task()
def print_list(list_id: int) -> None:
    """Print it once; run again, it changes nothing. A failure is kept, so that the page can say so."""
    printed = PrintedList.objects.select_related("day__cohort", "day__leader").get(pk=list_id)
    fill(printed, drawn, name="list")


def drawn(printed: PrintedList) -> bytes:
    return render(template="documents/attendance.html", context=list_context(printed.day))


def list_context(day: TrainingDay) -> dict[str, Any]:
    lines = roll_of(day)
    spare = range(len(lines) + 1, len(lines) + 1 + SPARE)
    return {"day": day, "lines": lines, "spare": spare, "county": county()}
