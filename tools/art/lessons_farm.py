"""Lessons of the field and the yard."""

from . import farm as f
from . import goods as g
from . import houses as h
from . import land
from . import tools as t
from .gallery import lesson, open_air
from .palette import G500, I500, I700, I900, L500, L700, L800, M300, R600, SKY, SOIL, SOIL_DARK, SOIL_LIGHT, STRAW, WATER, WHITE
from .pen import at, fill, line, oval, rect, sew


def day(hills: bool = True) -> str:
    """A plain light sky with one far hill."""
    far = (
        land.hill(
            640, 400, ((-60, 210), (40, 170), (170, 150), (320, 200), (470, 160), (600, 180), (700, 200)), "#A9C9BE", "#D6E8DF"
        )
        if hills
        else ""
    )
    return rect(0, 0, 640, 400, SKY) + fill("#DDEAEC", "M0 90q160-20 320 0t320-6v316H0z") + far


def earth(y: int = 250, colour: str = SOIL, thread: str = "#A87A50") -> str:
    """Bare near ground from y down, sewn."""
    return fill(colour, f"M0 {y}q320-16 640 0v{400 - y}H0z") + sew(
        thread, f"M0 {y + 20}q320-16 640 0M0 {y + 74}q320-16 640 0", 3
    )


def cut(y: int = 190) -> str:
    """The ground cut open: topsoil from y, subsoil below."""
    return (
        rect(0, y, 640, 210, SOIL_DARK)
        + rect(0, y + 100, 640, 110, SOIL)
        + rect(0, y - 8, 640, 18, L500)
        + sew(SOIL_LIGHT, f"M0 {y + 50}h640M0 {y + 140}h640", 3.5, "12 10")
    )


@lesson("l-soil", "sand", 360)
def soil() -> str:
    """Three layers of earth under a root."""
    roots = line("#E3C48B", "M320 96v150M320 130q-50 20-70 80M320 150q50 20 64 86M320 190q-20 30-26 70", 6)
    return at(320, 108, f.soil_block(440), 1.04) + at(320, 98, f.seedling(), 0.6) + roots


@lesson("l-ph", "green", 330)
def ph() -> str:
    """A soil test: the colour in the tube against the scale."""
    tube = (
        rect(94, 60, 56, 290, WHITE, 28)
        + rect(102, 170, 40, 172, "#E98A3A", 20)
        + fill(SOIL, "M102 300h40v22q-4 20-20 20t-20-20z")
        + rect(84, 52, 76, 20, I900, 6)
    )
    return tube + at(400, 210, f.ph_strip(1), 1.02) + at(520, 370, g.sprig(), 1.2)


@open_air("l-spade")
def spade() -> str:
    """A spade in turned earth."""
    clods = "".join(
        oval(x, y, r, r * 0.7, c)
        for x, y, r, c in (
            (180, 316, 40, SOIL_DARK),
            (236, 326, 30, "#8A5A36"),
            (420, 318, 36, SOIL_DARK),
            (478, 328, 26, "#8A5A36"),
        )
    )
    return day() + earth(290) + at(320, 320, f.spade(), 0.98) + fill(SOIL_DARK, "M230 340q40-52 90-40t90 40z") + clods


@open_air("l-compost")
def compost() -> str:
    """A bin of green, brown, straw and earth in layers."""
    return (
        day()
        + earth(320, "#8FB35A", "#B9D58C")
        + at(300, 352, f.compost(), 1.3)
        + line("#fff", "M250 66q-14-20 0-36M300 60q-14-20 0-36M350 66q-14-20 0-36", 6)
        + at(560, 370, f.hoe(), 0.9, -14)
    )


@open_air("l-water")
def water() -> str:
    """A can waters a row of seedlings."""
    return (
        day() + earth(290) + "".join(at(x, 336, f.seedling(), 0.78) for x in (90, 190, 290)) + at(440, 250, f.can(), 1.1, -12)
    )


@open_air("l-drain")
def drain() -> str:
    """Ditches between raised beds carry the water off."""
    beds = "".join(
        fill(SOIL, f"M{x} 400l26-130q60-26 120 0l26 130z")
        + at(x + 86, 268, f.seedling(), 0.6)
        + sew("#A87A50", f"M{x + 40} 300q46-16 92 0M{x + 30} 350q56-16 112 0", 3)
        for x in (-40, 234, 508)
    )
    ditch = "".join(
        fill(WATER, f"M{x} 400l10-70h56l10 70z") + line(I700, f"M{x + 38} 344v40M{x + 24} 372l14 14 14-14", 6)
        for x in (144, 418)
    )
    return (
        day()
        + at(320, 104, land.cloud("#8FA2AF"), 1.2)
        + at(220, 118, f.rain(6), 0.84)
        + rect(0, 310, 640, 90, SOIL_DARK)
        + beds
        + ditch
    )


