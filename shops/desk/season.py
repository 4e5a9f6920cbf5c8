"""When goods come into season and go out of it, from the months they are picked in and the days they may be booked."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Turn:
    """That on `day` something begins or ends for a product."""

    day: date
    product: Any
    words: str


def turns_of(goods: Iterable[Any], first: date, last: date) -> list[Turn]:
    """What turns from `first` to `last`, both included, by day, then as the goods stand."""
    turns = [turn for product in goods for turn in turns_of_product(product, first, last)]
    return sorted(turns, key=lambda turn: turn.day)


def turns_of_product(product: Any, first: date, last: date) -> list[Turn]:
    months = set(product.harvest_months)
    found = [
        (product.presale_from, _("advance booking begins")), (product.presale_until, _("advance booking ends")),
        (product.ships_from, _("posting begins")),
    ]  # fmt: skip
    if 0 < len(months) < 12:
        found += [(day, _("its season begins")) for day in begins(months, first, last)]
        found += [(day, _("its season ends")) for day in ends(months, first, last)]
    return [Turn(day, product, words) for day, words in found if day and first <= day <= last]


def months_between(first: date, last: date) -> list[tuple[int, int]]:
    count = (last.year - first.year) * 12 + last.month - first.month
    return [(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(count + 1)]


def begins(months: set[int], first: date, last: date) -> list[date]:
    """First days of months that are picked in after one that is not."""
    return [date(y, m, 1) for y, m in months_between(first, last) if m in months and (m - 2) % 12 + 1 not in months]


def ends(months: set[int], first: date, last: date) -> list[date]:
    """Last days of months that are picked in before one that is not."""
    picked = [(y, m) for y, m in months_between(first, last) if m in months and m % 12 + 1 not in months]
    return [date(y, m, monthrange(y, m)[1]) for y, m in picked]


def next_month(today: date) -> tuple[date, date]:
    """Its first and last day."""
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def by_month(goods: Iterable[Any]) -> list[int]:
    """How many goods are picked in each month, January first."""
    rows = [set(product.harvest_months) for product in goods]
    return [sum(month in months for months in rows) for month in range(1, 13)]
