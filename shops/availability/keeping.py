"""Who rang is forgotten when they have long gone; that a room was taken stays."""

from datetime import datetime, timedelta

from django.db.models import Q

from common.clock import shanghai_day
from shops.availability.models import Stay, Waiting

REMEMBERED = timedelta(days=180)


def forget_guests(*, at: datetime) -> int:
    """Empty names and numbers of guests who left `REMEMBERED` ago, or did not come; of how many."""
    since = at - REMEMBERED
    gone = Q(until__lt=shanghai_day(since)) | Q(session__starts_at__lt=since) | Q(released_at__lt=since)
    return Stay.objects.filter(gone).exclude(words="", phone="").update(words="", phone="")


def forget_waiting(*, at: datetime) -> int:
    """Delete who waited for days that are over; how many."""
    return Waiting.objects.filter(first__lt=shanghai_day(at)).delete()[0]
