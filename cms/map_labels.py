"""Where townships' names stand on a map: beside their points, clear of pins and of one another."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDE, NARROW, TALL = 31, 17, 34  # pixels: a hanzi, a letter, a line, as large as they are on a phone
GAP = 6
EDGE = 10


@dataclass(frozen=True)
class Box:
    """A rectangle by its middle and half its sides, in pixels."""

    x: float
    y: float
    half_wide: float
    half_tall: float

    def touches(self, other: "Box") -> bool:
        apart_x = abs(self.x - other.x) >= self.half_wide + other.half_wide
        return not (apart_x or abs(self.y - other.y) >= self.half_tall + other.half_tall)

    def is_inside(self, width: float, height: float) -> bool:
        fits_x = EDGE + self.half_wide <= self.x <= width - EDGE - self.half_wide
        return fits_x and EDGE + self.half_tall <= self.y <= height - EDGE - self.half_tall


def width_of(name: str) -> float:
    """Roughly how wide `name` is printed."""
    return sum(WIDE if ord(character) > 0x2E7F else NARROW for character in name)


def around(x: float, y: float, name: str, reach: float) -> list[Box]:
    """The places for `name` round a mark of `reach` pixels, the best first: below, above, right, left, the corners."""
    half, tall = width_of(name) / 2, TALL / 2
    up, aside = reach + GAP + tall, reach + GAP + half
    places = [(0, up), (0, -up), (aside, 0), (-aside, 0), (aside, up), (-aside, up), (aside, -up), (-aside, -up)]
    return [Box(x + right, y + down, half, tall) for right, down in places]


def free_place(places: Iterable[Box], taken: list[Box], size: tuple[float, float]) -> Box | None:
    """The first of `places` on the map that touches nothing `taken`; None when there is none."""
    return next((box for box in places if box.is_inside(*size) and not any(map(box.touches, taken))), None)


def least_bad(places: list[Box], taken: list[Box], size: tuple[float, float]) -> Box:
    """The place that touches the fewest things, on the map if it can be: for a name that must be said."""
    return min(places, key=lambda box: (not box.is_inside(*size), sum(map(box.touches, taken))))
