"""Lessons of the packing table: weigh, seal, label, pack, post."""

from . import goods as g
from . import tools as t
from .bands import strip
from .gallery import indoors, lesson, whole
from .palette import I500, I700, I900, KRAFT_LINE, L700, R600, R700, STEEL, WHITE
from .pen import at, fill, line, oval, rect, ring, sew, shadow, sheet, words


@lesson("l-weigh", "indigo")
def weigh() -> str:
    """A pouch on the scale at 250 g."""
    return at(320, 366, t.scale()) + at(320, 252, g.pouch(), 0.58) + at(96, 350, g.sprig(), 1.2)


@lesson("l-seal", "gold")
def seal() -> str:
    """The sealer's jaw on the pouch's mouth."""
    heat = line(R600, "M200 52q-12-14 0-26M250 52q-12-14 0-26M300 52q-12-14 0-26M350 52q-12-14 0-26", 6)
    return at(290, 366, g.pouch(), 0.72) + at(276, 106, t.sealer()) + heat


@lesson("l-label", "green")
def label() -> str:
    """The label beside the pouch it goes on."""
    return at(190, 368, g.pouch(""), 0.8) + at(460, 196, t.label_sheet(), 1.16, 5) + at(320, 200, t.arrow(), 1, 180)


@lesson("l-check", "red")
def check() -> str:
    """The pouch upside down, shaken, and a tick."""
    return (
        at(310, 60, at(0, 0, g.pouch(""), 0.72), 1, 180).replace('opacity=".13"', 'opacity="0"')
        + at(440, 190, t.waves(), 1.2)
        + at(180, 190, t.waves(), 1.2, 180)
        + at(560, 330, t.tick(), 1.2)
    )


@whole("l-poster")
def poster() -> str:
    """The film's poster: the pouch on the scale by night, under a tea band; the left is free for the play button."""
    return sheet(
        960,
        540,
        indoors(960, 540, "night", 390)
        + strip("tea", 0, 0, 960, 3)
        + at(560, 500, t.scale(), 1.16)
        + at(560, 366, g.pouch(), 0.72)
        + at(820, 470, g.cup(), 1.05)
        + at(330, 480, g.sprig(), 1.4),
    )


@lesson("l-box", "indigo")
def box() -> str:
    """A jar going into an open carton with padding round it."""
    pad = "".join(at(x, y, t.paper_ball(), 0.8) for x, y in ((-110, -140), (110, -140), (-66, -150), (70, -152)))
    return at(320, 366, g.box_back() + at(0, -44, g.jar(), 1) + pad + g.box(True), 1.14)


@lesson("l-padding", "sand")
def padding() -> str:
    """Two fingers of paper on every side of the jar, measured."""
    ball = "".join(
        at(x, y, t.paper_ball(), s, turn)
        for x, y, s, turn in (
            (196, 92, 0.9, 0),
            (260, 78, 0.8, 40),
            (320, 80, 0.9, 90),
            (384, 78, 0.8, 0),
            (444, 92, 0.9, 30),
            (194, 160, 0.9, 60),
            (446, 160, 0.9, 0),
            (192, 230, 0.9, 10),
            (448, 230, 0.9, 80),
            (200, 300, 0.9, 0),
            (264, 316, 0.8, 50),
            (322, 316, 0.9, 0),
            (382, 316, 0.8, 70),
            (442, 302, 0.9, 20),
        )
    )
    frame = (
        rect(136, 40, 368, 320, "#C79A63", 6)
        + rect(156, 60, 328, 280, "#B4874F")
        + sew(KRAFT_LINE, "M146 50h348v300H146z", 3, "10 7")
    )
    gap = line(
        R600, "M160 200h68M172 188l-14 12 14 12M216 188l14 12-14 12M412 200h68M424 188l-14 12 14 12M468 188l14 12-14 12", 7
    )
    return frame + ball + at(320, 284, g.jar(), 0.98) + gap


@lesson("l-parcel", "green")
def parcel() -> str:
    """A taped parcel with its waybill, and the tape."""
    return at(270, 352, g.parcel(), 1.36) + at(540, 350, t.tape_gun(), 0.9)


