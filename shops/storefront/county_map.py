"""The county drawn by the server: a green sheet in contours, its townships, and a pin where there are shops.

A sketch in the right proportions, not a survey: places come from `cms.Township`, the edge is drawn round them.
"""

from dataclasses import dataclass
from math import cos, dist, pi, radians, sin

from cms.models import Township
from shops.market.queries import MOST_OF_A_VALUE

WIDTH, HEIGHT, MARGIN, EDGE = 720, 880, 110, 76
Point = tuple[float, float]
CONTOURS = ((1.0, "#EAF3E4"), (0.8, "#DCECD3"), (0.58, "#CBE2C0"), (0.34, "#B8D7AC"))


@dataclass(frozen=True)
class Pin:
    """A township on the map, with how many shops are open there, counted to one above `MOST_OF_A_VALUE`."""

    township: Township
    x: int
    y: int
    shops: int
    side: str  # where its name stands: right, left, below

    @property
    def number(self) -> str:
        return str(self.shops) if self.shops <= MOST_OF_A_VALUE else f"{MOST_OF_A_VALUE}+"

    @property
    def label_x(self) -> int:
        away = 36 if self.shops else 13
        return self.x + {"right": away, "left": -away, "below": 0}[self.side]

    @property
    def label_y(self) -> int:
        return self.y + ((54 if self.shops else 28) if self.side == "below" else 9)

    @property
    def anchor(self) -> str:
        return {"right": "start", "left": "end", "below": "middle"}[self.side]


@dataclass(frozen=True)
class CountyMap:
    pins: list[Pin]
    contours: list[tuple[str, str]]  # path, colour


def hull(points: list[Point]) -> list[Point]:
    """The corners of the smallest convex shape round `points`."""

    def turn(o: Point, a: Point, b: Point) -> float:
        return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])

    def half(ordered: list[Point]) -> list[Point]:
        side: list[Point] = []
        for point in ordered:
            while len(side) >= 2 and turn(side[-2], side[-1], point) <= 0:
                side.pop()
            side.append(point)
        return side[:-1]

    ordered = sorted(set(points))
    return ordered if len(ordered) < 3 else half(ordered) + half(ordered[::-1])


def round_about(points: list[Point], radius: float) -> list[Point]:
    """The edge of the sheet: a shape that keeps `radius` away from every point, with round corners."""
    ring = [(radius * cos(radians(turn)), radius * sin(radians(turn))) for turn in range(0, 360, 30)]
    return hull([(x + dx, y + dy) for x, y in points for dx, dy in ring])


def walked(corners: list[Point], steps: int = 40) -> list[Point]:
    """`steps` points at equal distances round `corners`, so that the curve through them has no kinks."""
    sides = [(a, b, dist(a, b)) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]
    points: list[Point] = []
    step, left = sum(length for *_, length in sides) / steps, 0.0
    for a, b, length in sides:
        while left < length and len(points) < steps:
            k = left / length
            points.append((a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k))
            left += step
        left -= length
    return points


def outline(edge: list[Point], scale: float) -> str:
    """A smooth closed path along `edge`, drawn towards its middle by `scale`, less regular the higher it lies."""
    cx, cy = (sum(p[i] for p in edge) / len(edge) for i in (0, 1))
    turns = [2 * pi * n / len(edge) for n in range(len(edge))]
    rough = [scale * (1 + (0.03 + 0.12 * (1 - scale)) * (sin(3 * t + 9 * scale) + sin(5 * t) / 2)) for t in turns]
    out = [(cx + (x - cx) * k, cy + (y - cy) * k) for (x, y), k in zip(edge, rough, strict=True)]
    parts = [f"M{out[0][0]:.0f} {out[0][1]:.0f}"]
    for n, b in enumerate(out):
        a, c, d = out[n - 1], out[(n + 1) % len(out)], out[(n + 2) % len(out)]
        first = (b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6)
        second = (c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6)
        parts.append("C" + " ".join(f"{p[0]:.0f} {p[1]:.0f}" for p in (first, second, c)))
    return "".join(parts) + "Z"


def side_of(x: float, y: float, points: list[Point]) -> str:
    """Where a name stands so that it meets no other township and stays on the sheet: "right", "left" or "below"."""
    if x < WIDTH * 0.72 and not any(0 < px - x < 150 and abs(py - y) < 26 for px, py in points):
        return "right"
    return "left" if x > 200 and not any(0 < x - px < 150 and abs(py - y) < 26 for px, py in points) else "below"


def placed(townships: list[Township]) -> list[Point]:
    """Where each township stands on the sheet."""
    stretch = cos(radians(25))  # a degree of longitude is this much shorter than one of latitude
    flat = [(float(t.longitude) * stretch, -float(t.latitude)) for t in townships]
    left, top = min(p[0] for p in flat), min(p[1] for p in flat)
    wide, high = max(p[0] for p in flat) - left or 1, max(p[1] for p in flat) - top or 1
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    dx, dy = (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2
    return [(dx + (x - left) * scale, dy + (y - top) * scale) for x, y in flat]


def county_map(townships: list[Township]) -> CountyMap:
    """The map of these townships, each with its number of open `shops`. Reads nothing."""
    if len(townships) < 3:
        return CountyMap([], [])
    points = placed(townships)
    pins = [
        Pin(t, round(x), round(y), t.shops, side_of(x, y, points))  # type: ignore[attr-defined]  # townships_with_shops
        for t, (x, y) in zip(townships, points, strict=True)
    ]
    edge = walked(round_about(points, EDGE))
    drawn = [(outline(edge, scale), colour) for scale, colour in CONTOURS]
    return CountyMap(sorted(pins, key=lambda pin: pin.shops), drawn)