@open_air("l-rain")
def rain() -> str:
    """A cloud, rain, and a gauge that measures it."""
    gauge = (
        rect(450, 190, 74, 180, WHITE, 10)
        + rect(458, 280, 58, 82, "#5C93B8", 6)
        + line(I900, "".join(f"M458 {210 + k * 24}h{28 if k % 2 else 18}" for k in range(6)), 5)
    )
    return (
        rect(0, 0, 640, 400, "#C9D6DE")
        + land.hill(640, 400, ((-60, 230), (60, 190), (230, 180), (400, 230), (560, 190), (700, 210)), "#8FAFA6", "#B9D0C8")
        + earth(320, "#6FA05A", "#A9CE9B")
        + at(250, 140, land.cloud("#76838C"), 1.5)
        + at(140, 158, f.rain(), 1.1)
        + gauge
    )


@open_air("l-sun")
def sun() -> str:
    """The sun's path over a seedling, from east to west."""
    return (
        day(False)
        + sew(G500, "M70 300Q320-120 570 300", 5, "14 10")
        + at(320, 100, f.thermal_sun(46))
        + oval(112, 236, 20, 20, "#F8D48A")
        + oval(528, 236, 20, 20, "#E9A03A")
        + earth(310, "#8FB35A", "#B9D58C")
        + at(320, 340, f.seedling(), 1.1)
    )


@open_air("l-seedling")
def seedling() -> str:
    """A young plant with its root in the earth."""
    return (
        rect(0, 0, 640, 400, "#E1F0E0")
        + cut(236)
        + at(320, 236, f.seedling(), 1.34)
        + line("#E3C48B", "M320 236v90M320 256q-40 14-56 66M320 262q40 14 60 62M320 290q-20 20-20 60M320 286q22 18 24 50", 6)
    )


@open_air("l-ridge")
def ridge() -> str:
    """Ridges of equal height and distance, measured."""
    ridges = "".join(
        fill(SOIL, f"M{x} 370q40-140 100-140t100 140z")
        + sew("#A87A50", f"M{x + 44} 320q56-60 112 0", 4)
        + at(x + 100, 234, f.seedling(), 0.62)
        for x in (10, 220, 430)
    )
    return (
        day()
        + rect(0, 350, 640, 50, SOIL_DARK)
        + ridges
        + line(R600, "M110 120h210M124 108l-14 12 14 12M306 108l14 12-14 12", 7)
        + sew(R600, "M110 120v30M320 120v30", 4, "6 5")
    )


@open_air("l-tuber")
def tuber() -> str:
    """Sweet potatoes under their leaves, the earth cut open."""
    roots = line("#C98A6A", "M320 190q-20 30-110 70M320 190q0 40 10 100M320 190q40 30 110 66", 6)
    leaves = "".join(at(320, 190, g.heart_leaf(L500 if k % 2 else L700), 1.7, a) for k, a in enumerate((-70, -38, 38, 70, -8)))
    return (
        rect(0, 0, 640, 400, "#FBE9C8")
        + cut(190)
        + roots
        + at(190, 290, g.tuber(), 0.86, -14)
        + at(460, 284, g.tuber("#96384A"), 0.82, 16)
        + at(326, 336, g.tuber("#B04C55"), 0.9, 2)
        + leaves
    )


@open_air("l-vine")
def vine() -> str:
    """Kiwi on the wire between two posts."""
    fruit = "".join(line("#6C7F45", f"M{x} 130v44", 4) + at(x, 214, g.kiwi(), 0.66, 80) for x in (130, 210, 340, 420, 520))
    posts = rect(56, 110, 24, 280, "#8A5634") + rect(560, 110, 24, 280, "#8A5634")
    return day() + earth(330, "#8FB35A", "#B9D58C") + posts + line(M300, "M0 124h640", 5) + fruit + at(0, 124, f.vine_row(5))


@open_air("l-camellia")
def camellia() -> str:
    """An oil-camellia bush in flower, its fruit beside it."""
    return (
        day()
        + earth(310, "#8FB35A", "#B9D58C")
        + at(240, 362, f.camellia_tree(), 1.42)
        + at(480, 330, g.camellia_fruit(), 1.1)
        + at(556, 346, g.camellia_fruit(), 0.9)
        + at(516, 196, g.flower(), 0.9)
    )


@open_air("l-cabbage")
def cabbage() -> str:
    """Cabbages in a row with room between."""
    return (
        day()
        + earth(250)
        + "".join(at(x, 306, g.cabbage(), 0.36) for x in (130, 320, 510))
        + "".join(at(x, 384, g.cabbage(), 0.66) for x in (104, 320, 536))
    )


