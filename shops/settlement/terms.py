"""When shops are paid, and from how much on. What is set here holds everywhere."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language

from common.clock import shanghai_day

BEGIN = (1, 16)  # days of the month, in Shanghai, on which a period begins
LEAST = 1000  # fen: less than this waits for the next period, unless the shop is closed
GRACE = timedelta(hours=1)  # a period is drawn up this long after its end, when nothing of it is still being written
HOLD = timedelta(days=1)  # new bank details wait so long before anything is paid to them


@dataclass(frozen=True, order=True)
class Period:
    """Whole days of Shanghai, the first and the last."""

    first: date
    last: date

    @property
    def key(self) -> str:
        """As it stands in addresses: its first day."""
        return self.first.isoformat()

    @property
    def begins(self) -> datetime:
        return midnight(self.first)

    @property
    def ends(self) -> datetime:
        """The first instant after it."""
        return midnight(self.last + timedelta(days=1))

    @property
    def before(self) -> "Period":
        return period_on(self.first - timedelta(days=1))

    def is_over(self, at: datetime) -> bool:
        return at >= self.ends + GRACE

    def __str__(self) -> str:
        """ "1–15 May 2026", "2026年5月1日至15日". No period reaches over the end of a month."""
        first, last = self.first, self.last.day
        if get_language() == "en":
            return f"{first.day}–{last} {MONTHS[first.month]} {first.year}"
        return f"{first.year}年{first.month}月{first.day}日至{last}日"


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def period_on(day: date) -> Period:
    """The period that `day` belongs to."""
    begun = max(first for first in BEGIN if first <= day.day)
    later = [first for first in BEGIN if first > begun]
    last = later[0] - 1 if later else monthrange(day.year, day.month)[1]
    return Period(day.replace(day=begun), day.replace(day=last))


def period_of(key: str) -> Period | None:
    """The period of an address; None for anything that is no period's first day."""
    try:
        day = date.fromisoformat(key)
    except ValueError:
        return None
    if not date(2020, 1, 1) <= day < date(2100, 1, 1):
        return None
    period = period_on(day)
    return period if period.key == key else None


def last_over(at: datetime) -> Period:
    """The latest period that is over."""
    period = period_on(shanghai_day(at)).before
    return period if period.is_over(at) else period.before
