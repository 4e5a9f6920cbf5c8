"""The evening market, and its row of stalls at two widths."""

from .. import goods as g
from .. import houses as h
from .. import land
from ..gallery import SLICE, scene, whole
from ..palette import (
    G300,
    G500,
    I200,
    I700,
    I900,
    L700,
    L800,
    R700,
    WHITE,
)
from ..pen import at, oval, rect, sew, sheet

W, H = 640, 420


@scene("s-market")
def market() -> str:
    """Two stalls at dusk."""
    return (
        land.sky(W, H, land.DUSK, 0.8)
        + land.range_(W, H, 240, 80, 7, "#28557A")
        + land.range_(W, H, 290, 60, 2, L700, "#74B05F")
        + lights(W, 92)
        + rect(0, 372, W, 48, "#D9B27F")
        + sew(WHITE, "M0 396h640", 3, "14 10", ".7")
        + at(164, 380, h.stall("tea", L800, goods("tea")), 0.92)
        + at(478, 380, h.stall("sun", R700, goods("honey")), 0.92)
    )


def lights(w: int, gap: int) -> str:
    """A string of lamps across the top."""
    lamps = "".join(oval(x, 40 + (k % 2) * 10, 9, 11, G500) for k, x in enumerate(range(gap // 2, w, gap)))
    return sew(I200, "M0 22" + f"q{gap // 2} 24 {gap} 0" * (w // gap + 1), 2, "7 5") + lamps


def goods(kind: str) -> str:
    """A row of one kind of goods on a counter 250 wide."""
    one = {
        "tea": at(0, 4, g.pouch(""), 0.23),
        "honey": at(0, 2, g.jar(""), 0.3),
        "oil": at(0, 4, g.bottle(""), 0.2),
        "fruit": "".join(at(x, y, g.kiwi(), 0.24) for x, y in ((-16, -12), (16, -12), (0, -34))),
    }
    if kind == "cloth":
        return "".join(
            rect(x - 24, -70, 42, 70, c, 3)
            + sew(G300, f"M{x - 22}-54h38M{x - 22}-18h38", 3, "5 4")
            + sew(WHITE, f"M{x - 22}-36h38", 6, "4 4")
            for x, c in zip((-96, -44, 8, 60, 108), (R700, I900, L800, "#835400", I700), strict=True)
        )
    return "".join(at(x, 0, one[kind]) for x in (-92, -31, 31, 92))


ROW = (
    ("tea", L800, "tea"),
    ("sun", R700, "honey"),
    ("path", I900, "cloth"),
    ("drum", "#5F3D00", "oil"),
    ("sun", I700, "fruit"),
)


@whole("m-row-w")
def row_wide() -> str:
    """The market row on a wide screen."""
    w, hh = 1440, 420
    body = (
        land.sky(w, hh, land.NIGHT, 0.85)
        + land.range_(w, hh, 250, 90, 7, "#28557A")
        + land.range_(w, hh, 300, 70, 2, L700, "#74B05F")
        + lights(w, 96)
    )
    stalls = "".join(at(110 + k * 306, 388, h.stall(b, c, goods(kind))) for k, (b, c, kind) in enumerate(ROW))
    return sheet(w, hh, body + rect(0, 372, w, 48, "#D9B27F") + sew(WHITE, f"M0 402h{w}", 3, "14 10", ".7") + stalls, SLICE)


@whole("m-row-m")
def row_phone() -> str:
    """The market row on a phone."""
    body = (
        land.sky(390, 230, land.NIGHT, 0.85)
        + land.range_(390, 230, 140, 50, 7, "#28557A")
        + land.range_(390, 230, 166, 40, 2, L700, "#74B05F")
        + at(0, -8, lights(660, 84), 0.6)
    )
    stalls = at(100, 218, h.stall("sun", R700, goods("honey")), 0.57) + at(292, 218, h.stall("tea", L800, goods("tea")), 0.57)
    return sheet(390, 230, body + rect(0, 204, 390, 26, "#D9B27F") + sew(WHITE, "M0 221h390", 2, "10 7", ".7") + stalls, SLICE)
