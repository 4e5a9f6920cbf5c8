"""Places and festivals of the county, 640 × 420."""

from . import farm as f
from . import goods as g
from . import houses as h
from . import land
from . import tools as t
from .bands import strip
from .gallery import SLICE, scene, whole
from .palette import (
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
    L800,
    M300,
    R600,
    R700,
    SLATE_LINE,
    STRAW,
    WATER,
    WATER_DEEP,
    WHITE,
    WOOD,
)
from .pen import at, fill, line, oval, rect, ring, sew, shadow, sheet, words

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
