"""A track as an editor looks it over: its shape alone, north up."""

from dataclasses import dataclass
from math import cos, radians

SIDE, MARGIN = 480, 24


@dataclass(frozen=True)
class LineDrawing:
    lines: list[str]  # the `points` of polylines
    side: int = SIDE


def line_drawing(segments: list) -> LineDrawing | None:
    """None where there is no line."""
    points = [point for part in segments for point in part]
    if not points:
        return None
    south, west = min(point[0] for point in points), min(point[1] for point in points)
    squeeze = cos(radians(south))
    tall = max(point[0] for point in points) - south
    wide = (max(point[1] for point in points) - west) * squeeze
    scale = (SIDE - 2 * MARGIN) / max(tall, wide, 1e-5)
    return LineDrawing([
        " ".join(f"{MARGIN + (lon - west) * squeeze * scale:.0f},{SIDE - MARGIN - (lat - south) * scale:.0f}"
                 for lat, lon, _height in part) for part in segments
    ])  # fmt: skip
