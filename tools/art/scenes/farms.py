"""Beasts and crops on the hills, 640 × 420."""

from .. import farm as f
from .. import goods as g
from .. import houses as h
from .. import land
from ..gallery import scene
from ..palette import (
    G500,
    I700,
    L800,
    M300,
    R600,
    WHITE,
)
from ..pen import at, fill, line, oval, rect, sew

W, H = 640, 420


@scene("s-cattle")
def cattle() -> str:
    """Yellow cattle on a hill pasture."""
    return (
        land.sky(W, H, land.MORNING, 0.6)
        + land.range_(W, H, 220, 90, 4, "#7FA7A0")
        + land.range_(W, H, 260, 60, 9, "#4F8A63", "#8FC08A")
        + at(80, 300, land.tree(), 1.1)
        + at(566, 296, land.tree(L800), 1.2)
        + land.field(H, y=286)
        + at(206, 392, f.cow(), 1.2)
        + at(476, 376, f.cow("#A06A34", "#7A4E22"), 1.1, 0, True)
    )


@scene("s-pigs")
def pigs() -> str:
    """Black pigs under the trees."""
    nuts = "".join(oval(x, y, 7, 5, "#7A4B2A") for x, y in ((60, 380), (96, 398), (330, 404), (480, 408), (300, 330)))
    return (
        land.sky(W, H, land.MORNING, 0.6)
        + land.range_(W, H, 230, 80, 6, "#4F8A63", "#8FC08A")
        + at(120, 300, land.tree("#2F7147"), 1.2)
        + at(330, 290, land.tree(L800), 1)
        + at(520, 300, land.tree(), 1.3)
        + land.field(H, "#B7A05A", "#D8C48A", 280)
        + at(170, 366, f.pig(), 1.2)
        + at(452, 386, f.pig("#343A55", "#20253C"), 1.4, 0, True)
        + at(270, 412, f.pig("#3B4262", "#252B45"), 0.8)
        + nuts
    )


@scene("s-ricefield")
def rice_field() -> str:
    """Rice near harvest, ears in front, terraces behind."""

    def ear(c: str) -> str:
        grains = "".join(
            at(x, y, oval(0, 0, 6, 11, c), 1, r)
            for x, y, r in (
                (8, -118, 40),
                (20, -110, 60),
                (30, -98, 80),
                (36, -84, 100),
                (38, -70, 120),
                (22, -92, 70),
                (28, -78, 110),
            )
        )
        return line("#8FA03A", "M0 0q-6-90 6-120 22-10 32 50M0-20q-20-50-44-62M2-10q22-40 40-46", 4) + grains

    ears = "".join(
        at(20 + k * 46, 424 + (k % 3) * 8, ear("#E2B84F" if k % 2 else "#F2C75C"), 1 + (k % 3) * 0.1, (k % 5 - 2) * 4)
        for k in range(14)
    )
    return (
        land.sky(W, H, land.DAY, 0.5)
        + land.range_(W, H, 170, 70, 4, "#9DBFC4")
        + land.valley(W, H, 8, 0.36, 4)
        + fill("#D9AE3E", "M0 330q320-26 640 0v90H0z")
        + sew("#8A5A10", "M0 346q320-26 640 0", 3)
        + ears
    )


@scene("s-kiwi-orchard")
def kiwi_orchard() -> str:
    """Kiwi vines on wires, rows running to the hills."""
    rows = "".join(
        fill(c, f"M320 200 {x} 420h90z")
        for x, c in (
            (-220, "#6FA05A"),
            (-40, "#8FB35A"),
            (140, "#6FA05A"),
            (320, "#8FB35A"),
            (500, "#6FA05A"),
            (680, "#8FB35A"),
        )
    )
    posts = "".join(rect(x, 130, 18, 270, "#8A5634") for x in (90, 530))
    fruit = "".join(line("#6C7F45", f"M{x} 150v40", 4) + at(x, 224, g.kiwi(), 0.6, 80) for x in (40, 170, 250, 340, 430, 600))
    return (
        land.sky(W, H, land.MORNING, 0.55)
        + land.range_(W, H, 200, 80, 3, "#7FA7A0", "#A9C9BE")
        + rect(0, 206, W, 214, "#A9CE7A")
        + rows
        + sew(WHITE, "M320 206 60 420M320 206 240 420M320 206 410 420M320 206 590 420", 3, "12 9", ".6")
        + posts
        + line(M300, "M0 144h640", 5)
        + fruit
        + at(0, 144, f.vine_row(5))
        + at(0, 40, f.vine_row(5))
    )


@scene("s-camellia")
def camellia() -> str:
    """Oil camellias in flower on a hillside, fruit in a basket."""
    fruit = "".join(at(x, y, g.camellia_fruit(), 0.66) for x, y in ((-70, -28), (30, -50), (-24, -46), (74, -30), (0, -30)))
    return (
        land.sky(W, H, land.DAY, 0.6)
        + land.range_(W, H, 200, 80, 6, "#9DBFC4")
        + land.range_(W, H, 260, 70, 2, "#5E9B6E", "#A9CE9B")
        + "".join(
            at(x, y, f.camellia_tree(), s) for x, y, s in ((80, 280, 0.5), (230, 270, 0.5), (400, 280, 0.5), (560, 272, 0.5))
        )
        + land.field(H, "#6FA05A", "#A9CE9B", 276)
        + at(150, 384, f.camellia_tree(), 1.15)
        + at(560, 370, f.camellia_tree(), 0.9)
        + at(370, 408, g.basket(fruit), 0.82)
    )


@scene("s-base")
def base() -> str:
    """The demonstration base: plots with flags, a store, a cow at the fence."""
    plots = at(196, 330, f.plot(), 0.86) + "".join(
        at(x, 268, f.flag(c), 0.6) for x, c in ((104, R600), (186, G500), (270, I700), (354, WHITE))
    )
    return (
        land.sky(W, H, land.MORNING, 0.55)
        + land.range_(W, H, 180, 70, 3, "#7FA7A0", "#A9C9BE")
        + rect(0, 216, W, 204, "#A9CE7A")
        + sew("#CFE3A6", "M0 232h640M0 408h640", 3)
        + at(490, 256, h.barn(), 0.9)
        + at(60, 246, land.fir(), 0.7)
        + at(120, 240, land.fir(), 0.6)
        + plots
        + at(400, 346, f.fence(250), 0.9)
        + at(508, 396, f.cow(), 0.86)
    )
