"""Places to visit, 640 × 420."""

from .. import goods as g
from .. import houses as h
from .. import land
from .. import tools as t
from ..gallery import scene
from ..palette import (
    G500,
    I950,
    L500,
    L700,
    L800,
    SLATE_LINE,
    STRAW,
    WATER,
    WATER_DEEP,
    WHITE,
)
from ..pen import at, fill, line, oval, rect, sew, shadow, words

W, H = 640, 420


@scene("s-terrace")
def terrace() -> str:
    """Tea and rice terraces by day, a stilt house on the crest."""
    right = land.Terraces(W, H, 470, 190, 110, 210, 6)
    back = land.Terraces(W, H, 120, 168, 80, 200, 2)
    front = land.Terraces(W, H, 210, 340, 50, 250, 9)
    return (
        land.sky(W, H, land.DAY, 0.6)
        + land.range_(W, H, 190, 60, 3, "#9DBFC4")
        + back.draw(5, 17, "#2A6358", L500)
        + right.draw(5, 26, L700, "#74B05F", 1)
        + at(452, right.edge(0, 452) + 4, h.stilt_house(), 1.1)
        + at(566, right.edge(0, 566) + 10, land.fir(), 0.4)
        + at(594, right.edge(0, 594) + 12, land.fir(), 0.32)
        + front.draw(3, 27, L800, L500, 3)
    )


@scene("s-homestay")
def homestay() -> str:
    """A great stilt house at dusk, windows lit."""
    stars = land.stars(((60, 50), (150, 28), (420, 30), (590, 36), (340, 22)))
    hill = land.Terraces(W, H, 130, 200, 70, 220, 4)
    return (
        land.sky(W, H, land.DUSK, 0.75)
        + stars
        + land.range_(W, H, 230, 70, 5, "#37528F")
        + hill.draw(5, 22, L700, L500)
        + at(320, 384, h.great_house(), 1)
        + land.dark_ground(W, H, 374)
    )


@scene("s-hall")
def hall() -> str:
    """Panwang Hall between terraced hills."""
    return (
        land.sky(W, H, land.DAY, 0.7)
        + land.range_(W, H, 190, 70, 8, "#9DBFC4")
        + land.valley(W, H, 12, 0.36, 4)
        + at(320, 396, h.hall(), 1.08)
        + rect(0, 394, W, 26, "#D9B27F")
        + sew(WHITE, "M0 406h640", 3, "14 10", ".7")
        + at(66, 400, land.tree(L800), 0.8)
        + at(584, 402, land.tree(), 0.86)
    )


def drip(x: int, y: int, wide: int, long_: int) -> str:
    """A stone drop hanging from y (or rising, when long_ is negative)."""
    down, up = round(long_ * 0.7), round(long_ * 0.3)
    return f"M{x - wide} {y}q{wide * 4 // 5} {up} {wide} {long_} {wide // 5} {-down} {wide} {-long_}z"


@scene("s-cave")
def cave() -> str:
    """A karst cave: stone drops above and below, a lit pool, a stitched path in."""
    glow = (
        oval(330, 230, 240, 160, "#34519A")
        + oval(330, 232, 190, 124, WATER_DEEP)
        + oval(330, 236, 140, 88, WATER)
        + oval(330, 240, 84, 52, "#F8EFC8")
    )
    back = "".join(
        drip(x, 40, w, n)
        for x, w, n in ((110, 22, 150), (190, 26, 120), (262, 18, 90), (400, 20, 104), (480, 28, 150), (560, 24, 190))
    )
    front = "".join(
        drip(x, 30, w, n)
        for x, w, n in (
            (60, 40, 250),
            (150, 24, 96),
            (228, 34, 150),
            (310, 20, 70),
            (352, 30, 128),
            (440, 26, 92),
            (524, 36, 170),
            (600, 40, 270),
        )
    )
    rise = "".join(
        drip(x, 410, w, -n)
        for x, w, n in ((40, 46, 120), (120, 30, 70), (180, 22, 44), (500, 26, 60), (560, 34, 110), (620, 40, 150))
    )
    pool = fill("#4C78A8", "M130 342q200-50 400 0l60 78H70z") + sew(WHITE, "M190 352h270M150 376h350", 3, "18 13", ".75")
    return (
        rect(0, 0, W, H, "#14204A")
        + glow
        + fill("#24397A", back)
        + pool
        + fill(I950, "M0 0h640v46q-320 26-640 0z" + front)
        + fill(I950, rise + "M0 420v-30q70-30 150 6l-20 24zM640 420v-40q-70-26-140 14l20 26z")
        + sew(G500, "M300 416q60-40 30-110", 5, "12 9")
        + sew(SLATE_LINE, "M58 70v130M228 60v80M352 60v60M524 60v90M602 70v140", 3, "9 8")
    )


