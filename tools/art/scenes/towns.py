"""Streets, houses and the stage, 640 × 420."""

from .. import houses as h
from .. import land
from ..gallery import scene
from ..palette import (
    CREAM,
    G300,
    G500,
    I800,
    L500,
    L700,
    L800,
    M300,
    M500,
    R600,
    R700,
    SLATE,
    SLATE_LINE,
    WHITE,
    WOOD,
    WOOD_DARK,
)
from ..pen import at, fill, line, oval, rect, ring, sew

W, H = 640, 420
BRICK, BRICK_LINE, BRICK_SHADE = "#9AA6AE", "#C6D0D4", "#7F8C95"


def stepped_wall(wide: int, tall: int, colour: str = BRICK) -> str:
    """A gable of grey brick whose top goes down in three steps to each side; stands at the origin."""
    half, step = wide // 2, wide // 6
    steps = "".join(
        fill(SLATE, f"M{x - 8} {-y + 6}q6-4 8-14h{w}q2 10 8 14z")
        for x, y, w in ((-half, tall - 40, step), (-half + step, tall - 20, step), (half - step, tall - 40, step))
    ) + "".join(
        fill(SLATE, f"M{x - 8} {-y + 6}q6-4 8-14h{w}q2 10 8 14z")
        for x, y, w in ((-step, tall, 2 * step), (step, tall - 20, step))
    )
    body = f"M{-half} 0V{-tall + 40}h{step}v-20h{step}v-20h{2 * step}v20h{step}v20h{step}V0z"
    rows = "".join(f"M{-half + 10} {-y}h{wide - 20}" for y in range(24, tall - 44, 26))
    return fill(colour, body) + sew(BRICK_LINE, rows, 2, "16 6", ".75") + steps


def door(wide: int = 44, tall: int = 78) -> str:
    """A double timber door in a stone frame, standing at the origin."""
    return (
        rect(-wide / 2 - 7, -tall - 9, wide + 14, tall + 9, M300)
        + rect(-wide / 2, -tall, wide, tall, WOOD_DARK)
        + line(WOOD, f"M0{-tall}V0", 2)
        + oval(-6, -tall / 2, 3, 3, G500)
        + oval(6, -tall / 2, 3, 3, G500)
        + rect(-wide / 2 + 2, -tall - 4, wide - 4, 5, R600)
    )


def lattice(x: int, y: int) -> str:
    """A small window of crossed slats."""
    return rect(x, y, 30, 28, WOOD_DARK) + line(
        CREAM, f"M{x + 4} {y + 10}h22M{x + 4} {y + 19}h22M{x + 11} {y + 4}v20M{x + 20} {y + 4}v20", 2
    )


@scene("s-town")
def town() -> str:
    """The county town along its river at evening."""
    row = (
        (60, 84, "#C9B08E"),
        (140, 104, "#B9C6CB"),
        (228, 78, "#D9C39A"),
        (314, 98, "#B7A48A"),
        (404, 82, "#C6D0D4"),
        (490, 108, "#CDBBA3"),
        (580, 84, "#B9C6CB"),
    )
    houses = "".join(
        rect(x - 40, 290 - y, 80, y, colour)
        + fill(SLATE, f"M{x - 50} {294 - y}q10-6 16-24h68q6 18 16 24z")
        + "".join(rect(x + d, 306 - y, 14, 18, G300) for d in (-26, -7, 12))
        + rect(x - 28, 262, 56, 28, WOOD_DARK)
        for x, y, colour in row
    )
    return (
        land.sky(W, H, land.DUSK, 0.7)
        + land.range_(W, H, 190, 80, 4, "#37528F")
        + land.range_(W, H, 220, 50, 11, "#28557A", "#5F86A8")
        + at(548, 202, h.pagoda(), 0.4)
        + houses
        + rect(0, 288, W, 22, M300)
        + sew(WHITE, "M0 299h640", 3, "16 8", ".8")
        + land.lake(W, 310, 110, "#4C6FA8")
        + sew(G300, "M70 330v44M240 324v40M410 330v50M560 322v36", 5, "8 7", ".7")
    )


