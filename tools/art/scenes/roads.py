"""Roads, water and mountains, and a bath at the end of the day, 640 × 420."""

from .. import goods as g
from .. import land
from ..gallery import scene
from ..palette import (
    CREAM,
    G300,
    G500,
    I800,
    L400,
    L500,
    L700,
    L800,
    M300,
    R600,
    SLATE,
    SLATE_LINE,
    STRAW,
    WATER,
    WATER_DEEP,
    WHITE,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
)
from ..pen import at, fill, line, oval, rect, ring, sew, shadow

W, H = 640, 420
STONE, STONE_DARK = "#B9B2A2", "#8F8878"


@scene("s-bridge")
def bridge() -> str:
    """A stone bridge of seven arches over still water, each arch a ring with its reflection."""
    middles = tuple(80 + k * 80 for k in range(7))
    holes = "".join(
        fill(WATER, f"M{x - 31} 282v-26a31 31 0 0 1 62 0v26z") + fill("#DCEAF0", f"M{x - 31} 256a31 31 0 0 1 62 0z", ".6")
        for x in middles
    )
    below = "".join(ring(x, 306, 31, 26, WHITE, 2.5, "9 7") for x in middles)
    arcs = sew(WHITE, "".join(f"M{x - 36} 256a36 36 0 0 1 72 0" for x in middles), 2.5, "9 6")
    return (
        land.sky(W, H, land.DAY, 0.6)
        + land.range_(W, H, 170, 80, 7, "#9DBFC4")
        + land.range_(W, H, 220, 60, 4, "#5E9B83", "#9CC9B4")
        + land.lake(W, 278, 142)
        + fill(STONE, "M0 226q320-56 640 0v62H0z")
        + holes
        + arcs
        + sew(STONE_DARK, "M0 240q320-56 640 0", 3, "24 7")
        + line(CREAM, "M0 224q320-56 640 0", 9)
        + below
        + land.dark_ground(W, H, 384)
    )


@scene("s-pavilion")
def pavilion() -> str:
    """A small open pavilion under trees on a hot day."""
    roof = fill(SLATE, "M-150-118q46-10 74-60l76-64 76 64q28 50 74 60-40-8-70-8h-160q-30 0-70 8z") + sew(
        SLATE_LINE, "M-84-156h168M-58-188h116", 3, "11 7"
    )
    posts = "".join(rect(x, -126, 13, 110, R600) for x in (-96, -36, 24, 84))
    seat = rect(-100, -46, 200, 10, WOOD) + line(WOOD_LIGHT, "M-90-36v20M-60-36v20M60-36v20M90-36v20", 4)
    return (
        land.sky(W, H, land.DAY, 0.7)
        + land.range_(W, H, 200, 80, 13, "#7FA7A0", "#A9C9BE")
        + fill(L700, "M0 300q160-70 330-40t310 20v140H0z")
        + sew(L500, "M0 318q160-70 330-40t310 20", 3)
        + at(130, 330, land.tree(L800), 1.5)
        + at(540, 330, land.tree("#2F7147"), 1.4)
        + at(330, 352, rect(-124, -16, 248, 18, M300) + posts + seat + roof + oval(0, -246, 9, 12, G500), 1.1)
        + fill("#D9B27F", "M250 420q40-40 50-66h60q10 26 60 66z")
        + sew(WHITE, "M284 412q34-30 40-52", 3, "10 8", ".8")
    )


@scene("s-road")
def road() -> str:
    """An old road of worn slabs winding into the hills."""
    slabs = sew(
        STONE_DARK,
        "M222 404h230M236 380h196M262 356h164M300 332h140M344 310h106M376 290h72M386 272h52M380 256h40M364 242h34",
        4,
        "34 6",
    )
    return (
        land.sky(W, H, land.MORNING, 0.6)
        + land.range_(W, H, 170, 90, 4, "#9DBFC4")
        + land.range_(W, H, 220, 70, 10, "#5E9B83", "#9CC9B4")
        + fill(L500, "M0 270q150-60 330-34t310 10v174H0z")
        + fill(L700, "M0 320q120-40 260 10l-60 90H0zM640 290q-120-6-190 30l10 100h180z")
        + fill(STONE, "M196 420q60-70 130-96t62-46-40-44h36q70 22 66 60t-40 60-20 66z")
        + slabs
        + sew(WHITE, "M310 412q10-46 70-78t34-66", 5, "16 11", ".75")
        + at(120, 366, land.fir(), 1)
        + at(62, 392, land.fir("#24583B"), 1.2)
        + at(560, 366, land.tree(L800), 1.1)
    )


@scene("s-teaslope")
def tea_slope() -> str:
    """Rows of tea bushes down a slope, a basket at their foot."""
    rows = "".join(
        at(x + (k % 2) * 46, y, land.bush(L700 if k % 2 else L800, L400), s)
        for k, (y, s) in enumerate(((216, 0.55), (252, 0.7), (296, 0.88), (350, 1.08)))
        for x in range(-10, 700, round(118 * s))
    )
    return (
        land.sky(W, H, land.MORNING, 0.5)
        + oval(500, 74, 34, 34, "#F8EFC8")
        + land.range_(W, H, 150, 80, 6, "#9DBFC4")
        + land.mist(W, 140)
        + fill("#7FAE5E", "M0 190q200-50 640-4v234H0z")
        + rows
        + fill(L800, "M0 372q320-20 640 4v44H0z")
        + sew(L500, "M0 388q320-20 640 4", 3)
        + at(540, 330, g.basket(), 0.5)
        + at(520, 310, g.leaf(L500), 0.5, -20)
        + at(556, 308, g.leaf(), 0.5, 30)
    )


