"""The goods of the market, one square each, drawn in 600 units."""

from . import goods as g
from .bands import ribbon, strip
from .gallery import product, whole
from .palette import CREAM, G500, I900, I950, L500, L700, M50, R600, R700, STRAW, WHITE, WOOD, WOOD_DARK
from .pen import at, fill, line, oval, rect, sew, shadow, sheet, words


def _corner_leaves(colour: str = "#A9CE9B", vein: str = "#E1F0E0") -> str:
    return at(84, 180, g.leaf(colour, vein), 1.9, -26) + at(530, 170, g.leaf(colour, vein), 1.8, 32)


@product("p-tea", "green")
def tea() -> str:
    return _corner_leaves() + at(262, 500, g.pouch(), 1.06) + at(474, 530, g.cup(), 1.1) + at(96, 560, g.sprig(), 1.1)


@product("p-oil", "red")
def oil() -> str:
    return (
        at(110, 180, g.flower(), 0.8)
        + at(300, 540, g.bottle(), 1.02)
        + at(428, 524, g.leaf(), 1.1, -80)
        + at(480, 480, g.flower(), 0.95)
        + at(150, 520, g.camellia_fruit(), 1.05)
        + at(94, 548, g.camellia_fruit(), 0.8)
    )


@product("p-kiwi", "green")
def kiwi() -> str:
    spots = ((-104, -36, -18), (102, -46, 12), (0, -76, 0), (136, 26, 30), (-124, 38, -40), (-36, 20, 8))
    pile = "".join(at(x, y, g.kiwi(), 1, turn) for x, y, turn in spots)
    return (
        _corner_leaves()
        + at(300, 330, g.tray(pile + at(60, 46, g.kiwi_half(), 1.05)), 1.06)
        + at(470, 514, g.kiwi_half(), 0.95)
        + at(130, 552, g.sprig(), 1.2)
    )


@product("p-sweetpotato", "gold")
def sweet_potato() -> str:
    vine = sew(L500, "M70 110c60 100 160 40 220 100", 7, "16 7") + "".join(
        at(x, y, g.heart_leaf(c), s, turn)
        for x, y, s, turn, c in (
            (110, 156, 1.2, -30, L500),
            (196, 190, 1.25, 16, L700),
            (78, 110, 0.9, 20, L700),
            (284, 204, 1, 70, L500),
        )
    )
    return (
        vine
        + shadow(300, 500, 240, 28)
        + at(196, 424, g.tuber(), 1.06, -6)
        + at(424, 428, g.tuber("#96384A"), 1, 8)
        + at(316, 350, g.tuber("#B04C55"), 1.06, -3)
        + at(456, 326, g.tuber_half(), 1.1, -12)
        + at(140, 520, g.tuber_half(), 0.9)
    )


@product("p-pork", "mist")
def pork() -> str:
    strips = ((110, "#9A3A2A", 250), (230, "#8A2E22", 300), (356, "#A5452F", 270), (480, "#8F3325", 310))
    pole = rect(10, 92, 580, 28, "#8FA858", 14) + line("#6C8740", "M150 94v24M320 94v24M452 94v24", 8)
    return pole + "".join(at(x, 146, g.bacon(c, d)) for x, c, d in strips) + at(544, 580, g.leaf(), 1.2, -40)


@product("p-beef", "sand")
def beef() -> str:
    board = (
        shadow(300, 520, 250, 26)
        + fill(WOOD, "M70 360q0-30 30-30h400q30 0 30 30v120q0 30-30 30H100q-30 0-30-30z")
        + sew(WOOD_DARK, "M92 352h416v136H92z", 4, "14 9")
        + oval(494, 368, 12, 12, "#EFD3A0")
    )
    star = "".join(at(120, 200, g.leaf(c, "#FBE9C8"), 1.3, t) for c, t in ((L700, -40), (L500, 0), (L700, 40)))
    return (
        board
        + star
        + at(270, 360, g.steak(), 1.1)
        + at(430, 452, g.steak(), 0.5, 30)
        + "".join(oval(x, y, 9, 9, "#7A1F24") for x, y in ((470, 210), (500, 240), (450, 244)))
    )


