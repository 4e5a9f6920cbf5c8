"""The four bands (sun, tea bud, long drum, mountain path) and the short bands printed on packs.

The grids are abstractions made for this site, not copies of a documented pattern.
"""

from .palette import I900
from .pen import at, rect, sheet
from .stitch import Cells, cross, diamond, hook, move, rule, solid, star, weave, zig

HIGH = 24


def sun() -> tuple[Cells, int]:
    """Eight-petal flowers and diamonds between two toothed edges."""
    wide = 44
    cells: Cells = {}
    for y, flip in ((4, 1), (19, -1)):
        cells |= {(x, y - flip * min(x % 4, 4 - x % 4)): "w" for x in range(wide)}
    cells |= rule(wide, 0, "r") | rule(wide, 23, "r")
    cells |= move(cross("g", "g"), 0, 12, wide) | move(cross("g", "g"), 22, 12, wide)
    cells |= move(diamond(6, "g", "w"), 33, 12) | {(33, 12): "r"}
    return cells | move(star(4, "", "r", "w"), 11, 12), wide


def tea() -> tuple[Cells, int]:
    """Tea shoots, one up and one down, with small crosses between."""
    wide = 28
    cells: Cells = rule(wide, 0, "g") | rule(wide, 23, "g")
    for cx in (0, 14):
        for cy in (4, 12, 20):
            cells |= move(cross("r", "w"), cx, cy, wide)
    for cx, up in ((7, 1), (21, -1)):
        cells |= {(cx, 12 + k): "n" for k in range(-6, 8)}
        for k, reach in ((-3, 3), (1, 4), (5, 3)):
            cells |= {(cx + s * j, 12 + up * (k - j)): "l" if j == reach else "n" for j in range(1, reach + 1) for s in (1, -1)}
        cells |= {(cx, 12 - up * 7): "g", (cx, 12 - up * 8): "g"}
    return cells, wide


def drum() -> tuple[Cells, int]:
    """Long drums, thin at the waist, and ram's horns."""
    wide = 30
    cells: Cells = rule(wide, 0, "gww") | rule(wide, 23, "gww")
    for y in range(-8, 8):
        half = max(1, abs(2 * y + 1) // 4 + 1)
        for x in range(-half, half + 1):
            rim = abs(x) == half or y in (-8, 7)
            cells[(9 + x, 12 + y)] = "g" if rim else ("w" if abs(y + 0.5) > 4 and (x + y) % 2 == 0 else "r")
    cells |= move(hook("w"), 23, 12)
    return cells | {(23 + x, y): "r" if x % 2 else "g" for x in range(-3, 4) for y in (5, 18)}, wide


def path() -> tuple[Cells, int]:
    """Three zigzags, the mountain path, with diamonds above and below."""
    wide = 32
    cells: Cells = rule(wide, 0, "rw") | rule(wide, 23, "rw")
    for k, thread in ((0, "g"), (3, "r"), (6, "w")):
        cells |= zig(wide, 16, thread, 13 + k)
    for cx, cy in ((0, 4), (16, 4), (8, 19), (24, 19)):
        cells |= move(diamond(2, "g", "r"), cx, cy, wide)
    return cells, wide


BANDS = {"sun": sun, "tea": tea, "drum": drum, "path": path}


def band_file(name: str) -> str:
    """One seamless repeat, 24 px high, on no ground."""
    cells, wide = BANDS[name]()
    return sheet(wide, HIGH, solid(cells), ' shape-rendering="crispEdges"')


def strip(name: str, x: float, y: float, w: float, size: float, ground: str = I900) -> str:
    """A whole band laid on a drawing from (x, y), w wide, one stitch `size` units; ends on a whole stitch."""
    cells, wide = BANDS[name]()
    return rect(x, y, w, HIGH * size, ground) + at(x, y, weave(cells, wide, round(w / size)), size)


def ribbon(name: str, x: float, y: float, w: float, size: float, ground: str = I900) -> str:
    """A short band of nine rows for packs, awnings and cuffs, where the whole band would be too fine."""
    cells, period = RIBBONS[name]()
    return rect(x, y, w, 9 * size, ground) + at(x, y, weave(cells, period, round(w / size)), size)


def _sun_ribbon() -> tuple[Cells, int]:
    petals = {(x * sx, y * sy): "w" for x, y in ((1, 2), (1, 3), (2, 1), (3, 1)) for sx in (1, -1) for sy in (1, -1)}
    cells: Cells = rule(14, 0, "r") | rule(14, 8, "r") | move(petals | {(0, 0): "g"}, 4, 4)
    return cells | move(diamond(2, "g", "r"), 11, 4), 14


def _tea_ribbon() -> tuple[Cells, int]:
    cells: Cells = rule(10, 0, "g") | rule(10, 8, "g") | {(5, y): "n" for y in range(2, 7)}
    cells |= {(5 + s * j, 6 - j): "n" for j in (1, 2, 3) for s in (1, -1)} | {(5, 2): "l", (3, 2): "l", (7, 2): "l"}
    return cells | {(0, 4): "w", (0, 3): "r", (0, 5): "r"}, 10


def _drum_ribbon() -> tuple[Cells, int]:
    cells: Cells = rule(15, 0, "gww") | rule(15, 8, "gww")
    for y in range(2, 7):
        half = abs(y - 4) + 1
        cells |= {(3 + x, y): "g" if abs(x) == half else "r" for x in range(-half, half + 1)}
    return cells | move(diamond(2, "w", "r"), 11, 4), 15


def _path_ribbon() -> tuple[Cells, int]:
    cells: Cells = rule(8, 0, "rw") | rule(8, 8, "rw") | zig(8, 8, "g", 6) | zig(8, 8, "w", 7)
    return cells | {(0, 3): "r", (4, 6): "r"}, 8


RIBBONS = {"sun": _sun_ribbon, "tea": _tea_ribbon, "drum": _drum_ribbon, "path": _path_ribbon}