@lesson("l-courier", "sand")
def courier() -> str:
    """The courier's three-wheeler at the door, a parcel waiting."""
    way = sew(R600, "M548 220Q480 40 250 78", 7, "16 10") + line(R600, "M278 50l-32 28 38 20", 7)
    return at(232, 362, t.trike(), 1.24) + at(532, 366, g.parcel(), 0.6) + way


@lesson("l-van", "indigo")
def van() -> str:
    """The van on its way, at a known hour."""
    speed = line(WHITE, "M20 190h60M8 230h56M30 270h40", 8)
    return sew(WHITE, "M0 366h640", 6, "34 22") + at(310, 350, t.van(), 1.14) + speed + at(548, 90, clock_face())


def clock_face() -> str:
    """A clock at four, 120 across, centred."""
    return (
        oval(0, 0, 60, 60, I900)
        + oval(0, 0, 50, 50, WHITE)
        + ring(0, 0, 40, 40, I500, 4, "2 19")
        + line(R600, "M0 0V-32M0 0l20 14", 7)
    )


@lesson("l-jar", "gold")
def jar() -> str:
    """A full jar, wiped, its lid screwed tight."""
    turn = line(I700, "M206 76q110-66 226-4M432 44v30h-32", 8)
    return at(320, 360, g.jar(), 1.36) + turn


@lesson("l-bottle", "red")
def bottle() -> str:
    """A bottle being filled beside one that is labelled."""
    return (
        at(220, 376, g.bottle("", capped=False), 0.7)
        + at(430, 376, g.bottle(), 0.78)
        + fill(STEEL, "M166 14h108l-34 56v26h-40V70z")
        + line("#F6CC62", "M220 0v20", 12)
        + at(560, 340, g.camellia_fruit(), 0.9)
        + at(90, 350, g.flower(), 0.7)
    )


@lesson("l-pouch", "green")
def pouch() -> str:
    """Three sizes of pouch, side by side."""
    sizes = "".join(words(x, 390, s, 30, L700) for x, s in ((130, "50 g"), (310, "125 g"), (520, "250 g")))
    return at(130, 346, g.pouch(""), 0.42) + at(310, 346, g.pouch(""), 0.6) + at(520, 346, g.pouch(""), 0.8) + sizes


@lesson("l-tin", "sand")
def tin() -> str:
    """Tins keep light and damp out."""
    return at(210, 356, g.tin(), 1.25) + at(440, 356, g.tin(R700, "sun"), 1.05) + at(560, 360, g.sprig(), 1.2)


@lesson("l-ice", "indigo")
def ice() -> str:
    """Fresh meat in a foam box between ice packs."""
    foam = rect(120, 130, 400, 230, WHITE, 14) + rect(150, 160, 340, 130, "#D6E6EE", 8)
    meat = at(320, 232, g.steak(), 0.52)
    packs = at(212, 206, t.cold_pack(), 0.74) + at(428, 206, t.cold_pack(), 0.74) + at(320, 150, t.cold_pack(), 0.7)
    front = (
        rect(120, 270, 400, 92, "#F2F6F8", 12)
        + sew(I500, "M136 286h368v60H136z", 3, "12 8")
        + line(I500, "M320 294v44M301 305l38 22M301 327l38-22", 6)
    )
    return shadow(320, 362, 220, 14) + foam + packs + meat + front + at(570, 190, t.thermometer(40), 0.8)


@lesson("l-return", "red")
def return_() -> str:
    """A parcel coming back round, and the money with it."""
    way = line(I700, "M540 230q10-180-200-186-170 4-212 110M112 92l14 66 62-24", 13)
    return at(250, 356, g.parcel(), 1) + way + at(530, 306, t.coin(), 1.4)


