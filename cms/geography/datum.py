"""WGS-84 (GPS devices, all that is stored here), GCJ-02 (AMap, Tencent) and BD-09 (Baidu). Degrees, latitude first.

Maps in China are drawn in GCJ-02, which is shifted against WGS-84 by a few hundred metres, or in Baidu's shift of that.
The formula is the one known since 2010 and published, among others, in EvilTransform (github.com/googollee/eviltransform)
and PRCoords (github.com/Artoria2e5/PRCoords, public domain); the way back is found by repeating the way there.
"""

from collections.abc import Callable
from math import atan2, cos, hypot, pi, radians, sin, sqrt

Point = tuple[float, float]
A, EE = 6378245.0, 0.00669342162296594323  # Krasovsky 1940: half the long axis in metres, the square of its eccentricity
BD_TURN = pi * 3000 / 180
WGS84, GCJ02, BD09 = "wgs84", "gcj02", "bd09"
# The country in rectangles (north, west, south, east), less the neighbours that reach into them. Coarse at the borders.
INSIDE = (
    (49.2204, 79.4462, 42.8899, 96.33), (54.1415, 109.6872, 39.3742, 135.0002), (42.8899, 73.1246, 29.5297, 124.143255),
    (29.5297, 82.9684, 26.7186, 97.0352), (29.5297, 97.0253, 20.414096, 124.367395),
    (20.414096, 107.975793, 17.871542, 111.744104),
)  # fmt: skip
NEIGHBOURS = (
    (25.398623, 119.921265, 21.785006, 122.497559), (22.284, 101.8652, 20.0988, 106.665), (21.5422, 106.4525, 20.4878, 108.051),
    (55.8175, 109.0323, 50.3257, 119.127), (55.8175, 127.4568, 49.5574, 137.0227), (44.8922, 131.2662, 42.5692, 137.0227),
    (28.35, 82.9684, 26.7186, 88.15), (23.2, 97.0253, 20.414096, 99.2),
)  # fmt: skip


def is_in_china(point: Point) -> bool:
    """Whether maps of China shift this point."""
    return within(point, INSIDE) and not within(point, NEIGHBOURS)


def within(point: Point, boxes: tuple[tuple[float, float, float, float], ...]) -> bool:
    return any(south <= point[0] <= north and west <= point[1] <= east for north, west, south, east in boxes)


def wgs_to_gcj(point: Point) -> Point:
    """As AMap draws it; outside China nothing is shifted."""
    if not is_in_china(point):
        return point
    lat, lon = point
    x, y = lon - 105.0, lat - 35.0
    waves = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    north += (20 * sin(y * pi) + 40 * sin(y / 3 * pi) + 160 * sin(y / 12 * pi) + 320 * sin(y / 30 * pi)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    east += (20 * sin(x * pi) + 40 * sin(x / 3 * pi) + 150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    bend = 1 - EE * sin(radians(lat)) ** 2
    metres_north = A * (1 - EE) / (bend * sqrt(bend)) * pi / 180  # in a degree
    metres_east = A / sqrt(bend) * cos(radians(lat)) * pi / 180
    return lat + north / metres_north, lon + east / metres_east


def gcj_to_bd(point: Point) -> Point:
    if not is_in_china(point):
        return point
    lat, lon = point
    reach = hypot(lon, lat) + 0.00002 * sin(lat * BD_TURN)
    turn = atan2(lat, lon) + 0.000003 * cos(lon * BD_TURN)
    return reach * sin(turn) + 0.006, reach * cos(turn) + 0.0065


def wgs_to_bd(point: Point) -> Point:
    return gcj_to_bd(wgs_to_gcj(point))


def back(shift: Callable[[Point], Point], shown: Point) -> Point:
    """The point that `shift` shows at `shown`, to a few centimetres."""
    lat, lon = shown
    for _again in range(6):
        there = shift((lat, lon))
        lat, lon = lat + shown[0] - there[0], lon + shown[1] - there[1]
    return lat, lon


def gcj_to_wgs(point: Point) -> Point:
    return back(wgs_to_gcj, point)


def bd_to_wgs(point: Point) -> Point:
    return back(wgs_to_bd, point)


TO_WGS: dict[str, Callable[[Point], Point]] = {WGS84: lambda point: point, GCJ02: gcj_to_wgs, BD09: bd_to_wgs}
