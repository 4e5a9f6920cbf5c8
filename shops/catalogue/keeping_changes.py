"""Keeping what each press changed of a shop's goods, so that it can be undone: written in the operation's own transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from shops.catalogue.merging import plain
from shops.catalogue.models import GoodsChange
from shops.franchise.models import Shop

A_WHILE = timedelta(days=7)  # how long a change can be undone
Row = dict[str, Any]
_gathered: ContextVar[list[Row] | None] = ContextVar("what several operations change in one press", default=None)
# The parts above append what must follow a press that changed goods; each is called as hook(shop=…, rows=…, at=…).
when_kept: list[Callable[..., object]] = []


def row_of(record: models.Model, before: Mapping[str, Any], after: Mapping[str, Any]) -> Row:
    """One record's fields before and after."""
    return {"of": record._meta.model_name, "id": record.pk, "before": plain(before), "after": plain(after)}


def keep_change(shop: Shop, what: str, rows: Sequence[Row], *, by: Any, at: datetime) -> None:
    """Keep what was changed, and forget what it is too late to undo. Within `as_one` it is kept with the rest."""
    gathered = _gathered.get()
    if gathered is not None:
        gathered += rows
    elif rows:
        GoodsChange.objects.filter(shop=shop, at__lt=at - A_WHILE).delete()
        GoodsChange.objects.create(shop=shop, what=what, rows=list(rows), by=by if getattr(by, "pk", None) else None, at=at)
        for hook in when_kept:
            hook(shop=shop, rows=list(rows), at=at)


@contextmanager
def as_one(shop: Shop, what: str, *, by: Any, at: datetime) -> Iterator[None]:
    """Within it, what operations change is kept as one change at the end; one within another is kept with that."""
    before = _gathered.set([])
    try:
        yield
        rows = _gathered.get() or []
    finally:
        _gathered.reset(before)
    keep_change(shop, what, rows, by=by, at=at)
