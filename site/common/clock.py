"""The one clock: instants are stored in UTC, days are Shanghai's."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present instant, aware. Operations take it as `at=`; only views, jobs and commands call this."""
    return timezone.now()


def shanghai_day(at: datetime) -> date:
    """The calendar day in Shanghai at the instant `at`: the day a farmer would say it is."""
    return timezone.localtime(at, timezone.get_default_timezone()).date()