@lesson("l-grades", "sand")
def grades() -> str:
    """Three grades by size, each in its own tray place."""
    out = ""
    for x, size, name in ((120, 1.15, "A"), (320, 0.9, "B"), (520, 0.66, "C")):
        out += rect(x - 90, 250, 180, 110, "#C9A262", 8) + sew("#A87B43", f"M{x - 78} 262h156v86h-156z", 4, "12 8")
        out += (
            at(x - 34, 240 - 20 * size, g.kiwi(), size * 0.66, -12)
            + at(x + 36, 244 - 20 * size, g.kiwi(), size * 0.66, 14)
            + at(x, 176, g.kiwi(), size * 0.66)
        )
        out += oval(x, 305, 32, 32, WHITE) + words(x, 319, name, 40, R700)
    return out


@lesson("l-batch", "indigo")
def batch() -> str:
    """Three pouches of one day with the same batch stamp."""
    packs = "".join(
        at(x, 352, g.pouch(""), 0.6) + at(x, 290, rect(-42, -40, 84, 44, WHITE) + words(0, -8, "1124", 32, R700))
        for x in (104, 258, 412)
    )
    return packs + at(566, 352, t.stamp(), 0.9) + sew(R600, "M20 376h474", 4, "14 9")


@lesson("l-basket", "green")
def basket() -> str:
    """A basket of fresh leaf."""
    tea = "".join(
        at(x, y, g.sprig(), 1.5, turn) for x, y, turn in ((-70, 14, -20), (0, 6, 0), (70, 14, 20), (-36, 22, -6), (38, 22, 8))
    )
    return at(320, 356, g.basket(tea), 1.42) + at(560, 362, g.sprig(), 1.4) + at(90, 366, g.sprig("#5B9C55", "#74B05F"), 1.2)


@lesson("l-store", "mist")
def store() -> str:
    """Shelves off the floor and off the wall, sacks and jars dry."""
    shelf = (
        line("#8A5634", "M130 60v300M510 60v300", 16) + rect(110, 170, 420, 16, "#A9703F") + rect(110, 330, 420, 16, "#A9703F")
    )
    top = at(200, 170, g.jar(""), 0.6) + at(320, 170, g.tin(), 0.56) + at(440, 170, g.jar(""), 0.6)
    sack = "".join(
        at(
            x,
            330,
            fill("#E3CD9E", "M-60 0q-16-70 14-104-14-8-10-24h112q4 16-10 24 30 34 14 104z")
            + rect(-46, -110, 92, 12, R600)
            + sew("#B99A5E", "M-48-30h96M-44-64h88", 4, "9 7"),
            0.78,
        )
        for x in (190, 320, 450)
    )
    return shelf + top + sack + at(590, 200, t.thermometer(70), 0.7) + line(I500, "M60 340v-80M46 276l14-18 14 18", 6)


@whole("g-bag")
def guide_bag() -> str:
    """A jar upside down in a tied bag on white paper."""
    paper = fill(WHITE, "M150 318h340l30 44H120z") + sew("#C6D0D4", "M158 326h324", 3, "9 7")
    jar_ = at(320, 128, at(0, 0, g.jar(""), 1), 1, 180).replace('opacity=".13"', 'opacity="0"')
    bag = fill("#C2CDE8", "M216 96q104-40 208 0l14 242H202z", ".42") + sew(I500, "M216 96q104-40 208 0l14 242H202z", 4, "10 8")
    return sheet(
        640,
        400,
        indoors(640, 400, "gold", 290)
        + paper
        + jar_
        + bag
        + line(R600, "M270 84q50-18 100 0", 10)
        + line(R600, "M286 80q-20-30-40-20M354 80q20-30 40-20", 6),
    )


@lesson("g-box", "indigo")
def guide_box() -> str:
    """The jar half in its box, straw on both sides."""
    straw = (
        "".join(at(x, -150, t.paper_ball(), 0.95) for x in (-112, 112))
        + at(-84, -164, t.paper_ball(), 0.6)
        + at(88, -162, t.paper_ball(), 0.6)
    )
    return at(320, 362, g.box_back() + at(0, -60, g.jar(), 0.96) + straw + g.box(True), 1.08)


@lesson("g-shake", "green")
def guide_shake() -> str:
    """A closed box shaken beside the ear's height."""
    body = at(316, 300, g.box(), 0.92, -10)
    return body + at(500, 200, t.waves(), 1.4) + at(136, 220, t.waves(), 1.4, 180)
