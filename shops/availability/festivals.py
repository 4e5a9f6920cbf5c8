"""A festival's price keeps its days when an editor moves the festival, until the host moves it too, by one press.

Never by itself: what the days cost is the host's word to guests who look at them now, and the old days may be dear for another
reason. Whoever has booked keeps the price they paid, either way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from cms.models import Occurrence
from common.clock import shanghai_day
from shops.availability.models import Rate
from shops.availability.rates import ONE_DAY
from shops.availability.setting_up import write_rate

HALF_A_YEAR = timedelta(days=180)


@dataclass(frozen=True)
class Moved:
    """A rule whose festival is `on` another day now; there it would hold from `first` to the day before `until`."""

    rate: Rate
    on: date
    first: date
    until: date

    @property
    def last(self) -> date:
        return self.until - ONE_DAY


def moved(rates: QuerySet[Rate], at: datetime) -> list[Moved]:
    """Those of these rules whose festival has moved. Two queries; one where none is of a festival."""
    today = shanghai_day(at)
    rows: Any = rates.filter(kind=Rate.Kind.FESTIVAL, festival__isnull=False).select_related("bookable__visit__shop")
    rows = list(rows.annotate(festival_key=F("festival__translation_key")))
    days: dict[Any, list[Occurrence]] = {row.festival_key: [] for row in rows}
    for day in Occurrence.objects.held().not_over(today).filter(festival_key__in=days) if days else ():
        days[day.festival_key].append(day)
    return [found for row in rows if (found := there(row, days[row.festival_key], today))]


def there(rate: Any, days: Iterable[Occurrence], today: date) -> Moved | None:
    """Where the rule would hold, by the nearest of its festival's days to come; None where that is a day of the rule, or of
    another year, or the rule's days are over and readers never knew the festival on them. As long as before, and as many days
    around the festival, where it is known on which of its days that was. Pure."""
    nearest = min(days, key=lambda day: abs(day.starts_on - rate.first), default=None)
    if nearest is None or abs(nearest.starts_on - rate.first) >= HALF_A_YEAR or rate.first <= nearest.starts_on < rate.until:
        return None
    was = nearest.moved_from if nearest.moved_from and rate.first <= nearest.moved_from < rate.until else None
    if was is None and rate.until <= today:
        return None
    first = nearest.starts_on - (was - rate.first if was else timedelta(0))
    return Moved(rate, nearest.starts_on, first, max(first + (rate.until - rate.first), nearest.last_day + ONE_DAY))


@transaction.atomic
def follow(*, rate: Rate, by: Any, at: datetime) -> Moved | None:
    """The price holds where the festival is now; None when it does already. Raises RatesMeet, NotChangeable."""
    found = next(iter(moved(Rate.objects.filter(pk=rate.pk), at)), None)
    if found:
        facts = {"first": found.first, "until": found.until}
        write_rate(bookable=found.rate.bookable, rate=found.rate, facts=facts, by=by, at=at)
    return found
