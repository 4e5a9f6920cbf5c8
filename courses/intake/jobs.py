"""Admitting a list apart from the web worker, some rows at a time, so that its page can show how far it is."""

from django_tasks import task

from common.clock import now
from courses.intake.admitting import admit_some

AT_ONCE = 20  # rows in one transaction: what is lost when the worker dies, and how often the page moves


@task()
def admit_list(list_id: int) -> None:
    """Admit until no row is left. Run again, by anyone, it goes on where the last one stopped."""
    while admit_some(list_id=list_id, most=AT_ONCE, at=now()):
        continue
