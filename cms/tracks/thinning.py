"""Making a long track short: evenly while it streams in, then where it is straight. What is kept was all recorded."""

from math import cos, hypot, radians

Raw = tuple[float, float, float | None]
MOST_HELD, MOST_KEPT, MOST_SEGMENTS = 4000, 1500, 100
METRES_PER_DEGREE = 111_195


class Thinning:
    """Holds at most MOST_HELD points, however many are added: it forgets those closer together than `apart` metres."""

    def __init__(self) -> None:
        self.parts: list[list[Raw]] = []
        self.last: Raw | None = None  # added last to the part in hand, kept or not
        self.apart, self.held = 5.0, 0

    def begin(self) -> None:
        self.end()
        self.parts.append([])

    def end(self) -> None:
        """The last point of a part is kept whatever its distance: there the recording ended."""
        if self.last is not None and self.parts[-1][-1] != self.last:
            self.parts[-1].append(self.last)
            self.held += 1
        self.last = None

    def add(self, point: Raw) -> None:
        if not self.parts:
            self.parts.append([])
        part, self.last = self.parts[-1], point
        if not part or is_apart(part[-1], point, self.apart):
            part.append(point)
            self.held += 1
        while self.held > MOST_HELD:
            self.apart *= 2
            self.parts = [spaced(one, self.apart) for one in self.parts]
            self.held = sum(map(len, self.parts))

    def finished(self) -> list[list[Raw]]:
        """The parts that are lines, the longest hundred in their order, within MOST_KEPT points."""
        self.end()
        lines = [part for part in self.parts if len(part) > 1]
        longest = sorted(range(len(lines)), key=lambda n: -len(lines[n]))[:MOST_SEGMENTS]
        lines, tolerance = [lines[n] for n in sorted(longest)], 2.0
        while sum(map(len, lines)) > MOST_KEPT and tolerance < 1e6:
            lines, tolerance = [straightened(line, tolerance) for line in lines], tolerance * 2
        return [[(round(lat, 6), round(lon, 6), height) for lat, lon, height in line] for line in lines]


def is_apart(one: Raw, other: Raw, apart: float) -> bool:
    """Whether two points near each other are at least `apart` metres apart, on a flat earth: asked a million times."""
    north = (one[0] - other[0]) * METRES_PER_DEGREE
    east = (one[1] - other[1]) * METRES_PER_DEGREE * cos(one[0] * 0.017453292519943295)
    return north * north + east * east >= apart * apart


def spaced(part: list[Raw], apart: float) -> list[Raw]:
    kept = part[:1]
    for point in part[1:]:
        if is_apart(kept[-1], point, apart):
            kept.append(point)
    return kept if len(part) < 2 or kept[-1] == part[-1] else [*kept, part[-1]]


def straightened(line: list[Raw], tolerance: float) -> list[Raw]:
    """Ramer, Douglas and Peucker's simplification, without recursion: points within `tolerance` metres of the line go."""
    squeeze = cos(radians(line[0][0]))
    flat = [(lon * squeeze * METRES_PER_DEGREE, lat * METRES_PER_DEGREE) for lat, lon, _height in line]
    keep, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, index = 0.0, first
        (ax, ay), (bx, by) = flat[first], flat[last]
        dx, dy = bx - ax, by - ay
        long = hypot(dx, dy)
        for n in range(first + 1, last):
            x, y = flat[n][0] - ax, flat[n][1] - ay
            off = abs(x * dy - y * dx) / long if long else hypot(x, y)
            if off > far:
                far, index = off, n
        if far > tolerance:
            keep.add(index)
            waiting += [(first, index), (index, last)]
    return [line[n] for n in sorted(keep)]
