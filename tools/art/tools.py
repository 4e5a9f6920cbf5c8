"""Things of the packing table and the desk; each stands on the origin unless it says otherwise."""
# ruff: noqa: E501  (a shape's path data stays on one line)

from .bands import ribbon
from .goods import leaf
from .palette import (
    G100,
    G300,
    G500,
    I100,
    I200,
    I500,
    I700,
    I800,
    I900,
    I950,
    K500,
    K700,
    KRAFT_LINE,
    L700,
    M100,
    M300,
    M500,
    R100,
    R600,
    R700,
    SKIN,
    SKIN_DARK,
    STEEL,
    WHITE,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
)
from .pen import at, fill, line, oval, rect, ring, sew, shadow, words


def scale(reading: str = "250 g") -> str:
    """A kitchen scale, 340 wide, 124 high; its pan is at -124."""
    return (
        shadow(0, 0, 176, 14)
        + fill(K700, "M-150-94h300l20 84q-170 20-340 0z")
        + rect(-176, -124, 352, 32, STEEL, 6)
        + line(WHITE, "M-164-114h328", 4)
        + rect(-84, -76, 168, 52, I950, 6)
        + words(0, -37, reading, 38, G300)
    )


def sealer() -> str:
    """A heat sealer's jaw, 360 wide, pressed down on the origin, its handle to the right."""
    return (
        rect(-150, -30, 340, 28, K700, 4)
        + rect(-150, -4, 300, 10, R600)
        + rect(150, -42, 110, 44, K500, 12)
        + line(G500, "M-130-16h40", 4)
        + oval(130, -16, 6, 6, G500)
    )


def label_sheet(rows: int = 5) -> str:
    """A printed label with its sewn edge, 190 wide, 250 high, centred."""
    text = "".join(f"M-66 {-36 + k * 30}h{(128, 104, 120, 84, 110)[k % 5]}" for k in range(rows))
    return (
        rect(-95, -125, 190, 250, WHITE, 4)
        + sew(R600, "M-84-114H84v228H-84z", 4, "10 7")
        + rect(-66, -96, 110, 30, I900)
        + line(M500, text, 7)
    )


def phone(body: str = "") -> str:
    """A phone upright, 170 wide, 310 high, centred; the screen is 150 × 262 from (-75, -131)."""
    return (
        rect(-85, -155, 170, 310, I950, 22)
        + rect(-75, -131, 150, 262, WHITE, 6)
        + body
        + line(K500, "M-16-143h32", 5)
        + line(WHITE, "M-22 143h44", 4)
    )


def shop_page() -> str:
    """What a shop looks like on the phone's screen."""
    goods = "".join(
        rect(x, y, 62, 60, c, 4) for x, y, c in ((-67, -42, "#E1F0E0"), (5, -42, R100), (-67, 46, G100), (5, 46, I100))
    )
    return (
        rect(-75, -131, 150, 44, I900)
        + ribbon("sun", -75, -87, 150, 2.5)
        + words(0, -100, "瑶家", 26, G300, 4)
        + goods
        + at(-36, 10, leaf(), 0.7)
        + oval(36, -12, 18, 18, R600)
        + oval(-36, 76, 18, 18, G500)
        + oval(36, 76, 18, 18, I500)
        + line(M300, "M-64 116h50M8 116h50", 6)
    )


def window() -> str:
    """A window full of daylight, 200 wide, 250 high, centred."""
    return (
        rect(-106, -130, 212, 260, WOOD)
        + rect(-90, -114, 180, 228, "#D6EAF5")
        + fill("#FFF6D8", "M-90-114h120L-90 60z")
        + line(WOOD, "M0-114v228M-90 0h180", 12)
        + rect(-124, 124, 248, 18, WOOD_DARK, 4)
    )


def camera() -> str:
    """A camera, 220 wide, 150 high, centred."""
    return (
        fill(I900, "M-110-46q0-18 18-18h44l16-26h64l16 26h44q18 0 18 18V60q0 18-18 18H-92q-18 0-18-18z")
        + rect(-110, -22, 220, 20, R700)
        + sew(G500, "M-104-12h208", 3, "8 6")
        + oval(0, 8, 56, 56, I950)
        + oval(0, 8, 42, 42, I500)
        + oval(-14, -6, 14, 14, I200)
        + oval(84, -44, 8, 8, G500)
    )


def card() -> str:
    """A white card bent up behind the goods, 330 wide, 240 high: the cheapest studio."""
    return (
        fill(WHITE, "M-150-240h300v170l60 90h-420l60-90z")
        + fill(M100, "M-150-70h300l60 90h-420z")
        + sew(M300, "M-150-70h300", 3, "10 8")
    )


