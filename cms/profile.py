"""A track's heights as a drawing: only where every point of it has one."""

from dataclasses import dataclass
from itertools import accumulate, pairwise

from cms.geography.spots import metres
from cms.models import Track

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FLOOR = 720, 216, 40, 680, 44, 150
LEAST_RISE = 40  # metres that fill the drawing at least: a walk on the level shall look level


@dataclass(frozen=True)
class Profile:
    """In the units of its view box; heights in whole metres, `length_km` along the track."""

    points: str
    highest: int
    lowest: int
    top_x: float
    top_y: float
    length_km: float
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR

    @property
    def area(self) -> str:
        return f"{LEFT},{FLOOR} {self.points} {RIGHT},{FLOOR}"


def profile_of(track: Track | None) -> Profile | None:
    """The profile of a track of one piece with heights throughout; None else, for nothing is guessed."""
    if track is None or not track.has_heights or len(track.segments) != 1:
        return None
    heights = [point[2] for point in track.segments[0]]
    steps = [metres((a[0], a[1]), (b[0], b[1])) for a, b in pairwise(track.segments[0])]
    along = [0.0, *accumulate(steps)]
    whole, low, high = along[-1], min(heights), max(heights)
    if not whole:
        return None
    rise = max(high - low, LEAST_RISE)
    spots = [
        (LEFT + (RIGHT - LEFT) * at / whole, FLOOR - 8 - (FLOOR - 8 - TOP) * (height - low) / rise)
        for at, height in zip(along, heights, strict=True)
    ]
    shown = spots[:: max(1, len(spots) // 160)]
    shown = shown if shown[-1] == spots[-1] else [*shown, spots[-1]]
    top = spots[heights.index(high)]
    points = " ".join(f"{x:.0f},{y:.0f}" for x, y in shown)
    return Profile(points, round(high), round(low), *top, whole / 1000)
