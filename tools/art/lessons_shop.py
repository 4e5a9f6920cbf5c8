"""Lessons of the shop: photographs, prices, words, buyers, the shop itself."""

from . import goods as g
from . import houses as h
from . import tools as t
from .bands import ribbon
from .gallery import lesson
from .palette import G500, I100, I200, I500, I700, I800, I900, L500, L700, L800, M300, M500, R100, R600, R700, WHITE, WOOD
from .pen import at, clip, fill, line, oval, rect, sew, shadow


@lesson("l-phone", "indigo", 330)
def phone() -> str:
    """The shop on a phone."""
    return at(320, 198, t.phone(t.shop_page()), 1.18) + at(540, 366, g.pouch(""), 0.42) + at(110, 360, g.jar(""), 0.7)


@lesson("l-camera", "gold")
def camera() -> str:
    """A camera before a pouch."""
    return at(190, 250, t.camera(), 1.2) + at(480, 362, g.pouch(), 0.66) + at(480, 234, t.finder(230, 290))


@lesson("l-window", "sand")
def window() -> str:
    """Goods by the window: light from the side."""
    light = fill("#FFF8E2", "M150 330h350l90 70H200z") + fill("#FFF8E2", "M238 60 520 220v122H238z", ".55")
    dark = fill("#0D1634", "M500 362l96 14q20 8-10 14l-130-6z", ".16")
    return light + at(140, 170, t.window(), 1.05) + dark + at(440, 362, g.pouch(), 0.72)


@lesson("l-card", "green")
def card() -> str:
    """A white card behind and below the goods."""
    return at(330, 352, t.card(), 1.14) + at(330, 354, g.jar(), 1)


@lesson("l-fiveshots", "mist", 400)
def five_shots() -> str:
    """Five pictures: whole, close, in use, where it grew, how it is packed."""

    def frame(x: int, y: int, w: int, hh: int, cloth: str, body: str) -> str:
        inner = rect(0, 0, w, hh, cloth) + body
        return rect(x - 8, y - 8, w + 16, hh + 16, WHITE, 4) + clip(x, y, w, hh, inner)

    hill = (
        fill(L500, "M0 96q60-60 184-30v120H0z")
        + sew("#E1F0E0", "M0 120q60-60 184-30M0 146q60-60 184-30", 4)
        + oval(136, 36, 20, 20, G500)
    )
    return (
        frame(40, 36, 220, 328, "#E1F0E0", at(110, 300, g.pouch(), 0.66))
        + frame(294, 36, 142, 150, I100, at(64, 150, g.sprig(), 1.9))
        + frame(466, 36, 142, 150, R100, at(70, 132, g.cup(), 0.8))
        + frame(294, 214, 142, 150, "#CFE3EC", hill)
        + frame(466, 214, 142, 150, "#FEF2D8", at(70, 130, g.box(), 0.42))
    )


@lesson("l-calendar", "red", 340)
def calendar() -> str:
    """Days marked on the calendar."""
    return at(320, 210, t.calendar(), 1.12)


@lesson("l-notebook", "sand", 60)
def notebook() -> str:
    """An account book with two columns and a sum."""
    return at(310, 214, t.notebook(), 1.32) + at(478, 290, t.pen(), 1)


@lesson("l-calculator", "green")
def calculator() -> str:
    """A calculator and the coins it counts."""
    return at(250, 196, t.calculator(), 1.26) + at(460, 352, t.coins(6)) + at(560, 352, t.coins(3))


@lesson("l-coins", "indigo")
def coins() -> str:
    """Three stacks: the price, less the costs, leaves the margin."""
    return (
        at(130, 356, t.coins(9), 1.36)
        + at(320, 356, t.coins(6), 1.36)
        + at(510, 356, t.coins(3), 1.36)
        + line(R600, "M205 226h40M395 216h40M395 238h40", 11)
        + at(510, 200, t.coin(), 1.2)
    )


@lesson("l-pricetag", "gold")
def price_tag() -> str:
    """A price tag on its string."""
    return at(200, 366, g.pouch(""), 0.8) + at(440, 200, t.price_tag(), 1.3, 6)


@lesson("l-compare", "mist", 350)
def compare() -> str:
    """Two goods side by side, weighed in the balance."""
    beam = line(I900, "M320 80v256M240 340h160", 12) + line(WOOD, "M120 130 520 96", 12) + oval(320, 112, 15, 15, G500)
    pans = line(M500, "M120 134l-70 130M120 134l70 130M520 100l-70 130M520 100l70 130", 4) + fill(
        "#A9703F", "M40 264h160q-16 34-80 34t-80-34zM440 230h160q-16 34-80 34t-80-34z"
    )
    return pans + at(120, 268, g.pouch(""), 0.34) + at(520, 232, g.jar(""), 0.62) + beam


@lesson("l-neighbours", "green")
def neighbours() -> str:
    """Four neighbours round one sale: seals, for people."""
    seals = "".join(
        at(x, y, t.person(c, k), 1.05, turn)
        for x, y, c, k, turn in (
            (130, 130, "盘", R700, -4),
            (510, 130, "赵", I800, 4),
            (130, 300, "冯", L800, 3),
            (510, 300, "邓", "#835400", -4),
        )
    )
    return sew(R600, "M190 130h260M190 300h260M130 190v50M510 190v50", 5, "14 9") + seals + at(320, 330, g.pouch(), 0.56)


