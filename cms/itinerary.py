"""A route or a place as what one does, day by day: read once, for the page, its map and every file one can take away."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from cms.geography.spots import Spot, spot_of
from cms.models import PlacePage, RoutePage, RouteStop, Township, Track
from cms.queries import in_both, townships


@dataclass(frozen=True)
class Halt:
    """A stop with the place it names, in the reader's language, and the best that is known of where it is."""

    number: int
    key: str  # the same in both languages
    title: str
    text: str
    spot: Spot | None = None
    place: PlacePage | None = None
    row: RouteStop | None = None

    @property
    def day(self) -> int:
        return self.row.day if self.row else 1

    @property
    def is_known(self) -> bool:
        """Whether it has a measured point to open in another map."""
        return bool(self.spot and self.spot.is_measured)

    @property
    def amap(self) -> str:
        return self.spot.amap(self.title) if self.spot else ""

    @property
    def baidu(self) -> str:
        return self.spot.baidu(self.title) if self.spot else ""


@dataclass(frozen=True)
class Day:
    number: int
    halts: list[Halt]


@dataclass(frozen=True)
class Outing:
    page: RoutePage | PlacePage
    halts: list[Halt]
    towns: dict[str, Township] = field(default_factory=dict)
    track: Track | None = None

    @property
    def days(self) -> list[Day]:
        """The halts by day, in the order of the days."""
        ordered = sorted(self.halts, key=lambda halt: halt.day)
        return [Day(number, list(halts)) for number, halts in groupby(ordered, key=lambda halt: halt.day)]

    @property
    def has_unmeasured(self) -> bool:
        """Whether a pin stands for a township only."""
        return any(halt.spot and not halt.spot.is_measured for halt in self.halts)


def outing_of(page: RoutePage | PlacePage) -> Outing:
    """What `page` leads to, read once for it. Four queries for a route however many stops it has, one for a place."""
    known: Outing | None = page.__dict__.get("outing")
    if known is None:
        known = page.__dict__["outing"] = read_outing(page)
    return known


def read_outing(page: RoutePage | PlacePage) -> Outing:
    towns = townships()
    if isinstance(page, PlacePage):
        halt = Halt(1, str(page.translation_key), page.title, page.lede, spot_of(towns, place=page), page)
        return Outing(page, [halt], towns)
    rows = list(page.route_stops.select_related("place"))
    places = places_by_key(row.place.translation_key for row in rows if row.place)
    halts = [halt_of(number, row, places, towns) for number, row in enumerate(rows, 1)]
    return Outing(page, halts, towns, Track.objects.filter(route_key=page.translation_key).first())


def places_by_key(keys: Iterable[Any]) -> dict[Any, PlacePage]:
    """The live place pages with these translation keys, in the reader's language where they exist."""
    wanted = set(keys)
    return (
        {page.translation_key: page for page in in_both(PlacePage.objects.filter(translation_key__in=wanted))} if wanted else {}
    )


def halt_of(number: int, row: RouteStop, places: dict[Any, PlacePage], towns: dict[str, Township]) -> Halt:
    place = places.get(row.place.translation_key) if row.place else None
    return Halt(number, str(row.translation_key), row.title, row.text, spot_of(towns, place=place, stop=row), place, row)
