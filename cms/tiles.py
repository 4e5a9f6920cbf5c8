"""A map of tiles under a route's pins, where the operator has named a provider: TILE_MAP. Without one nothing changes.

The pins are moved into the provider's datum here, at the edge; what is kept and exported stays WGS-84.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cms.geography.datum import GCJ02, WGS84, Point, wgs_to_gcj
from cms.itinerary import Halt
from cms.maps import HEIGHT, MARGIN, WIDTH, Pin, apart
from cms.models import Track

TILE = 256
CLOSEST = 15  # a street map closer than this would look more exact than what is known of most stops
SHIFTS: dict[str, Callable[[Point], Point]] = {WGS84: lambda point: point, GCJ02: wgs_to_gcj}
NEEDED = {"url", "datum", "credit", "number"}


@dataclass(frozen=True)
class Provider:
    """`url` has {z}, {x} and {y}; `number` is the map's 审图号, which stands beside `credit` on every map."""

    url: str
    datum: str
    credit: str
    number: str

    def tile(self, zoom: int, x: int, y: int) -> str:
        return self.url.replace("{z}", str(zoom)).replace("{x}", str(x)).replace("{y}", str(y))


@dataclass(frozen=True)
class Tile:
    address: str
    x: int
    y: int


@dataclass(frozen=True)
class TileMap:
    provider: Provider
    tiles: list[Tile]
    pins: list[Pin]
    recorded: list[str]
    width: int = WIDTH
    height: int = HEIGHT
    side: int = TILE


def provider() -> Provider | None:
    """The provider of the setting; None without one. Raises ImproperlyConfigured for half a setting."""
    said: dict[str, Any] = settings.TILE_MAP
    if not said:
        return None
    has_parts = all(part in said.get("url", "") for part in ("https://", "{z}", "{x}", "{y}"))
    whole = has_parts and set(said) == NEEDED and all(said.values())
    if not whole or said["datum"] not in SHIFTS:
        raise ImproperlyConfigured(
            f"TILE_MAP needs {sorted(NEEDED)}: an https address with {{z}}, {{x}}, {{y}}, wgs84 or gcj02."
        )
    return Provider(**said)


def mercator(point: Point, zoom: int) -> tuple[float, float]:
    """Pixels of the whole world's map at `zoom`."""
    world, latitude = TILE * 2**zoom, math.radians(point[0])
    return (point[1] + 180) / 360 * world, (1 - math.asinh(math.tan(latitude)) / math.pi) / 2 * world


def closest_zoom(points: list[Point]) -> int:
    for zoom in range(CLOSEST, 0, -1):
        spots = [mercator(point, zoom) for point in points]
        wide, tall = (max(side) - min(side) for side in zip(*spots, strict=True))
        if wide <= WIDTH - 2 * MARGIN and tall <= HEIGHT - 2 * MARGIN:
            return zoom
    return 1


def corner(spots: list[tuple[float, float]]) -> tuple[int, int]:
    """The upper left corner of a map with these spots in its middle."""
    across, down = zip(*spots, strict=True)
    return round((min(across) + max(across) - WIDTH) / 2), round((min(down) + max(down) - HEIGHT) / 2)


def tile_map(halts: Iterable[Halt], track: Track | None = None) -> TileMap | None:
    """The map of the stops whose place is known; None without a provider, or with nothing to show."""
    by, placed = provider(), [(halt, halt.spot) for halt in halts if halt.spot]
    if by is None or not placed:
        return None
    shift = SHIFTS[by.datum]
    lines = [[shift((lat, lon)) for lat, lon, _height in part] for part in track.segments] if track else []
    points = [shift(spot.point) for _halt, spot in placed]
    every = [*points, *(point for line in lines for point in line)]
    zoom = closest_zoom(every)
    left, top = corner([mercator(point, zoom) for point in every])

    def here(point: Point) -> tuple[float, float]:
        x, y = mercator(point, zoom)
        return x - left, y - top

    pins = [(Pin(halt.number, halt.title, *here(point)), True) for (halt, _spot), point in zip(placed, points, strict=True)]
    drawn = [" ".join(f"{x:.0f},{y:.0f}" for x, y in map(here, line[:: max(1, len(line) // 200)])) for line in lines]
    return TileMap(by, tiles_of(by, zoom, left, top), apart(pins), drawn)


def tiles_of(by: Provider, zoom: int, left: int, top: int) -> list[Tile]:
    """The tiles that cover the map, each with its corner on it."""
    columns = range(left // TILE, (left + WIDTH - 1) // TILE + 1)
    rows = range(top // TILE, (top + HEIGHT - 1) // TILE + 1)
    return [Tile(by.tile(zoom, x, y), x * TILE - left, y * TILE - top) for y in rows for x in columns]
