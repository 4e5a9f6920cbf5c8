"""What a shop has sold, for its desk's picture. Whoever keeps sales names a source here; without one nothing is shown.

The desk stands above the parts it shows, yet sales are kept by parts beside it: they give their numbers by this one door.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from shops.franchise.models import Shop

WEEKS = 8


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday, and what the shop sold in them, in fen."""

    begins_on: date
    fen: int


Source = Callable[[Shop, date, int], Sequence[Week]]  # the shop, today, how many weeks → the oldest first
_sources: list[Source] = []


def source(weeks: Source) -> Source:
    """Declare where sales by week come from: one place. Raises ValueError for a second."""
    if _sources:
        raise ValueError("sales have their source already")
    _sources.append(weeks)
    return weeks


def sold_by_week(shop: Shop, today: date) -> list[Week]:
    """The last weeks; nothing while nobody keeps sales, or nothing was ever sold."""
    weeks = [week for given in _sources for week in given(shop, today, WEEKS)]
    return weeks if any(week.fen for week in weeks) else []