@scene("s-stream")
def stream() -> str:
    """A stream over stones out of the woods."""
    stones = "".join(
        oval(x, y, w, w * 0.5, c) + sew(WHITE, f"M{x - w + 8} {y + 3}q{w - 8} {-w} {2 * w - 16} 0", 2.5, "8 6", ".7")
        for x, y, w, c in (
            (150, 372, 52, STONE),
            (250, 330, 34, STONE_DARK),
            (420, 344, 44, STONE),
            (520, 388, 58, STONE_DARK),
            (352, 292, 24, STONE),
        )
    )
    trees = "".join(
        at(x, y, land.fir(c), s)
        for x, y, s, c in (
            (40, 300, 1.2, L800),
            (120, 270, 0.9, "#2F7147"),
            (520, 262, 0.9, L800),
            (596, 300, 1.3, "#24583B"),
            (210, 240, 0.6, L700),
            (450, 240, 0.6, L700),
        )
    )
    return (
        land.sky(W, H, land.DAY, 0.4)
        + land.range_(W, H, 150, 80, 8, "#7FA7A0")
        + land.range_(W, H, 200, 60, 3, L700, L500)
        + fill(L500, "M0 250q320-50 640 0v170H0z")
        + trees
        + fill(WATER_DEEP, "M312 226h30q20 40 90 80t208 70v44H0v-44q150-20 232-66t80-84z")
        + sew(WHITE, "M326 236q4 50-70 96t-210 70M336 250q40 60 120 96t160 60M330 270q-6 60 0 140", 3, "18 12", ".8")
        + stones
    )


@scene("s-mountain")
def mountain() -> str:
    """Ridge behind ridge at first light, mist between."""
    return (
        land.sky(W, H, land.DUSK, 0.6)
        + oval(470, 150, 42, 42, G300)
        + ring(470, 150, 58, 58, G300, 2.5, "9 7")
        + fill("#6F86B8", "M0 240l110-70 70 36 130-126 90 92 70-30 170 98v180H0z")
        + sew("#C2CDE8", "M116 178l64 36 130-126 84 88", 3)
        + land.mist(W, 236)
        + land.range_(W, H, 290, 90, 9, "#37528F", "#7F93C2")
        + land.mist(W, 290)
        + land.range_(W, H, 340, 70, 2, "#1F3F63", "#5C83A6")
        + land.dark_ground(W, H, 372)
        + "".join(at(x, 392, land.fir("#163A2C", L500), s) for x, s in ((50, 0.8), (110, 0.6), (560, 0.9), (610, 0.7)))
    )


@scene("s-boat")
def boat() -> str:
    """A covered boat on a lake among hills, its boatman's pole at rest."""
    hull = fill(WOOD, "M-150-30q150 24 300 0l-30 44q-120 16-240 0z") + sew(G300, "M-128-12q128 20 256 0", 3, "12 8")
    cover = fill(STRAW, "M-84-26q4-66 84-66t84 66q-84 14-168 0z") + sew(
        "#8A5A22", "M-60-30q4-44 60-44M-28-26q2-46 28-48M28-26q-2-46-28-48M60-30q-4-44-60-44", 3, "9 6"
    )
    return (
        land.sky(W, H, land.DAY, 0.5)
        + land.range_(W, H, 160, 90, 11, "#9DBFC4")
        + land.range_(W, H, 200, 80, 6, "#5E9B83", "#9CC9B4")
        + land.lake(W, 210, 210)
        + fill(L800, "M640 220q-90-50-190-16t-50 36q120 16 240 8z")
        + "".join(at(x, 222, land.fir(), s) for x, s in ((520, 0.5), (566, 0.6), (610, 0.7)))
        + shadow(290, 344, 170, 14)
        + at(290, 330, line(WOOD_DARK, "M120-20 176-170", 6) + hull + cover)
        + sew(WHITE, "M110 366h380M60 392h300", 3, "20 14", ".85")
    )


@scene("s-bath")
def bath() -> str:
    """A wooden tub of steaming water, herbs afloat, bunches drying above."""
    tub = (
        fill(WOOD, "M-150-130h300l-24 146h-252z")
        + line(WOOD_DARK, "M-90-124l12 136M-30-124l4 138M30-124l-4 138M90-124l-12 136", 3)
        + line(G500, "M-143-84h286M-134-20h268", 6)
        + oval(0, -130, 150, 36, WOOD_LIGHT)
        + oval(0, -128, 134, 28, "#7A8A4A")
        + sew(WHITE, "M-100-128q40-14 90 0t110-2", 3, "12 9", ".7")
    )
    steam = line(WHITE, "M260 190q-24-30 0-56t0-56M320 176q-24-30 0-56t0-56M380 190q-24-30 0-56t0-56", 7, ".55")
    return (
        rect(0, 0, W, H, "#5E3A24")
        + line("#4A2D1C", "M80 0v330M160 0v330M240 0v330M320 0v330M400 0v330M480 0v330M560 0v330", 3)
        + rect(0, 30, W, 16, WOOD_LIGHT)
        + at(96, 76, g.bunch(L700, L500), 0.8)
        + at(190, 76, g.bunch("#6C8740", "#8FA858", G500), 0.7)
        + at(544, 76, g.bunch(L500, "#7FB065", R600), 0.8)
        + rect(0, 330, W, 90, I800)
        + sew(SLATE_LINE, "M0 350h640", 3, "12 9")
        + shadow(320, 386, 170, 16)
        + at(320, 366, tub)
        + at(270, 236, g.leaf(L500), 0.5, 20)
        + at(350, 240, g.leaf(), 0.5, -30)
        + steam
    )
