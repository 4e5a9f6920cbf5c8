"""Kitchen, bath, hearth and the lights of festivals, 640 × 420."""

from . import farm as f
from . import goods as g
from . import houses as h
from . import land
from .bands import strip
from .culture import room
from .gallery import scene
from .palette import (
    CREAM,
    G100,
    G300,
    G500,
    HONEY,
    I950,
    L500,
    L700,
    L800,
    R600,
    R700,
    STRAW,
    STRAW_DARK,
    STRAW_MID,
    WHITE,
    WOOD,
    WOOD_DARK,
    WOOD_DEEP,
    WOOD_LIGHT,
)
from .pen import at, fill, line, oval, rect, ring, sew, shadow

W, H = 640, 420


def planks() -> str:
    """The dark boards of a hill kitchen."""
    return rect(0, 0, W, H, WOOD_DARK) + line(WOOD_DEEP, "M0 70h640M0 140h640M0 210h640M0 280h640", 4)


@scene("s-stuffed")
def stuffed() -> str:
    """A flat steamer of stuffed bean curd, peppers, bitter gourd and pumpkin flowers, seen from above the table."""
    meat = "#B9744F"
    tofu = rect(-27, -22, 54, 46, "#E9D9A8", 5) + rect(-27, -22, 54, 36, "#FBF5E4", 5) + oval(0, -4, 16, 10, meat)
    pepper = (
        fill(L700, "M-44 0q2-24 34-22 40 2 56 20-16 22-56 22-32 2-34-20z")
        + fill(meat, "M-26-4q20-12 50 2-22 14-50-2z")
        + line(L800, "M-44 0q-12-2-16-10", 7)
    )
    gourd = oval(0, 0, 34, 30, L700) + ring(0, 0, 33, 29, "#8FC07A", 6, "7 6") + oval(0, 0, 20, 17, meat)
    blossom = (
        fill(HONEY, "M-30 16Q-46-22-16-14-6-44 4-16 34-30 28 10 6 34-30 16z")
        + oval(-2, 4, 15, 11, meat)
        + line(L700, "M-28 18q-14 8-24 6", 6)
    )
    foods = (
        (tofu, 206, 158, 0), (pepper, 318, 128, -8), (gourd, 428, 152, 0), (blossom, 160, 240, 0), (tofu, 266, 222, 4),
        (gourd, 358, 222, 0), (blossom, 462, 240, 14), (pepper, 234, 306, 6), (tofu, 332, 308, -4), (pepper, 430, 314, -14),
    )  # fmt: skip
    steamer = (
        oval(320, 236, 232, 164, I950, ' opacity=".18"')
        + oval(320, 224, 230, 164, STRAW_DARK)
        + oval(320, 218, 230, 162, STRAW)
        + oval(320, 218, 206, 142, "#C9A262")
        + sew(STRAW, "M128 170h384M116 218h408M128 266h384M170 314h300M170 122h300", 4, "14 8", ".75")
        + ring(320, 218, 218, 152, STRAW_DARK, 3, "16 10")
    )
    return (
        rect(0, 0, W, H, WOOD)
        + line("#6E4327", "M0 84h640M0 168h640M0 252h640M0 336h640", 4)
        + steamer
        + "".join(at(x, y, food, 1.3, turn) for food, x, y, turn in foods)
        + line(STRAW, "M578 90 606 330M594 86 622 326", 7)
        + at(60, 356, g.leaf(L500, "#D5E8C4"), 1.2, -24)
    )


@scene("s-herbbath")
def bath() -> str:
    """A hooped tub of tea-coloured water with herbs afloat, bundles hanging above, steam, and a ladle."""
    staves = "".join(f"M{196 + k * 31} 252v118" for k in range(9))
    tub = (
        shadow(320, 384, 190, 16)
        + fill(WOOD, "M150 214h340l-26 168H176z")
        + line(WOOD_DARK, staves, 3)
        + sew(G300, "M160 276h320M170 346h300", 8, "20 5")
        + oval(320, 214, 172, 44, WOOD_LIGHT)
        + oval(320, 216, 154, 36, "#6C5A2C")
        + oval(316, 220, 132, 26, "#8A7336")
    )
    afloat = "".join(at(x, y, g.leaf(c, "#CFE0A8"), s, t) for x, y, s, t, c in (
        (252, 222, 0.6, 70, L700), (318, 232, 0.55, 104, L500), (386, 220, 0.6, 80, L700), (346, 210, 0.45, 60, L500),
    ))  # fmt: skip
    steam = line(WHITE, "M250 176q-22-26 0-52t0-50M326 168q-22-26 0-52t0-50M402 176q-22-26 0-52t0-50", 7, ".75")
    herbs = "".join(at(x, 34, g.bunch(d, li, b), 0.62) for x, d, li, b in (
        (64, L800, L500, ""), (142, L700, "#8FC07A", R600), (506, L700, L500, ""), (584, L800, "#8FC07A", G500),
    ))  # fmt: skip
    pole = rect(0, 20, W, 14, WOOD, 4) + rect(0, 22, W, 4, WOOD_LIGHT)
    ladle = (
        fill(STRAW, "M520 344h84v40q-42 22-84 0z") + oval(562, 344, 42, 11, STRAW_DARK) + line(STRAW_MID, "M596 350l34-80", 9)
    )
    return room("#E1F0E0", "#BEDDB5", "#8FB98A", 320) + herbs + pole + steam + tub + afloat + ladle