@lesson("l-question", "indigo", 330)
def question() -> str:
    """A buyer asks, the seller answers."""
    return (
        at(220, 130, t.bubble(WHITE, "?", R700), 1.15)
        + at(380, 270, at(0, 0, t.bubble(L700), 1, 0, True), 1.05)
        + at(80, 256, t.person("李", I700), 0.95)
        + at(572, 336, t.person("盘", R700), 0.95)
    )


@lesson("l-story", "sand", 60)
def story() -> str:
    """An open book: a mountain on one page, words on the other."""
    page = clip(
        72,
        84,
        240,
        230,
        rect(0, 0, 240, 230, "#CFE3EC")
        + oval(170, 60, 30, 30, G500)
        + fill("#7FA7A0", "M0 130q70-80 130-20t110-10v140H0z")
        + fill(L700, "M0 170q80-50 150-10t100-10v90H0z")
        + sew("#A9CE9B", "M0 190q80-50 150-10t100-10", 4)
        + at(120, 160, h.stilt_house(), 1),
    )
    lines = line(I200, "M354 150h200M354 186h170M354 222h196M354 258h150M354 294h90", 9)
    return (
        fill(I800, "M40 66q150-16 280 10 130-26 280-10v276q-150-16-280 10-130-26-280-10z")
        + fill(WHITE, "M56 72q140-10 264 16v244q-124-26-264-16zM584 72q-140-10-264 16v244q124-26 264-16z")
        + page
        + line(R700, "M354 112h120", 14)
        + lines
        + sew(I500, "M320 90v240", 3)
    )


@lesson("l-voice", "red")
def voice() -> str:
    """A voice note: speak it, the phone writes it."""
    bars = line(WHITE, "".join(f"M{-80 + k * 20}-{v}v{2 * v}" for k, v in enumerate((8, 18, 30, 14, 26, 34, 12, 20, 8))), 8)
    return (
        at(180, 356, t.microphone(), 1.4)
        + at(270, 150, t.waves(R600), 1)
        + at(476, 170, rect(-130, -56, 260, 112, I800, 24) + fill(I800, "M-100 50l-20 44 60-44z") + bars)
    )


@lesson("l-sign", "sand", 350)
def sign() -> str:
    """A shop's own sign under the eave."""
    return at(320, 200, t.sign(), 1.3)


@lesson("l-stamp", "red")
def stamp() -> str:
    """The family's seal and its print."""
    return (
        at(190, 352, t.stamp(), 1.7)
        + rect(340, 90, 230, 250, WHITE, 4)
        + sew(M300, "M352 102h206v226H352z", 3)
        + at(455, 210, t.seal_print(), 1, -4)
    )


@lesson("l-map", "sand", 350)
def map_() -> str:
    """The way from the village to the buyer."""
    return at(320, 196, t.map_sheet(), 1.4)


@lesson("l-message", "mist", 400)
def message() -> str:
    """A short message on the phone."""
    screen = (
        rect(-75, -131, 150, 40, I900)
        + rect(-64, -76, 96, 44, I100, 10)
        + line(I700, "M-52-60h70M-52-46h46", 5)
        + rect(-32, -16, 98, 60, L700, 10)
        + line(WHITE, "M-20 2h74M-20 16h60M-20 30h40", 5)
        + rect(-64, 62, 80, 36, I100, 10)
        + line(I700, "M-52 80h50", 5)
    )
    return (
        at(210, 200, t.phone(screen), 1.2)
        + at(460, 150, t.bubble(L700), 1.05)
        + at(520, 300, t.person("周", R700), 0.9)
        + at(420, 310, t.tick(), 1)
    )


@lesson("l-promise", "indigo", 340)
def promise() -> str:
    """A promise on paper: lines, a tick for each, and the red seal."""
    paper = (
        rect(180, 24, 280, 330, WHITE, 4)
        + ribbon("sun", 180, 24, 280, 4)
        + "".join(at(222, y, t.tick(), 0.5) + line(M500, f"M258 {y}h{w}", 9) for y, w in ((108, 150), (162, 120), (216, 160)))
    )
    return shadow(320, 366, 180, 10) + paper + at(392, 296, t.seal_print("信", 96), 1, -6)


@lesson("l-shop", "gold", 340)
def shop() -> str:
    """A stall under its own band, open."""
    return at(320, 372, h.stall("tea", L800, counter_goods()), 1.16)


def counter_goods() -> str:
    """Pouches and jars in a row on a counter."""
    return "".join(at(x, 2, g.pouch(""), 0.26) for x in (-94, -36)) + "".join(at(x, 2, g.jar(""), 0.3) for x in (30, 92))


@lesson("l-hands", "green", 400)
def hands() -> str:
    """Two cupped hands hold fresh leaf; cuffs stitched."""
    leaves = "".join(
        at(x, y, g.sprig(), 1.9, turn) for x, y, turn in ((280, 216, -18), (360, 216, 18), (320, 196, 0), (320, 232, 4))
    )
    return leaves + at(470, 286, t.hand(), 1.15) + at(170, 286, t.hand(), 1.15, 0, True)


@lesson("l-list", "indigo", 350)
def checklist() -> str:
    """A list, three of four done."""
    return at(300, 206, t.checklist(), 1.2) + at(500, 270, t.pen(), 1.2)
