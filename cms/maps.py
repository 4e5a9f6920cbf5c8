"""A route's map, drawn by the server: numbered pins at the stops, joined by a stitched line.

A stop with a measured point stands there. Of another only its township's point is known; stops of one township stand
round that point, and the page says so.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cms.geography.spots import Spot
from cms.itinerary import Halt
from cms.map_labels import Box, around, free_place, least_bad
from cms.models import Township, Track

WIDTH, HEIGHT, MARGIN = 720, 520, 96
SIZE = (WIDTH, HEIGHT)
PIN, MARK = 34, 9  # half a pin as large as it is on a phone, half a township's mark, with the air round them
FURNITURE = (Box(672, 52, 34, 34), Box(96, 488, 84, 26))  # the arrow north, the scale
LEAST_SPAN = 0.16  # degrees of latitude shown at least: a map of one point would have no scale
KM_PER_DEGREE = 111.2
SPREAD = 118  # pixels from a township's point to its stops, when it has several


@dataclass(frozen=True)
class Pin:
    number: int
    title: str
    x: float
    y: float


@dataclass(frozen=True)
class Town:
    township: Township
    x: float
    y: float
    is_stop: bool  # pins stand at it or round it: it has no mark of its own
    name_at: Box


@dataclass(frozen=True)
class RouteMap:
    """Everything the drawing needs, in the units of its view box."""

    pins: list[Pin]
    towns: list[Town]
    scale_km: int
    pixels_per_km: float
    recorded: list[str] = field(default_factory=list)  # a track's segments, as `points` of polylines
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def line(self) -> str:
        """The way from pin to pin, as the `points` of a polyline."""
        return " ".join(f"{pin.x:.0f},{pin.y:.0f}" for pin in self.pins)

    @property
    def scale_width(self) -> float:
        return self.scale_km * self.pixels_per_km


class Projection:
    """Degrees to pixels: equal scale both ways at the county's latitude, the points in the middle."""

    def __init__(self, points: list[tuple[float, float]]) -> None:
        latitudes, longitudes = [lat for lat, _ in points], [lon for _, lon in points]
        self.middle = (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2
        self.squeeze = math.cos(math.radians(self.middle[0]))
        tall = max(max(latitudes) - min(latitudes), LEAST_SPAN)
        wide = max((max(longitudes) - min(longitudes)) * self.squeeze, LEAST_SPAN)
        self.scale = min((HEIGHT - 2 * MARGIN) / tall, (WIDTH - 2 * MARGIN) / wide)

    def xy(self, latitude: float, longitude: float) -> tuple[float, float]:
        east = (longitude - self.middle[1]) * self.squeeze * self.scale
        north = (latitude - self.middle[0]) * self.scale
        return WIDTH / 2 + east, HEIGHT / 2 - north


def route_map(halts: Iterable[Halt], townships: Mapping[str, Township], track: Track | None = None) -> RouteMap | None:
    """The map of the stops whose place is known at all, numbered as in the list; None when fewer than two are."""
    placed = [(halt, halt.spot) for halt in halts if halt.spot]
    if len(placed) < 2:
        return None
    line = [(lat, lon) for part in track.segments for lat, lon, _height in part] if track else []
    projection = Projection([spot.point for _halt, spot in placed] + line)
    pins = apart([(pin(halt, spot, placed, projection), spot.is_measured) for halt, spot in placed])
    inside = named({spot.township.slug for _, spot in placed if spot.township}, townships, projection, pins)
    per_km = projection.scale / KM_PER_DEGREE
    recorded = [drawn(part, projection) for part in track.segments] if track else []
    return RouteMap(pins, inside, scale_km=round_km(130 / per_km), pixels_per_km=per_km, recorded=recorded)


def drawn(part: list, projection: Projection) -> str:
    """A track's segment as the `points` of a polyline, at most 200 of them: a map this small shows no more."""
    step = max(1, len(part) // 200)
    places = [projection.xy(lat, lon) for lat, lon, _height in [*part[::step], part[-1]]]
    return " ".join(f"{x:.0f},{y:.0f}" for x, y in places)


def apart(pins: list[tuple[Pin, bool]]) -> list[Pin]:
    """The pins in their order; a measured one is moved in a widening spiral until it covers no other.

    Those of townships stand apart by themselves.
    """
    clear = [one for one, is_measured in pins if not is_measured]
    for one, is_measured in pins:
        if is_measured:
            turns = ((one.x + 4 * n * math.cos(n), one.y + 4 * n * math.sin(n)) for n in range(200))
            free = (spot for spot in turns if all(max(abs(spot[0] - p.x), abs(spot[1] - p.y)) >= 44 for p in clear))
            x, y = next((s for s in free if 24 < s[0] < WIDTH - 24 and 24 < s[1] < HEIGHT - 24), (one.x, one.y))
            clear.append(replace(one, x=x, y=y))
    return sorted(clear, key=lambda one: one.number)


def named(stopped: set[str], townships: Mapping[str, Township], projection: Projection, pins: list[Pin]) -> list[Town]:
    """The townships with a name on the map: every stop's, then those whose mark and name are clear of all else."""
    standing = [Box(pin.x, pin.y, PIN, PIN) for pin in pins]
    taken, way = [*FURNITURE, *standing], along(pins)
    towns: list[Town] = []
    for town in sorted(townships.values(), key=lambda one: one.slug not in stopped):
        x, y, is_stop = *projection.xy(*point(town)), town.slug in stopped
        mark = Box(x, y, MARK, MARK)
        under_a_pin = any(map(mark.touches, standing))
        places = around(x, y, town.name, PIN if under_a_pin else MARK)
        if not is_stop and (not mark.is_inside(WIDTH, HEIGHT) or any(map(mark.touches, taken))):
            continue
        place = free_place(places, taken + way, SIZE) or free_place(places, taken, SIZE)
        place = place or (least_bad(places, taken, SIZE) if is_stop else None)
        if place:
            towns.append(Town(town, x, y, is_stop, place))
            taken += [place] if is_stop else [place, mark]
    return towns


def along(pins: list[Pin]) -> list[Box]:
    """Small boxes along the stitched line, so that no name is struck through where there is room beside it."""
    steps = [step / 12 for step in range(1, 12)]
    legs = pairwise(pins)
    return [Box(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part, 6, 6) for a, b in legs for part in steps]


def point(township: Township) -> tuple[float, float]:
    return float(township.latitude), float(township.longitude)


def pin(halt: Halt, spot: Spot, placed: list[tuple[Halt, Spot]], projection: Projection) -> Pin:
    """A pin at its own point or its township's, or on an arc round this when several stops share it."""
    x, y = projection.xy(*spot.point)
    sharing = [other.number for other, at in placed if at.township and at.township == spot.township]
    if len(sharing) > 1:
        angle = math.pi * (1.15 - 1.3 * sharing.index(halt.number) / (len(sharing) - 1))
        reach = SPREAD if len(sharing) > 3 else SPREAD * 0.62
        x, y = x + reach * 1.5 * math.cos(angle), y - reach * math.sin(angle)
    return Pin(halt.number, halt.title, x, y)


def round_km(km: float) -> int:
    """The round number of kilometres nearest below `km`, for the scale bar."""
    return max((step for step in (1, 2, 5, 10, 20, 50) if step <= km), default=1)
