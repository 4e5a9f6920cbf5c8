"""The county's townships, remembered: some twenty rows by which pages name places, so that a place costs no query."""

from typing import Any

from django.core.cache import cache

from cms.models import Township

KEY = "townships"
A_MINUTE = 60  # another process learns of a change within it


def township_named(slug: str) -> Township | None:
    """One query at most, and none once they are remembered."""
    rows: dict[str, Township] | None = cache.get(KEY)
    if rows is None:
        rows = {one.slug: one for one in Township.objects.all()}
        cache.set(KEY, rows, A_MINUTE)
    return rows.get(slug)


def forget(**_signal: Any) -> None:
    """A row was saved or deleted."""
    cache.delete(KEY)