@product("p-herbs", "indigo")
def herbs() -> str:
    beam = (
        rect(0, 70, 600, 24, WOOD) + sew(WOOD_DARK, "M0 82h600", 3, "18 10") + line(STRAW, "M110 94v40M300 94v30M490 94v40", 5)
    )
    bags = fill(CREAM, "M196 416q-24 60-10 130 114 26 228 0 14-70-10-130z") + fill(
        CREAM, "M214 360q-20 30-12 62h196q8-32-12-62-24 16-44 2-22 18-42 0-24 18-44-2-22 14-42 0z"
    )
    tie = rect(194, 406, 212, 22, R600) + sew(WHITE, "M200 417h200", 3, "6 5") + ribbon("path", 184, 500, 232, 4)
    return (
        beam
        + at(110, 196, g.bunch(), 1.25)
        + at(300, 186, g.bunch(L500, "#7FB065", R600), 1.35)
        + at(490, 196, g.bunch("#6C8740", "#8FA858", G500), 1.25)
        + shadow(300, 556, 150, 18)
        + bags
        + tie
        + words(300, 482, "瑶浴", 48, I900, 4)
    )


@whole("p-brocade")
def brocade() -> str:
    """A folded brocade: four bands and a fringe on indigo."""
    rows = (("tea", I900), ("sun", I950), ("path", R700), ("drum", I950))
    body = rect(0, 0, 600, 600, "#24397A") + rect(66, 64, 484, 488, "#0D1634", 6)
    for k, (name, ground) in enumerate(rows):
        body += strip(name, 60, 60 + k * 100, 480, 4.16, ground)
    body += rect(60, 460, 480, 22, M50) + sew(R600, "M66 471h468", 4, "10 7")
    body += line(G500, "".join(f"M{70 + k * 20} 484v48" for k in range(24)), 7)
    return sheet(300, 300, body + fill(I950, "M60 60h26v400H60zM486 60h54v400h-20q-28-200-34-400z", ".3"), "", "0 0 600 600")


@product("p-honey", "gold")
def honey() -> str:
    return (
        at(90, 110, g.comb(), 1.05)
        + at(312, 530, g.jar("土蜂蜜"), 1.85)
        + at(500, 150, g.bee(), 1.1, -14)
        + at(540, 290, g.bee(), 0.7, 20)
    )


@product("p-shiitake", "indigo")
def shiitake() -> str:
    caps = ((-92, -24, 1), (92, -30, 1), (0, -62, 1.1), (-44, 42, 1.06), (72, 46, 0.96))
    return at(300, 340, g.tray("".join(at(x, y, g.mushroom(), s) for x, y, s in caps)), 1.1) + at(
        110, 530, g.mushroom(), 0.9, -14
    )


@product("p-bamboo", "sand")
def bamboo() -> str:
    spots = ((-94, -14, -50), (-24, -34, -12), (60, -30, 30), (112, 18, 66), (-60, 44, -80), (24, 44, 100), (-6, 8, 15))
    leaves = at(70, 150, g.leaf(L500), 1.7, -14) + at(96, 156, g.leaf(), 1.5, 34) + at(60, 160, g.leaf(), 1.2, -66)
    return leaves + at(300, 350, g.tray("".join(at(x, y, g.shoot(), 1, t) for x, y, t in spots)), 1.12)


@product("p-wine", "red")
def wine() -> str:
    return (
        at(260, 550, g.gourd())
        + at(468, 548, g.cup("#F3E6B8", "#FBF5E4"), 0.95)
        + at(500, 150, g.leaf("#E9B3A6", "#FCE6E3"), 1.8, 24)
        + at(96, 560, g.rice_cake("#FBF5E4"), 0.7)
    )


