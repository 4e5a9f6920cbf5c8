"""Festivals and what is done at them, 640 × 420."""

from .. import farm as f
from .. import goods as g
from .. import land
from ..bands import strip
from ..gallery import scene
from ..palette import (
    CREAM,
    G300,
    G500,
    I200,
    I700,
    I800,
    I900,
    I950,
    L500,
    L700,
    R600,
    R700,
    SLATE_LINE,
    STRAW,
    WHITE,
    WOOD,
)
from ..pen import at, fill, line, oval, rect, ring, sew, shadow

W, H = 640, 420


@scene("s-drum")
def drum() -> str:
    """Three long drums under a path band."""
    drums = "".join(
        shadow(x, 372, 56, 9) + at(x, y, g.long_drum(), s, turn)
        for x, y, s, turn in ((176, 236, 1.08, -15), (320, 230, 1.16, 0), (464, 236, 1.08, 15))
    )
    return (
        rect(0, 0, W, H, "#24397A")
        + rect(0, 334, W, 86, I800)
        + strip("path", 0, 0, 640, 3.2, I950)
        + sew(SLATE_LINE, "M0 392h640", 3, "12 9")
        + drums
    )


@scene("s-meal")
def meal() -> str:
    """The eighteen stuffed dishes on a long table, from above."""
    foods = (
        ("#E2B84F", 170, 118),
        ("#7FB065", 326, 106),
        ("#C9553D", 480, 122),
        ("#8A5634", 172, 214),
        ("#F3D2B4", 484, 220),
        (L500, 176, 312),
        ("#E9A03A", 330, 326),
        ("#B9A23A", 482, 314),
    )
    pot = (
        oval(326, 224, 84, 48, I950)
        + oval(326, 214, 84, 46, "#3B4359")
        + oval(326, 212, 70, 36, "#C98B3C")
        + fill(L500, "M300 206q10-12 26-4-8 12-26 4zM334 220q12-12 28-2-12 10-28 2z")
        + oval(318, 226, 9, 7, R600)
        + oval(350, 202, 9, 7, R600)
    )
    sticks = line(STRAW, "M566 150v110M578 150v110M74 150v110M86 150v110", 5)
    return (
        rect(0, 0, W, H, WOOD)
        + line("#6E4327", "M0 84h640M0 168h640M0 252h640M0 336h640", 4)
        + rect(50, 36, 540, 348, I900)
        + strip("sun", 50, 36, 540, 1.25, I950)
        + strip("sun", 50, 354, 540, 1.25, I950)
        + sticks
        + "".join(at(x, y, f.plate(c), 1) for c, x, y in foods)
        + pot
    )


@scene("s-song")
def song() -> str:
    """Songs across the valley by moonlight: threads of sound, notes as diamonds, a bird on a branch."""

    def note(x: int, y: int, c: str, s: float = 1) -> str:
        return at(x, y, fill(c, "M0-14 14 0 0 14-14 0z") + fill(I900, "M0-5 5 0 0 5-5 0z"), s)

    threads = "".join(f"M-10 {y}c120-90 220 60 340-10s200-80 330-10" for y in (120, 146, 172, 198, 224))
    notes = "".join(
        note(x, y, c, s)
        for x, y, c, s in (
            (96, 102, G500, 1.2),
            (170, 138, WHITE, 1),
            (250, 168, R600, 1.2),
            (330, 116, G500, 1),
            (400, 126, WHITE, 1.1),
            (470, 146, R600, 1),
            (560, 172, G500, 1.2),
        )
    )
    moon = oval(540, 74, 40, 40, G300) + ring(540, 74, 52, 52, G300, 2, "7 6")
    branch = (
        line("#6B4A2E", "M-10 352q120-30 200-74", 9) + at(60, 330, g.leaf(), 0.8, -40) + at(120, 306, g.leaf(L500), 0.8, 20)
    )
    return (
        land.sky(W, H, land.NIGHT[:6], 0.8)
        + moon
        + land.valley(W, H, 41, 0.62, 4)
        + sew(I200, threads, 2.5, "11 7")
        + notes
        + branch
        + at(176, 258, f.bird(), 1.3)
    )


