"""A route's map, drawn by the server: numbered pins at the stops' townships, joined by a stitched line.

What is known of a stop is its township's point; stops of one township stand round that point, and the page says so.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from cms.map_labels import Box, around, free_place, least_bad
from cms.models import Township

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


def route_map(stops: Iterable[Mapping[str, str]], townships: Mapping[str, Township]) -> RouteMap | None:
    """The map of stops that name a known township, numbered as in the list; None when fewer than two do."""
    placed = [(n, stop, townships[stop["township"]]) for n, stop in enumerate(stops, 1) if stop["township"] in townships]
    if len(placed) < 2:
        return None
    projection = Projection([point(town) for _, _, town in placed])
    pins = [pin(n, stop, town, placed, projection) for n, stop, town in placed]
    inside = named({town.slug for _, _, town in placed}, townships, projection, pins)
    per_km = projection.scale / KM_PER_DEGREE
    return RouteMap(pins, inside, scale_km=round_km(130 / per_km), pixels_per_km=per_km)


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


def pin(number: int, stop: Mapping[str, str], town: Township, placed: list, projection: Projection) -> Pin:
    """A pin at its township, or on an arc round it when several stops share the township."""
    x, y = projection.xy(*point(town))
    sharing = [n for n, _, other in placed if other == town]
    if len(sharing) > 1:
        angle = math.pi * (1.15 - 1.3 * sharing.index(number) / (len(sharing) - 1))
        reach = SPREAD if len(sharing) > 3 else SPREAD * 0.62
        x, y = x + reach * 1.5 * math.cos(angle), y - reach * math.sin(angle)
    return Pin(number, stop["title"], x, y)


def round_km(km: float) -> int:
    """The round number of kilometres nearest below `km`, for the scale bar."""
    return max((step for step in (1, 2, 5, 10, 20, 50) if step <= km), default=1)