@product("p-drum", "gold")
def drum() -> str:
    return shadow(300, 530, 200, 22) + at(310, 300, g.long_drum(), 2.05, 28)


# What the culture page's list of parts numbers: where the number stands, and the part it points at.
DRUM_PARTS = (
    ((510, 92), (436, 100)),
    ((150, 262), (290, 296)),
    ((178, 134), (334, 178)),
    ((76, 458), (196, 470)),
    ((436, 424), (290, 410)),
)


@product("p-drum-parts", "gold")
def drum_parts() -> str:
    """The long drum with its hide, waist, paint, dragon band and body numbered 1 to 5."""
    marks = [
        line(I950, f"M{x} {y}L{to_x} {to_y}", 5) + oval(to_x, to_y, 9, 9, WHITE) + oval(to_x, to_y, 6, 6, I950)
        + oval(x, y, 38, 38, WHITE) + oval(x, y, 33, 33, I950) + words(x, y + 15, str(number), 42, WHITE)
        for number, ((x, y), (to_x, to_y)) in enumerate(DRUM_PARTS, 1)
    ]  # fmt: skip
    return drum() + "".join(marks)


@product("p-ricecake", "green")
def rice_cake() -> str:
    leaf = fill(L700, "M40 430q120-130 280-120t250 90q-110 120-270 118T40 430z") + sew(
        "#9CC98A", "M70 424q230-60 470-18", 4, "14 9"
    )
    spots = (
        (200, 400, "#F6F3E6"),
        (330, 410, "#C9DFA6"),
        (450, 396, "#F6F3E6"),
        (262, 346, "#C9DFA6"),
        (392, 342, "#F6F3E6"),
        (326, 290, "#F6F3E6"),
    )
    return (
        at(90, 190, g.leaf("#A9CE9B", "#E1F0E0"), 1.8, -24)
        + shadow(300, 500, 230, 24)
        + leaf
        + "".join(at(x, y, g.rice_cake(c), 1.06) for x, y, c in spots)
    )


@product("p-cabbage", "mist")
def cabbage() -> str:
    return (
        shadow(300, 520, 240, 26)
        + at(408, 500, g.cabbage(), 1.05)
        + at(220, 520, g.cabbage(), 1.4)
        + at(96, 150, g.leaf("#B9CFB4", "#F6F8F8"), 1.8, -20)
    )


@product("p-ginger", "sand")
def ginger() -> str:
    return (
        at(100, 170, g.leaf("#CFC28A", "#FBE9C8"), 2, -20)
        + shadow(310, 520, 230, 24)
        + at(330, 330, g.ginger(), 1.1, -10)
        + at(270, 440, g.ginger(), 1.4)
    )


@product("p-orange", "gold")
def orange() -> str:
    spots = ((-108, 6, 1), (104, 2, 1), (0, -52, 1.06), (-40, 58, 0.98), (66, 60, 0.94))
    pile = "".join(at(x, y, g.orange(), size) for x, y, size in spots)
    return _corner_leaves() + at(300, 350, g.tray(pile), 1.06) + at(486, 520, g.orange_half(), 1) + at(110, 548, g.sprig(), 1.1)


@product("p-rice", "green")
def rice() -> str:
    places = ((120, 330, 1.2, -24), (480, 320, 1.2, 14), (450, 200, 0.9, 30))
    ears = "".join(at(x, y, g.rice_ear(), size, turn) for x, y, size, turn in places)
    return ears + shadow(300, 522, 210, 26) + at(300, 520, g.sack(), 1.35) + at(490, 540, g.bowl_of_rice(), 1)


@product("p-basket", "mist")
def covered_basket() -> str:
    """For goods that no other drawing shows truly: a basket under a woven cloth, whatever is in it."""
    return _corner_leaves() + at(300, 520, g.covered_basket(), 1.72)