@scene("s-village")
def village() -> str:
    """A hillside village behind its gate."""
    hill = land.Terraces(W, H, 330, 150, 120, 260, 3)
    houses = "".join(
        at(x, y, h.stilt_house(), s)
        for x, y, s in (
            (230, 208, 1),
            (330, 190, 1.1),
            (434, 214, 1),
            (160, 256, 1.2),
            (290, 258, 1.25),
            (410, 268, 1.3),
            (516, 274, 1.15),
        )
    )
    return (
        land.sky(W, H, land.MORNING, 0.55)
        + land.range_(W, H, 190, 70, 2, "#9DBFC4")
        + hill.draw(6, 24, "#2F6B4F", L500)
        + houses
        + fill("#D9B27F", "M250 420q40-70 80-110 40 40 80 110z")
        + land.dark_ground(W, H, 392)
        + at(330, 410, h.gate(), 0.86)
        + at(66, 408, land.tree(L800), 1)
        + at(586, 408, land.tree(), 0.94)
    )


@scene("s-pagoda")
def pagoda() -> str:
    """A pagoda on a rise above the river."""
    return (
        land.sky(W, H, land.DUSK, 0.85)
        + land.range_(W, H, 250, 80, 3, "#37528F")
        + land.range_(W, H, 280, 50, 8, "#28557A")
        + fill(L800, "M120 350q120-70 240-60t240 70v60H120z")
        + sew(L500, "M150 352q110-60 220-46t220 66", 3)
        + at(380, 306, h.pagoda(), 1.02)
        + at(250, 330, land.tree(L700), 0.7)
        + at(500, 336, land.fir(), 0.7)
        + at(540, 352, land.fir(), 0.6)
        + land.lake(W, 358, 62, "#4C6FA8")
    )


@scene("s-reservoir")
def reservoir() -> str:
    """A lake among wooded hills, a raft upon it."""
    raft = shadow(0, 4, 100, 8) + line("#C9A24A", "M-90 0h190M-86-10h184", 9) + line(STRAW, "M-40-4 30-120", 5)
    return (
        land.sky(W, H, land.DAY, 0.55)
        + oval(510, 80, 34, 34, "#F8EFC8")
        + land.range_(W, H, 170, 80, 5, "#9DBFC4")
        + land.range_(W, H, 210, 80, 9, "#5E9B83", "#9CC9B4")
        + land.lake(W, 220, 200)
        + fill(L700, "M0 240q60-60 150-40t110 50q-90 22-260 14z")
        + sew(L500, "M0 230q70-40 140-26t90 40", 3)
        + fill(L800, "M640 230q-80-50-170-20t-60 50q100 20 230 6z")
        + "".join(
            at(x, y, land.fir(), s)
            for x, y, s in ((40, 226, 0.5), (90, 216, 0.6), (140, 220, 0.5), (560, 226, 0.6), (606, 222, 0.7))
        )
        + at(330, 350, raft, 1.1)
    )


@scene("s-inscription")
def inscription() -> str:
    """Old carvings on a rock face by the water."""
    rock = fill("#8C97A4", "M70 360 96 90q60-50 150-50t180 10 120 70l30 240z") + fill(
        "#A4AEB9", "M96 90q60-50 150-50t180 10 40 20L120 150z"
    )
    title = "".join(words(414, y, c, 62, "#EEF2F4") for y, c in ((180, "阳"), (248, "华"), (316, "岩")))
    columns = sew(
        "#D3DADF", "".join(f"M{x} 128v{n}" for x, n in ((352, 196), (316, 180), (280, 196), (244, 170), (216, 120))), 14, "16 8"
    )
    panel = fill("#79848F", "M190 110h260v220H190z") + columns + title
    mark = at(220, 296, t.seal_print("铭", 44))
    return (
        land.sky(W, H, land.DAY, 0.6)
        + land.range_(W, H, 200, 70, 3, "#9DBFC4")
        + rock
        + panel
        + sew("#C6D0D4", "M182 102h276v236H182z", 3)
        + mark
        + line(L700, "M80 200q40-10 60 20t60 6M560 180q-50 0-60 40", 7)
        + "".join(
            at(x, y, g.leaf(c), 0.7, r)
            for x, y, r, c in (
                (110, 200, 20, L500),
                (150, 228, 150, L700),
                (190, 228, 30, L500),
                (530, 184, -30, L500),
                (504, 214, 200, L700),
            )
        )
        + land.lake(W, 350, 70)
        + land.dark_ground(W, H, 398)
    )