@scene("s-manor")
def manor() -> str:
    """A great courtyard village: stepped walls behind one another, a gate tower in front."""
    back = "".join(at(x, 250, stepped_wall(150, y, BRICK_SHADE)) for x, y in ((90, 150), (250, 170), (410, 158), (560, 166)))
    front = at(110, 374, stepped_wall(230, 186)) + at(534, 374, stepped_wall(230, 194))
    return (
        land.sky(W, H, land.MORNING, 0.55)
        + land.range_(W, H, 150, 70, 6, "#7FA7A0", "#A9C9BE")
        + back
        + rect(0, 236, W, 140, BRICK_SHADE)
        + front
        + at(320, 378, h.gate(), 1.1)
        + at(110, 374, door(50, 86))
        + at(534, 374, door(50, 86))
        + "".join(lattice(x, 240) for x in (40, 150, 464, 574))
        + rect(0, 374, W, 46, "#B9B2A2")
        + sew(WHITE, "M0 390h640M0 408h640", 3, "34 7", ".7")
    )


@scene("s-lanes")
def lanes() -> str:
    """A lane between stepped walls of grey brick, spring water down its middle."""
    left = at(96, 352, stepped_wall(280, 290))
    right = at(560, 352, stepped_wall(270, 262, BRICK_SHADE))
    return (
        land.sky(W, H, land.MORNING, 0.6)
        + land.range_(W, H, 200, 70, 3, "#7FA7A0", "#A9C9BE")
        + at(336, 282, stepped_wall(150, 120, "#B5BFC5"))
        + at(336, 282, door(28, 50))
        + left
        + right
        + at(120, 352, door(54, 96))
        + lattice(30, 190)
        + lattice(170, 190)
        + lattice(520, 206)
        + fill("#C4B9A4", "M236 352l70-72h60l60 72 214 20v48H0v-48z")
        + sew(WHITE, "M250 340h170M200 372h240M60 402h540", 3, "30 8", ".75")
        + fill("#5C93B8", "M330 280h14q-14 60 40 140h-90q52-80 36-140z")
        + sew(WHITE, "M338 290q-6 60 10 122M330 360q-4 30-14 52", 3, "12 9", ".85")
    )


@scene("s-stage")
def stage() -> str:
    """An old village stage, empty, on its stone base."""
    posts = "".join(rect(x, 166, 16, 130, R700) for x in (150, 262, 362, 474))
    return (
        land.sky(W, H, land.DAY, 0.6)
        + land.range_(W, H, 180, 70, 9, "#9DBFC4")
        + land.range_(W, H, 230, 60, 2, "#5E9B83", "#9CC9B4")
        + at(66, 372, land.tree(L800), 1.2)
        + at(586, 372, land.tree(), 1.1)
        + rect(150, 166, 340, 130, "#6E4327")
        + rect(262, 186, 116, 100, "#7A1216")
        + ring(320, 236, 34, 34, G500, 3, "8 6")
        + posts
        + rect(126, 290, 388, 16, WOOD)
        + rect(138, 306, 364, 66, M300)
        + sew(WHITE, "M138 328h364M138 350h364", 3, "26 7")
        + fill(SLATE, "M84 172q44-8 64-36l40-46h264l40 46q20 28 64 36-36-8-68-8h-336q-32 0-68 8z")
        + sew(SLATE_LINE, "M158 138h324M176 116h288", 3, "11 7")
        + line("#3A4673", "M186 88h268", 8)
        + at(186, 186, h.lantern())
        + at(454, 186, h.lantern())
        + rect(0, 370, W, 50, "#D9B27F")
        + sew(WHITE, "M0 394h640", 3, "14 10", ".7")
    )


