"""A route or a place as what one does, day by day: read once, for the page, its map and every file one can take away."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from cms.geography.spots import Spot, spot_of
from cms.models import PlacePage, RoutePage, RouteStop, Township, Track
from cms.queries import in_both, townships
from cms.staging import Stage, first_days, joined, stages_of


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
    days_before: int = 0  # of the stages before its own

    @property
    def day(self) -> int:
        return self.days_before + (self.row.day if self.row else 1)

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
    stages: list[Stage] = field(default_factory=list)

    @property
    def length_days(self) -> int:
        """What the editors say of a route; of one made of stages, the sum of what they say of each."""
        return sum(stage.days for stage in self.stages) or getattr(self.page, "days", 1)

    @property
    def stages_km(self) -> float | None:
        """Kilometres of all stages together; None unless every one of them was really recorded."""
        lengths = [stage.length_km for stage in self.stages]
        return None if None in lengths or not lengths else sum(filter(None, lengths))

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
    """What `page` leads to, read once for it. Five queries for a route however many stops it has, one for a place."""
    known: Outing | None = page.__dict__.get("outing")
    if known is None:
        known = page.__dict__["outing"] = read_outing(page)
    return known


def read_outing(page: RoutePage | PlacePage) -> Outing:
    towns = townships()
    if isinstance(page, PlacePage):
        halt = Halt(1, str(page.translation_key), page.title, page.lede, spot_of(towns, place=page), page)
        return Outing(page, [halt], towns)
    legs = stages_of(page)
    rows = stops_of(page, legs)
    places = places_by_key(row.place.translation_key for row in rows if row.place)
    before = first_days(legs, rows)
    halts = [halt_of(n, row, places, towns, before.get(row.route_id, 0)) for n, row in enumerate(rows, 1)]
    keys = [leg.translation_key for leg in legs or [page]]
    tracks = {track.route_key: track for track in Track.objects.filter(route_key__in=keys)}
    stages = [Stage(n, leg, sum(row.route_id == leg.pk for row in rows), tracks.get(leg.translation_key))
              for n, leg in enumerate(legs, 1)]  # fmt: skip
    return Outing(page, halts, towns, joined(page, [tracks[key] for key in keys if key in tracks]), stages)


def stops_of(page: RoutePage, legs: list[RoutePage]) -> list[RouteStop]:
    """The route's own stops; of one made of stages, theirs in the order of the stages."""
    if not legs:
        return list(page.route_stops.select_related("place"))
    order = {leg.pk: number for number, leg in enumerate(legs)}
    rows = RouteStop.objects.filter(route__in=legs).select_related("place").order_by("sort_order", "pk")
    return sorted(rows, key=lambda row: order[row.route_id])


def places_by_key(keys: Iterable[Any]) -> dict[Any, PlacePage]:
    """The live place pages with these translation keys, in the reader's language where they exist."""
    wanted = set(keys)
    return (
        {page.translation_key: page for page in in_both(PlacePage.objects.filter(translation_key__in=wanted))} if wanted else {}
    )


def halt_of(number: int, row: RouteStop, places: dict[Any, PlacePage], towns: dict[str, Township], before: int = 0) -> Halt:
    place = places.get(row.place.translation_key) if row.place else None
    return Halt(
        number, str(row.translation_key), row.title, row.text, spot_of(towns, place=place, stop=row), place, row, before
    )