@scene("s-tops")
def tops() -> str:
    """Spinning tops and the whip that drives them."""
    places = ((170, 356, 0.95, R700, -8), (346, 386, 1.15, I700, 5), (520, 346, 0.85, L700, 12))
    rings = "".join(ring(x, y, 90 * s, 20 * s, "#8A5A22", 3, "9 7") for x, y, s, _, _ in places)
    whip = line(WOOD, "M36 120-20 260", 12) + line(CREAM, "M36 120q80-60 120 10t70 40", 7)
    return (
        land.sky(W, H, land.MORNING, 0.5)
        + land.range_(W, H, 180, 60, 5, "#7FA7A0", "#A9C9BE")
        + fill("#D9B27F", "M0 206q320-30 640 0v214H0z")
        + sew(WHITE, "M0 232q320-30 640 0M40 400q280 20 560 0", 3, "14 10", ".7")
        + rings
        + "".join(at(x, y, f.top(c), s, r) for x, y, s, c, r in places)
        + whip
    )


@scene("s-herbmarket")
def herb_market() -> str:
    """The Dragon Boat herb market: bunches hanging over full baskets."""
    beam = rect(0, 60, W, 22, WOOD) + sew("#5E3A24", "M0 71h640", 3, "18 10")
    tops = "".join(
        at(x, 116, g.bunch(*c), 0.9)
        for x, c in (
            (80, (L700, L500)),
            (220, (L500, "#7FB065", R600)),
            (360, ("#6C8740", "#8FA858", G500)),
            (500, (L700, L500)),
            (610, (L500, "#7FB065", R600)),
        )
    )
    fillings = (
        "".join(
            at(x, 8, g.leaf(c), 1.2, r)
            for x, r, c in ((-70, -30, L700), (-34, -8, L500), (0, 10, L700), (36, -6, L500), (70, 30, L700))
        ),
        "".join(at(x, y, g.ginger(), 0.3) for x, y in ((-50, 0), (40, -4), (0, -16))),
        "".join(
            oval(x, y, 16, 16, c)
            for x, y, c in (
                (-70, 0, R600),
                (-40, -12, "#D9483B"),
                (-8, -4, R600),
                (24, -14, "#D9483B"),
                (56, -4, R600),
                (80, 4, "#D9483B"),
            )
        ),
    )
    return (
        rect(0, 0, W, H, "#FBE9C8")
        + rect(0, 320, W, 100, "#D9B27F")
        + sew(WHITE, "M0 340h640", 3, "14 10", ".7")
        + strip("tea", 0, 0, 640, 2, I900)
        + beam
        + tops
        + "".join(at(x, 402, g.basket(at(0, -10, b, 1.1)), 0.78) for x, b in zip((112, 320, 528), fillings, strict=True))
    )


@scene("s-bird")
def bird() -> str:
    """Bird-Chasing Festival: rice cakes on bamboo twigs, and the birds that come for them."""
    twig = line("#6C8740", "M40 420Q160 220 470 60M190 262q60-20 150-4M300 158q-20-50-10-104M380 108q60-10 120 24", 8)
    cakes = "".join(
        line(STRAW, f"M{x} {y}v26", 3) + at(x, y + 46, g.rice_cake(c), 0.44)
        for x, y, c in (
            (340, 258, "#FBF5E4"),
            (290, 60, "#C9DFA6"),
            (498, 132, "#FBF5E4"),
            (240, 240, "#C9DFA6"),
            (430, 108, "#F8DCD0"),
        )
    )
    leaves = "".join(
        at(x, y, g.leaf(c), 0.9, r)
        for x, y, r, c in (
            (110, 330, -60, L500),
            (150, 286, 80, L700),
            (260, 196, -50, L700),
            (410, 88, 10, L500),
            (470, 60, 70, L700),
            (350, 124, -20, L500),
        )
    )
    return (
        land.sky(W, H, land.MORNING, 0.7)
        + oval(540, 90, 40, 40, "#F8D48A")
        + land.range_(W, H, 270, 80, 5, "#9DC0A8")
        + land.range_(W, H, 330, 60, 8, "#5E9B6E", "#A9CE9B")
        + land.field(H, "#8FB35A", "#B9D58C", 340)
        + twig
        + leaves
        + cakes
        + at(556, 236, f.bird(), 1.3, 0, True)
        + at(150, 120, f.bird(I700), 1)
        + at(414, 330, f.bird("#D9941F"), 0.9)
    )