def finder(w: int, h: int) -> str:
    """The corners of a camera's picture, centred."""
    x, y = w // 2, h // 2
    return line(R600, f"M-{x}-{y - 40}v-40h40M{x - 40}-{y}h40v40M{x} {y - 40}v40h-40M{40 - x} {y}h-40v-40", 8)


def tape_gun() -> str:
    """A roll of tape on its cutter, 170 wide, 150 high."""
    return (
        line(R700, "M-60-10 10-50M60-30v24", 22)
        + oval(20, -84, 62, 62, "#D9B27F")
        + oval(20, -84, 30, 30, WHITE)
        + ring(20, -84, 46, 46, KRAFT_LINE, 3, "9 7")
        + fill(K700, "M66-40h40v30l-18 14-22-14z")
    )


def van(band: str = "sun") -> str:
    """A delivery van facing right, 400 wide, 220 high."""
    body = rect(-200, -200, 270, 166, L700, 10) + fill(L700, "M60-150h70q20 0 32 20l34 56q4 6 4 16v24h-140z")
    glass = fill("#D6EAF5", "M84-132h40q14 0 22 14l24 40H84z") + rect(-206, -40, 412, 16, I950, 6)
    wheels = "".join(oval(x, -28, 36, 36, I950) + oval(x, -28, 16, 16, M300) for x in (-120, 120))
    return (
        shadow(0, 8, 220, 12)
        + body
        + ribbon(band, -192, -150, 252, 6, I900)
        + sew("#A9CE9B", "M-188-184h240", 3)
        + glass
        + rect(186, -72, 16, 20, G500, 4)
        + wheels
    )


def trike() -> str:
    """A courier's three-wheeler facing right, 330 wide, 210 high."""
    wheels = "".join(oval(x, -30, 34, 34, I950) + oval(x, -30, 15, 15, M300) for x in (-110, 118))
    return (
        shadow(0, 4, 180, 12)
        + rect(-170, -190, 190, 140, I700, 8)
        + ribbon("path", -166, -150, 182, 5, I900)
        + line(I950, "M10-56h60l30-80M118-30 92-140l-24-6", 12)
        + fill(R700, "M30-96h60v18H30z")
        + fill(I700, "M88-100q40 0 54 44H84z")
        + oval(104, -116, 10, 10, G500)
        + wheels
    )