@open_air("l-cow")
def cow() -> str:
    """A cow at the fence, well fed."""
    return (
        day()
        + earth(290, "#8FB35A", "#B9D58C")
        + at(0, 300, f.fence())
        + at(270, 366, f.cow(), 1.55)
        + at(560, 380, f.tub(), 0.8)
    )


@open_air("l-pig")
def pig() -> str:
    """A black pig under the trees."""
    return (
        day()
        + at(90, 290, land.tree(), 1.1)
        + at(570, 296, land.tree(L800, L500), 1.2)
        + earth(280, "#B7A05A", "#D8C48A")
        + at(320, 360, f.pig(), 2.1)
        + at(560, 384, f.tub(), 0.8)
    )


@open_air("l-fence")
def fence() -> str:
    """A whole fence with a gate shut."""
    gate = (
        rect(250, 170, 160, 160, "#A9703F", 4)
        + line("#5E3A24", "M264 316 396 184", 9)
        + sew(STRAW, "M260 180h140v140H260z", 4, "12 8")
        + oval(390, 250, 10, 10, G500)
    )
    return (
        day()
        + earth(290, "#8FB35A", "#B9D58C")
        + at(0, 330, f.fence(), 1.3).replace('width="832"', 'width="640"')
        + gate
        + at(150, 392, f.pig(), 1)
        + at(540, 396, f.pig("#3B4262", "#252B45"), 0.7, 0, True)
    )


@lesson("l-boots", "mist")
def boots() -> str:
    """Boots in a disinfectant tray before the yard."""
    tray = rect(110, 316, 420, 60, I700, 10) + rect(124, 322, 392, 20, "#BFE0F2") + sew(WHITE, "M124 360h392", 3, "12 8")
    return at(310, 356, f.boots(), 1.3) + tray


@open_air("l-pest")
def pest() -> str:
    """A caterpillar under the lens on a bitten leaf."""
    bite = fill("#E1F0E0", "M470 130q40 10 30 46 30 20 4 50 10-60-34-96z")
    leaf_ = at(120, 340, g.leaf(L500, "#CFE6BE"), 6.2, 62) + bite
    return rect(0, 0, 640, 400, "#E1F0E0") + leaf_ + at(330, 210, f.lens(), 1.5) + at(330, 214, f.caterpillar(), 1.15)


@open_air("l-spray")
def spray() -> str:
    """A knapsack sprayer, with the wind behind it."""
    return (
        day()
        + earth(310, "#8FB35A", "#B9D58C")
        + "".join(at(x, 352, land.bush(), 0.9) for x in (70, 170))
        + at(420, 366, f.sprayer(), 1.0)
        + line(WHITE, "M610 60H430q-34 0-34-26M620 96H380M600 130H540", 7)
    )


@lesson("l-thermometer", "mist", 340)
def thermometer() -> str:
    """A thermometer, the right band in green."""
    return (
        at(320, 196, t.thermometer(100), 1.3)
        + rect(384, 90, 22, 110, L500, 6)
        + line(L700, "M420 145h50", 6)
        + at(520, 145, t.tick(), 1.3)
        + line(I500, "M150 320v-40M131 289l38 22M131 311l38-22", 7)
        + at(150, 90, f.thermal_sun(30))
    )


@lesson("l-fieldbook", "green", 60)
def field_book() -> str:
    """The field book: what was done, when, how much."""
    book = (
        rect(140, 70, 330, 300, L800, 10)
        + rect(166, 84, 292, 272, WHITE, 3)
        + rect(140, 70, 26, 300, L700)
        + sew("#A9CE9B", "M153 82v276", 3, "10 8")
    )
    rows = "".join(
        oval(196, 134 + k * 50, 13, 13, c) + line("#C2CDE8", f"M224 {134 + k * 50}h{w}M390 {134 + k * 50}h40", 8)
        for k, (c, w) in enumerate(((L500, 120), (I500, 140), (G500, 100), (R600, 130), (L500, 90)))
    )
    return book + rows + at(500, 300, t.pen(), 1.2) + at(540, 150, g.leaf(), 1.2, 24)


@open_air("l-plot")
def plot() -> str:
    """A plot in four strips, each marked with its own flag."""
    flags = "".join(at(x, 170, f.flag(c), 0.66) for x, c in ((180, R600), (286, G500), (398, I700), (506, WHITE)))
    return day() + earth(160, "#A9CE7A", "#CFE3A6") + at(320, 264, f.plot(), 1.18) + flags


@open_air("l-tree")
def tree() -> str:
    """An old tea tree by the house: where the goods come from."""
    return (
        day()
        + earth(300, "#6FA05A", "#A9CE9B")
        + at(240, 372, land.tree(), 1.5)
        + at(500, 330, h.stilt_house(), 1.8)
        + at(420, 390, g.sprig(), 1)
    )
