"""The days and sessions a guest chooses from, as tiles: each says what is left and what it costs, and leads to the page with it
chosen. The first tap is the day of coming, the second that of leaving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.http import urlencode

from common.clock import shanghai_day
from shops.availability.models import Bookable, Stay
from shops.availability.queries import Day, Meeting, WhyNot, calendar_of, first_day, last_day, sessions_of

WEEKS = 5
AHEAD = 60  # days of sessions
FEW = 3


@dataclass(frozen=True)
class Tile:
    """A night: `chosen` of the stay; `last`: the day of leaving. `href` is "" where it cannot be had; `rooms`: how many there
    are in all."""

    night: Day
    href: str
    chosen: bool
    last: bool
    rooms: int

    @property
    def is_few(self) -> bool:
        return self.night.is_free and self.night.left <= FEW and self.night.left < self.rooms


@dataclass(frozen=True)
class Month:
    """Five weeks of tiles from a Monday; addresses of the weeks before and after, "" where there is nothing to see."""

    tiles: list[Tile]
    earlier: str
    later: str

    @property
    def has_full(self) -> bool:
        return any(one.night.why_not == WhyNot.FULL for one in self.tiles)


def nights(bookable: Bookable, asked: str, chosen: dict[str, Any], at: datetime, own: Stay | None = None) -> Month:
    """Tiles from the week of the day `asked` for, of the day chosen, or of the first that can be had; the nights of `own` count
    as free. Two queries."""
    begin = monday(day_in(asked) or chosen.get("first") or first_day(bookable, at))
    begin = max(begin, monday(shanghai_day(at)))
    days = calendar_of([bookable], begin, WEEKS * 7, at)[bookable.pk]
    tiles = [tile(with_own(one, own), chosen, bookable.visit.rooms or 1) for one in days]
    earlier = begin - timedelta(weeks=WEEKS - 1)
    later = begin + timedelta(weeks=WEEKS - 1)
    return Month(
        tiles,
        address(chosen, of=earlier) if begin > monday(shanghai_day(at)) else "",
        address(chosen, of=later) if later <= last_day(bookable, at) else "",
    )


def tile(night: Day, chosen: dict[str, Any], rooms: int) -> Tile:
    first, until = chosen.get("first"), chosen.get("until")
    within = bool(first and until and first <= night.day < until)
    leaves = bool(first and not until and night.day > first)
    href = ""
    if leaves:
        href = address({**chosen, "until": night.day})
    elif night.is_free:
        href = address({**chosen, "first": night.day, "until": None})
    return Tile(night, href, within or night.day == first, night.day == until, rooms)


def with_own(night: Day, own: Stay | None) -> Day:
    """The night as it is once `own` is given up."""
    if own is None or not own.first or not own.until or not own.first <= night.day < own.until:
        return night
    why_not = "" if night.why_not == WhyNot.FULL else night.why_not
    return night._replace(left=night.left + own.places, why_not=why_not)


def meetings(bookable: Bookable, at: datetime) -> Sequence[Meeting]:
    """What is held in the next two months and is not over. Two queries."""
    today = shanghai_day(at)
    found = sessions_of([bookable], today, today + timedelta(days=AHEAD), at)[bookable.pk]
    return [one for one in found if one.session.starts_at > at]


def address(chosen: dict[str, Any], of: date | None = None) -> str:
    """The page with these answers."""
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in chosen.items() if value}
    if of:
        said["from"] = of.isoformat()
    return f"?{urlencode(said)}#days"


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def day_in(text: str) -> date | None:
    """The day written as 2026-12-24; None for anything else."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