def calendar(marks: tuple[int, ...] = (3, 10, 17), tops: str = R600) -> str:
    """A wall calendar, 300 wide, 280 high, centred; `marks` are the stitched days."""
    days = "".join(rect(-126 + k % 7 * 37, -64 + k // 7 * 46, 28, 34, G500 if k in marks else I100, 3) for k in range(28))
    ticks = line(R700, "".join(f"M{-120 + k % 7 * 37} {-48 + k // 7 * 46}l6 8 10-16" for k in marks), 4)
    return (
        rect(-150, -140, 300, 280, WHITE, 8)
        + rect(-150, -140, 300, 54, tops, 8)
        + sew(WHITE, "M-136-98h272", 3, "9 7")
        + line(I900, "M-80-158v36M0-158v36M80-158v36", 10)
        + days
        + ticks
    )


def notebook(lines_: int = 5) -> str:
    """An open notebook, 380 wide, 240 high, centred, written in two columns."""
    left = "".join(f"M-160 {-70 + k * 36}h{(110, 90, 124, 70, 100)[k % 5]}" for k in range(lines_))
    right = "".join(f"M34 {-70 + k * 36}h{(60, 80, 50, 72, 64)[k % 5]}M132 {-70 + k * 36}h26" for k in range(lines_))
    return (
        fill(I800, "M-200-110q100-20 200 6 100-26 200-6v230q-100-20-200 6-100-26-200-6z")
        + fill(WHITE, "M-186-112q100-14 186 10v220q-86-24-186-10z")
        + fill("#F3F5F9", "M186-112q-100-14-186 10v220q86-24 186-10z")
        + line(I200, left, 7)
        + line(I200, right, 7)
        + line(R600, "M34 82h124", 6)
        + sew(I500, "M0-98v210", 3, "9 7")
    )


def pen() -> str:
    """A pencil, 180 long, its point at the origin, leaning right."""
    return at(
        0,
        0,
        fill(G300, "M0 0l-10-28h20z")
        + fill(I950, "M0 0l-4-12h8z")
        + rect(-10, -158, 20, 130, R600)
        + line("#E05A5C", "M-3-150v118", 4)
        + rect(-10, -178, 20, 20, STEEL),
        turn=38,
    )


def calculator(shown: str = "36.00") -> str:
    """A pocket calculator, 190 wide, 260 high, centred."""
    keys = "".join(
        rect(-76 + k % 4 * 40, -34 + k // 4 * 40, 32, 30, R600 if k == 15 else (G500 if k % 4 == 3 else WHITE), 5)
        for k in range(16)
    )
    return rect(-95, -130, 190, 260, I900, 14) + rect(-78, -112, 156, 60, "#DCE9CF", 5) + words(8, -68, shown, 44, I950) + keys


def coin() -> str:
    """A coin face on, 80 across, centred."""
    return (
        oval(0, 4, 40, 40, "#C98B1C")
        + oval(0, 0, 40, 40, G500)
        + ring(0, 0, 31, 31, "#B97F12", 3, "6 5")
        + line("#7A4F00", "M-12-18 0-2 12-18M0-2v22M-12 4h24M-12 12h24", 5)
    )


def coins(n: int) -> str:
    """A stack of n coins, 84 wide, standing."""
    edge = "".join(
        rect(-42, -18 - k * 18, 84, 18, "#E0A023" if k % 2 else G500, 8) + sew("#B97F12", f"M-36 {-9 - k * 18}h72", 3, "3 6")
        for k in range(n)
    )
    return shadow(0, 2, 52, 8) + edge + oval(0, -n * 18, 42, 10, G300)


def price_tag(text: str = "¥36") -> str:
    """A tag on a red string, 270 wide, 140 high, centred."""
    return (
        line(R600, "M-110 0q-40-60-20-130", 5)
        + fill(WHITE, "M-140 0l50-70H120q10 0 10 10V60q0 10-10 10H-90z")
        + sew(R600, "M-116 0l34-56H116v112H-82z", 4, "10 7")
        + oval(-104, 0, 11, 11, I200)
        + words(24, 26, text, 72, R700)
    )


def bubble(colour: str = WHITE, text: str = "", ink: str = I900) -> str:
    """A speech bubble, 260 wide, 120 high, centred, tail bottom left."""
    body = fill(colour, "M-110-62h220q20 0 20 20v70q0 20-20 20h-150l-50 40 10-40h-30q-20 0-20-20v-70q0-20 20-20z")
    return body + (words(0, 16, text, 64, ink) if text else line(WHITE if colour == L700 else ink, "M-90-26H86M-90 6h120", 9))


def stamp() -> str:
    """A carved seal standing on its face, 110 wide, 170 high."""
    return (
        fill(WOOD, "M-40-170q40-24 80 0l6 40-16 40h-60l-16-40z")
        + line(WOOD_LIGHT, "M-20-160q-8 30 4 58", 6)
        + rect(-54, -92, 108, 66, R700, 6)
        + sew(G500, "M-48-60h96", 3, "8 6")
        + rect(-50, -28, 100, 24, K700, 3)
    )


def seal_print(char: str = "盘", size: int = 150) -> str:
    """A seal's red print, centred: the family name in a stitched square."""
    half = size // 2
    return (
        rect(-half, -half, size, size, R600, 6)
        + sew(WHITE, f"M{10 - half} {10 - half}h{size - 20}v{size - 20}h{20 - size}z", 4, "9 7")
        + words(0, size * 0.24, char, size * 0.66, WHITE)
    )


def person(char: str, colour: str = I800, size: int = 110) -> str:
    """A person: the family name in a stitched square, centred."""
    half = size // 2
    return (
        rect(-half, -half, size, size, colour, 6)
        + sew(G300, f"M{8 - half} {8 - half}h{size - 16}v{size - 16}h{16 - size}z", 3, "8 6")
        + words(0, size * 0.2, char, size * 0.56, WHITE)
    )


def sign(name: str = "盘家苦茶", band: str = "tea") -> str:
    """A shop sign under its eave, 440 wide, 210 high, centred."""
    return (
        fill("#232A44", "M-196-104h392l20 34q14 12 40 16-28 2-60 2h-392q-32 0-60-2 26-4 40-16z")
        + sew("#6574A3", "M-192-84h384M-206-66h412", 3, "12 8")
        + rect(-206, -52, 412, 10, WOOD)
        + rect(-200, -42, 400, 150, I900)
        + ribbon(band, -200, -42, 400, 5)
        + rect(-206, 104, 412, 12, WOOD)
        + rect(-178, 20, 72, 72, WHITE, 4)
        + sew(R600, "M-170 28h56v56h-56z", 3, "6 5")
        + words(-142, 74, name[0], 46, R700)
        + words(50, 78, name, 58, WHITE, 4)
    )


def hand() -> str:
    """A cupped right hand and its embroidered cuff, opening up and left, about 240 long."""
    palm = fill(
        SKIN,
        "M0 0q-8-40-60-46-60-8-112-30-18-4-20 12 2 12 20 20-18 0-18 14 4 14 22 20-12 6-8 18 8 14 30 18-6 10 4 20 30 22 86 24 60 0 84-24z",
    )
    return (
        palm
        + line(SKIN_DARK, "M-172-44q50 16 84 20M-168-10q40 12 74 12M-146 28q28 6 54 4", 4)
        + fill(I900, "M-14-54 90-40V84L-14 52z")
        + line(R600, "M6-44v92", 10)
        + line(G500, "M26-42v102", 6)
        + sew(WHITE, "M16-38v92", 4, "7 6")
    )


def checklist(n: int = 4, done: int = 3) -> str:
    """A list on a board, 220 wide, 290 high, centred, the first `done` lines ticked."""
    rows = "".join(
        rect(-76, -84 + k * 52, 32, 32, L700 if k < done else WHITE, 4)
        + (
            line(WHITE, f"M-69 {-68 + k * 52}l7 8 12-16", 5)
            if k < done
            else sew(M500, f"M-76 {-84 + k * 52}h32v32h-32z", 3, "6 5")
        )
        + line(I200 if k >= done else M500, f"M-28 {-68 + k * 52}h{(96, 74, 90, 66, 84)[k % 5]}", 8)
        for k in range(n)
    )
    return (
        rect(-116, -140, 232, 290, WOOD_LIGHT, 10)
        + rect(-98, -118, 196, 252, WHITE, 3)
        + rect(-46, -154, 92, 34, K700, 8)
        + rows
    )


def map_sheet() -> str:
    """A folded map with a stitched way and two pins, 380 wide, 260 high, centred."""
    return (
        fill("#EAF4E6", "M-190-120l95 30 95-30 95 30 95-30v240l-95 30-95-30-95 30-95-30z")
        + fill("#C4DEBB", "M-95-90l95-30v240l-95 30zM95-90l95-30v240l-95 30z")
        + line("#A9CFE0", "M-190 60q90-40 150 0t130-10 100 30", 20)
        + line("#A9CE9B", "M-150-60q40-30 90 0M60-60q40-30 100 6", 5)
        + sew(R600, "M-130 30q50-90 120-50t120-20", 6, "14 9")
        + at(-130, 30, pin(I700))
        + at(110, -40, pin(R600))
    )


def pin(colour: str = R600) -> str:
    """A map pin whose point is the origin, 80 high."""
    return fill(colour, "M0 0C-34-40-34-56-28-68-18-86 18-86 28-68 34-56 34-40 0 0z") + oval(0, -52, 12, 12, WHITE)


def waves(colour: str = I700) -> str:
    """Three sound waves to the right of the origin."""
    return line(colour, "M0-24q14 24 0 48M24-44q26 44 0 88M50-64q36 64 0 128", 8)


def microphone() -> str:
    """A microphone standing, 90 wide, 220 high."""
    return (
        rect(-36, -220, 72, 126, R700, 36)
        + sew(G500, "M-30-170h60M-32-150h64M-30-130h60", 3, "6 5")
        + line(I900, "M-58-150v18q4 56 58 56t58-56v-18M0-74v60M-40-8h80", 9)
    )


def paper_ball() -> str:
    """A ball of crumpled paper, 80 wide, centred."""
    return fill("#F6EEDC", "M-38 6l4-26 20-18 26 4 22 10 8 26-14 26-30 8-26-10z") + line(
        "#C9B58C", "M-18-22 0-6-10 18M0-6 20-18M0-6 24 8", 3
    )


def thermometer(level: int = 90) -> str:
    """A wall thermometer, 80 wide, 290 high, centred; `level` is how high the red stands (0 to 190)."""
    ticks = line(M500, "".join(f"M18 {70 - k * 24}h{16 if k % 2 else 10}" for k in range(8)), 4)
    return (
        rect(-44, -150, 88, 290, WOOD_LIGHT, 14)
        + rect(-34, -138, 68, 266, WHITE, 8)
        + rect(-10, -124, 20, 220, M100, 10)
        + oval(0, 96, 20, 20, R600)
        + rect(-5, 90 - level, 10, level, R600, 5)
        + ticks
    )


def cold_pack() -> str:
    """An ice pack, 130 wide, 90 high, centred."""
    return (
        rect(-65, -45, 130, 90, "#BFE0F2", 14)
        + sew(WHITE, "M-54-34H54V34H-54z", 3, "8 6")
        + line(I500, "M0-24v48M-21-12l42 24M-21 12l42-24", 6)
    )


def arrow(colour: str = R600, length: int = 100) -> str:
    """An arrow from the origin to the right."""
    return line(colour, f"M0 0h{length}M{length - 22}-20l22 20-22 20", 9)


def tick(colour: str = L700) -> str:
    """A tick in a disc, 72 across, centred."""
    return oval(0, 0, 36, 36, colour) + line(WHITE, "M-16 2l12 12 20-26", 8)


def no(colour: str = R600) -> str:
    """A cross in a disc, 72 across, centred."""
    return oval(0, 0, 36, 36, colour) + line(WHITE, "M-12-12l24 24M12-12l-24 24", 8)
