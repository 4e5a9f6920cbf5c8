"""Which price holds on a day: the most specific rule that covers it. Pure.

Festival, then season on some days of the week, season, days of the week, and below them all the visit's own price. Two rules of
one rank may not meet on any day to come, so that no order of writing them matters.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from shops.availability.models import EVERY_DAY, Rate

LEAP_YEAR = 2028
ONE_DAY = timedelta(days=1)


def rank(rate: Rate) -> int:
    """The greater wins."""
    if rate.kind == Rate.Kind.FESTIVAL:
        return 4
    if rate.kind == Rate.Kind.SEASON:
        return 3 if rate.weekdays else 2
    return 1


def on_weekday(rate: Rate, day: date) -> bool:
    return rate.weekdays == EVERY_DAY or bool(rate.weekdays >> day.weekday() & 1)


def in_season(rate: Rate, day: date) -> bool:
    """Whether the day is within its dates. In a season of every year 29 February is a day of its own, before 1 March."""
    if rate.first and rate.until:
        return rate.first <= day < rate.until
    if rate.from_day is None or rate.until_day is None:
        return True
    number = day.month * 100 + day.day
    if rate.from_day < rate.until_day:
        return rate.from_day <= number < rate.until_day
    return number >= rate.from_day or number < rate.until_day


def covers(rate: Rate, day: date) -> bool:
    return on_weekday(rate, day) and in_season(rate, day)


def by_rank(rates: Iterable[Rate]) -> list[Rate]:
    return sorted(rates, key=rank, reverse=True)


def rate_on(ranked: Sequence[Rate], day: date) -> Rate | None:
    """The rule that holds on the day, of rules in the order of `by_rank`; None where the visit's own price does."""
    return next((rate for rate in ranked if covers(rate, day)), None)


def days_between(first: date, until: date) -> Iterator[date]:
    for n in range((until - first).days):
        yield first + timedelta(days=n)


def first_meeting(one: Rate, other: Rate, today: date) -> date | None:
    """The first day from `today` on that both cover, when they are of one rank; None when they never meet.

    Where neither has dates, some year will have the day on that day of the week: the day is then one of a leap year.
    """
    if rank(one) != rank(other) or not share_weekdays(one, other):
        return None
    dated = [rate for rate in (one, other) if rate.first and rate.until]
    if dated:
        first = max([today, *(rate.first for rate in dated if rate.first)])
        until = min(rate.until for rate in dated if rate.until)
        return next((day for day in days_between(first, until) if covers(one, day) and covers(other, day)), None)
    year = days_between(date(LEAP_YEAR, 1, 1), date(LEAP_YEAR + 1, 1, 1))
    return next((day for day in year if in_season(one, day) and in_season(other, day)), None)


def share_weekdays(one: Rate, other: Rate) -> bool:
    return EVERY_DAY in (one.weekdays, other.weekdays) or bool(one.weekdays & other.weekdays)
