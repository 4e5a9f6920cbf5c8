"""Printings that people ask for. A row (`asked_at`, `pdf`, `printed_at`, `failed`) is the wish; a job fills it once, and old
ones are swept away with their files."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet

from common.clock import now
from printing.operations import CannotPrint

W = TypeVar("W")  # a row of the shape above
log = logging.getLogger(__name__)
TWICE = timedelta(seconds=30)  # a second press within it is the same wish


def lately(rows: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    """Those of `rows` that another press at the instant `at` wishes again: asked for just now, and not failed."""
    return rows.filter(asked_at__gt=at - TWICE, failed=False)


def fill(
    wish: W | None, draw: Callable[[W], bytes], *, name: str, faults: tuple[type[Exception], ...] = (CannotPrint,)
) -> None:
    """Give the row `wish` the PDF that `draw` makes of it, in a file of that name. Run again, or for no row, nothing changes.

    A failure (of the kinds `faults`) is kept on the row, so that the page can say so.
    """
    row: Any = wish
    if wish is None or row.pdf:
        return
    same = type(row)._default_manager.filter(pk=row.pk)
    try:
        pdf = draw(wish)
    except faults as fault:
        log.warning("%s %s was not printed: %r", type(row).__name__, row.pk, fault)
        same.update(failed=True)
        return
    row.pdf.save(f"{name}-{row.pk}.pdf", ContentFile(pdf), save=False)
    if not same.filter(pdf="").update(pdf=row.pdf.name, printed_at=now()):
        row.pdf.delete(save=False)  # another job printed it meanwhile, or it was swept


def sweep(rows: Iterable[Any]) -> int:
    """Delete these printings, and their files once that is certain; how many. Within a transaction."""
    old = list(rows)
    for one in old:
        if one.pdf:
            transaction.on_commit(partial(one.pdf.storage.delete, str(one.pdf.name)))
        one.delete()
    return len(old)