@scene("s-hearth")
def hearth() -> str:
    """Strips of pork on a pole over the hearth, thin smoke, a pot on its tripod and a small fire."""
    meat = "".join(at(x, 62, g.bacon(c, d), 0.66) for x, c, d in (
        (92, "#8A3022", 240), (176, "#9A3A2A", 270), (464, "#9A3A2A", 260), (548, "#7E2A1E", 236),
    ))  # fmt: skip
    fire = (
        fill("#E9812B", "M262 364q-8-40 24-66 0 22 14 28 4-36 28-58 0 30 24 46 4-12 2-24 30 34 18 74z")
        + fill(G500, "M286 364q-4-26 16-42 2 14 10 16 6-20 18-30 2 22 14 32 6 12 0 24z")
        + line(WOOD_DEEP, "M226 372l188-22M226 350l188 22", 15)
        + line(WOOD_LIGHT, "M226 350l40 5M374 354l40-4", 5)
    )
    pot = (
        line(I950, "M244 260 222 376M396 260l22 116M320 270v20", 9)
        + fill("#2B3048", "M236 206h168q4 76-84 76t-84-76z")
        + rect(226, 198, 188, 14, "#3B4359", 7)
        + sew("#6574A3", "M250 232h140", 3, "10 8")
    )
    smoke = line(WHITE, "M284 184q-24-32 4-62t-2-62M360 184q-24-32 4-62t-2-62", 8, ".3")
    floor = (
        rect(0, 344, W, 76, WOOD_DEEP) + fill("#4B5163", "M180 360h280l40 46H140z") + fill("#6A7186", "M180 360h280l8 10H172z")
    )
    pole = rect(0, 38, W, 18, STRAW_DARK, 4) + line(STRAW, "M0 43h640", 3) + line(WOOD_DEEP, "M210 38v18M430 38v18", 4)
    glow = oval(320, 320, 200, 120, HONEY, ' opacity=".16"')
    return planks() + glow + smoke + meat + pole + floor + fire + pot


@scene("s-eve")
def eve() -> str:
    """Night before the festival: a gate hung with lanterns, drums set ready, a nearly full moon."""
    lanterns = "".join(at(x, y, h.lantern(), s) for x, y, s in (
        (60, 122, 1.5), (134, 142, 1.3), (506, 142, 1.3), (580, 122, 1.5),
    ))  # fmt: skip
    cord = line(G300, "M0 92q150 70 320 10 170 60 320-10", 3)
    moon = oval(320, 46, 32, 32, G100) + oval(328, 42, 24, 24, G300, ' opacity=".35"')
    drums = "".join(
        shadow(x, 396, 36, 6) + at(x, 306, g.long_drum(), 0.78, t) for x, t in ((84, -8), (160, 6), (480, -6), (556, 8))
    )
    return (
        land.sky(W, H, land.DUSK, 0.8)
        + land.stars(((40, 34), (190, 26), (250, 58), (420, 40), (520, 30), (606, 44)))
        + moon
        + land.range_(W, H, 230, 80, 5, "#37528F")
        + land.dark_ground(W, H, 356)
        + at(320, 372, h.hall("盘王节"), 0.74)
        + cord
        + lanterns
        + drums
    )


@scene("s-ox")
def ox() -> str:
    """The spring ox in its cloth between lanterns, red flowers on its horns, terraces behind."""
    cloth = (
        fill(R600, "M-58-116q50 16 112 0l8 78h-126z")
        + strip("sun", -62, -62, 124, 0.9, I950)
        + sew(G300, "M-52-98q48 12 104 0", 3, "8 6")
    )
    horns = line(CREAM, "M102-150q-26-10-22-42M124-152q24-8 22-40", 9)
    flowers = oval(112, -158, 12, 12, R600) + oval(112, -158, 5, 5, G300)
    lanterns = "".join(at(x, 108, h.lantern(), 1.5) for x in (86, 554))
    return (
        land.sky(W, H, land.DAY, 0.7)
        + land.range_(W, H, 190, 60, 3, "#9DBFC4")
        + land.valley(W, H, 9, 0.42, 4)
        + rect(0, 348, W, 72, "#D9B27F")
        + sew(WHITE, "M0 366h640", 3, "14 10", ".7")
        + line(WOOD_DARK, "M86 60v300M554 60v300", 10)
        + line(R700, "M86 66q234 70 468 0", 4)
        + lanterns
        + at(292, 392, f.cow("#8A6A48", "#5F452C") + horns + flowers + cloth, 1.7)
    )