@scene("s-waterstreet")
def water_street() -> str:
    """New houses of wood along the water, lamps lit and doubled below."""
    houses = "".join(at(x, 274, h.stilt_house(), s) for x, s in ((70, 1.9), (214, 2.2), (372, 2), (534, 2.3)))
    lamps = "".join(at(x, 214, h.lantern(), 0.9) for x in (142, 294, 452, 606))
    glow = sew(
        G300, "M74 300v50M142 298v76M216 300v60M294 298v72M376 300v54M452 298v78M538 300v60M606 298v66", 6, "10 7", ".75"
    )
    return (
        land.sky(W, H, land.NIGHT, 0.8)
        + land.stars(((50, 40), (180, 64), (330, 34), (470, 58), (590, 30)))
        + land.range_(W, H, 210, 80, 5, "#253B7C")
        + houses
        + lamps
        + rect(0, 272, W, 20, WOOD_DARK)
        + sew(G500, "M0 282h640", 2.5, "12 8")
        + rect(0, 292, W, 128, I800)
        + sew(SLATE_LINE, "M30 320h560M70 356h540M20 392h580", 3, "22 16")
        + glow
    )


@scene("s-watertown")
def water_town() -> str:
    """Rows of new roofs between the hills and the water."""
    rows = ((190, 0.95, 40), (230, 1.2, 10), (278, 1.5, 36))
    roofs = "".join(at(x + shift, y, h.stilt_house(), s) for y, s, shift in rows for x in range(40, 640, round(84 * s)))
    return (
        land.sky(W, H, land.MORNING, 0.5)
        + land.range_(W, H, 150, 80, 12, "#7FA7A0", "#A9C9BE")
        + land.range_(W, H, 200, 50, 3, L700, L500)
        + roofs
        + land.mist(W, 186)
        + rect(0, 276, W, 18, M500)
        + sew(WHITE, "M0 285h640", 2.5, "14 8", ".8")
        + land.lake(W, 294, 126)
    )


@scene("s-capital")
def capital() -> str:
    """The old places round the town in one view: hall on its rise, pagoda on its hill, the river between."""
    return (
        land.sky(W, H, land.MORNING, 0.6)
        + land.range_(W, H, 180, 80, 7, "#9DBFC4")
        + land.range_(W, H, 220, 60, 12, "#5E9B83", "#9CC9B4")
        + fill(L700, "M-10 330q90-110 240-90t210 110H-10z")
        + sew(L500, "M-10 344q90-110 240-90t170 80", 3)
        + at(206, 266, h.hall(), 0.56)
        + fill(L800, "M330 360q110-120 190-110t130 80v40H330z")
        + sew(L500, "M352 352q96-100 168-90t120 72", 3)
        + at(520, 262, h.pagoda(), 0.72)
        + at(434, 322, land.tree(L700), 0.5)
        + at(590, 316, land.fir(), 0.6)
        + at(40, 336, land.tree(), 0.6)
        + land.lake(W, 338, 82)
    )


@scene("s-westroad")
def west_road() -> str:
    """An old village seen from inside the mouth of a cave."""
    mouth = "M0 0h640v420H0zM70 420q-20-190 60-280 100-100 200-96 140-6 210 110 60 110 30 266z"
    drops = "M140 90q22 50 18 100 14-50 26-110zM244 40q22 50 20 100 14-60 26-100zM426 40q16 60 16 92 14-50 24-92z"
    return (
        land.sky(W, H, land.MORNING, 0.6)
        + land.range_(W, H, 210, 80, 5, "#7FA7A0", "#A9C9BE")
        + at(240, 324, stepped_wall(150, 120, BRICK_SHADE))
        + at(420, 324, stepped_wall(170, 136))
        + at(420, 324, door(34, 58))
        + at(330, 340, stepped_wall(130, 92, "#B5BFC5"))
        + at(330, 340, door(28, 48))
        + rect(0, 322, W, 98, "#B8C79A")
        + fill("#C4B9A4", "M316 338h30q30 40 130 82H190q100-42 126-82z")
        + sew(WHITE, "M300 362h66M268 386h134M226 408h220", 3, "22 7", ".8")
        + f'<path fill="#14204A" fill-rule="evenodd" d="{mouth}"/>'
        + fill("#14204A", drops)
        + sew(SLATE_LINE, "M52 420q-20-200 68-294 100-100 210-98 150-4 224 116 62 116 34 276", 3, "11 8")
        + sew(G500, "M300 416q24-30 30-70", 4, "10 8")
    )
