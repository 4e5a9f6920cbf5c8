"""By when a shop is to post: pure, from its posting days, what was booked ahead, and when it could begin to pack."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from common.clock import shanghai_day
from shops.franchise.models import Weekday

WITHOUT_DAYS = timedelta(hours=48)  # of a shop that has said no posting days
WEEK = list(Weekday)


def post_by(posting_days: Iterable[str], ships_from: date | None, confirmed_at: datetime) -> datetime:
    """The end of the first posting day after the day it was confirmed; of goods booked ahead, the end of the day promised."""
    day = shanghai_day(confirmed_at)
    if ships_from and ships_from > day:
        return end_of(ships_from)
    ahead = (day + timedelta(days=n) for n in range(1, 8))
    days = set(posting_days)
    first = next((one for one in ahead if WEEK[one.weekday()].value in days), None)
    return end_of(first) if first else confirmed_at + WITHOUT_DAYS


def end_of(day: date) -> datetime:
    """Midnight in Shanghai, when the day is over."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=timezone.get_default_timezone())
