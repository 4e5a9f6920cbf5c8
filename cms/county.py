"""The county whose site this is: one row, remembered, so that the names in every header cost no query."""

from typing import Any

from django.core.cache import cache

from cms.models import CountySettings

KEY = "county"
A_MINUTE = 60  # another process learns of a change within it


def county() -> CountySettings:
    """The county's row, or its defaults while nobody has saved one."""
    row = cache.get(KEY)
    if row is None:
        row = CountySettings.objects.first() or CountySettings()
        cache.set(KEY, row, A_MINUTE)
    return row


def remembered() -> CountySettings:
    """As `county`, without ever asking the database: for pages that speak when it is gone."""
    try:
        return cache.get(KEY) or CountySettings()
    except Exception:
        return CountySettings()


def forget(**_signal: Any) -> None:
    """An editor saved the row through Wagtail's settings, which call no operation of ours."""
    cache.delete(KEY)
