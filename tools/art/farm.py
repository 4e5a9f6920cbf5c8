"""Animals, tools and crops of the farm; each stands on the origin unless it says otherwise."""

from .goods import leaf
from .palette import (
    G300,
    G500,
    I500,
    I700,
    I900,
    I950,
    K500,
    L300,
    L400,
    L500,
    L700,
    L800,
    R600,
    R700,
    SOIL,
    SOIL_DARK,
    SOIL_LIGHT,
    STEEL,
    WHITE,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
)
from .pen import at, fill, line, oval, rect, ring, sew, shadow


def cow(coat: str = "#B98243", dark: str = "#8E5F2C") -> str:
    """A yellow cow facing right, 240 wide, 150 high."""
    legs = fill(dark, "M-62-58h16V0h-16zM-30-58h16V0h-16zM38-58h16V0H38zM64-58h16V0H64z")
    body = fill(coat, "M-66-96q0-22 24-24 44 6 88-2 40-4 44 26l-2 32q-2 20-24 20h-96q-32 0-34-20z")
    head = (
        fill(coat, "M66-118q14-34 44-38l34 4q10 4 12 18l2 20q-4 14-20 12l-24-2q-18 26-40 26z")
        + fill("#E8C796", "M132-124l24-2 2 12q-4 14-20 12-8-8-6-22z")
        + line("#6E6250", "M106-154q-6-22 12-30M124-154q10-18 2-32", 6)
        + oval(126, -136, 4.5, 4.5, "#2B1B10")
        + fill(dark, "M100-146q-22-4-26 10 18 8 30-2z")
    )
    tail = line(dark, "M-64-92q-22 18-18 54", 6) + sew(WHITE, "M-48-102q50 8 100-2M-44-54q50 8 104 0", 3, "9 7", ".55")
    return shadow(4, 0, 96, 9) + legs + body + head + tail


def pig(coat: str = "#2B3048", dark: str = "#1A1E33") -> str:
    """A black pig facing right, 200 wide, 95 high."""
    legs = fill(dark, "M-50-36h13V0h-13zM-24-34h13V0h-13zM22-34h13V0H22zM44-36h13V0H44z")
    body = fill(coat, "M-72-52q2-38 50-42 40-6 74 6l30 14 30 20q4 12-6 18l-30 2q-14 14-40 14h-60q-46 0-48-32z")
    face = (
        fill("#6B7396", "M106-54q8 4 8 10t-8 8q-6-8 0-18z")
        + fill(dark, "M48-90q2-22 22-22 2 18-8 30z")
        + oval(78, -62, 4, 4, WHITE)
    )
    back = sew("#7C87AE", "M-58-78q40-30 96-14M-52-38q46 12 92-2", 3.5, "7 6") + line(coat, "M-70-54q-20-2-16-16 8-6 12 4", 5)
    return shadow(0, 0, 80, 8) + legs + body + face + back


def fence(w: int = 640) -> str:
    """A rail fence, w wide, 110 high, from the origin to the right."""
    posts = "".join(rect(x, -110, 18, 116, WOOD) + fill(WOOD_LIGHT, f"M{x}-110l9-14 9 14z") for x in range(10, w, 100))
    rails = rect(0, -88, w, 16, WOOD_LIGHT) + rect(0, -46, w, 16, WOOD_LIGHT)
    return rails + sew(WOOD_DARK, f"M0-80h{w}M0-38h{w}", 3, "14 9") + posts


def spade() -> str:
    """A spade stuck in the ground at the origin, 300 high."""
    return (
        rect(-8, -270, 16, 190, WOOD_LIGHT)
        + line(WOOD, "M-34-280h68M-30-280l24 30M30-280l-24 30", 12)
        + fill(STEEL, "M-46-110h92v70Q40 0 0 30-40 0-46-40z")
        + fill("#B7C0C7", "M10-110h36v70Q40 0 10 24z")
        + rect(-12, -130, 24, 40, K500)
    )


def hoe() -> str:
    """A hoe leaning, its blade at the origin."""
    return line(WOOD_LIGHT, "M0-10 120-290", 14) + fill(STEEL, "M-54-20 10-50 22-16-36 22z")


def boots() -> str:
    """A pair of rubber boots, 260 wide, 210 high."""
    one = (
        fill(L700, "M-50-200h80v120q60 10 76 46v26h-156z")
        + rect(-56, -14, 168, 14, I950, 4)
        + rect(-54, -206, 88, 26, L500, 6)
        + sew(L300, "M-40-160q30 10 60 0M40-66q30 10 44 34", 3.5, "8 6")
    )
    return shadow(0, 2, 150, 12) + at(-70, -8, one) + at(70, 0, one)


def can() -> str:
    """A watering can pouring left, 300 wide, 200 high."""
    drops = sew("#5C93B8", "M-176-110q-30 30-34 100M-160-100q-20 30-22 96M-188-120q-40 30-50 96", 5, "10 12")
    return (
        fill(I700, "M-60-140H80l14 140h-168z")
        + fill(I500, "M-64-100-160-150l-14 20 102 84z")
        + fill(G500, "M-184-152l40 34-20 16-44-28z")
        + line(I700, "M70-130q90 0 70 70-10 30-56 30M-40-140q50-60 106 0", 12)
        + sew(WHITE, "M-64-34h150M-56-110h128", 3, "10 7")
        + drops
    )


def sprayer() -> str:
    """A knapsack sprayer with its lance, 280 wide, 250 high."""
    mist_ = sew("#5C93B8", "M-196-190q-30 6-60-6M-196-180q-30 20-62 22M-196-172q-20 28-50 44", 5, "5 9")
    return (
        shadow(20, 2, 90, 10)
        + rect(-50, -220, 150, 220, G500, 26)
        + rect(-6, -246, 62, 30, I900, 8)
        + rect(-50, -70, 150, 40, "#D9941F")
        + sew(WHITE, "M-36-200h122v170h-122z", 4, "10 8")
        + line(I950, "M-50-40q-60 0-60-60l-80-80", 9)
        + oval(-110, -104, 12, 12, R600)
        + mist_
    )


def seedling(tall: float = 1) -> str:
    """A young plant with four leaves, about 130 high."""
    return at(
        0,
        0,
        line(L500, "M0 0q6-50 0-96", 7)
        + at(0, -96, leaf(L500), 0.9)
        + at(0, -70, leaf(), 0.9, -56)
        + at(0, -70, leaf(), 0.9, 56)
        + at(0, -34, leaf(L500), 0.7, -76)
        + at(0, -34, leaf(L500), 0.7, 76),
        tall,
    )


def vine_row(n: int = 4) -> str:
    """A kiwi vine on its wire, 640 wide, at the height of the origin."""
    out = line(L700, "M0 0q80-26 160 0t160 0 160 0 160 0", 9)
    for k in range(n * 2):
        x = 40 + k * 640 // (n * 2)
        out += at(x, 0, leaf(L700 if k % 2 else L500), 1.2, 150 if k % 2 else 210) + at(
            x + 20, -6, leaf(L400), 0.9, 20 if k % 2 else -30
        )
    return out


def thermal_sun(size: int = 60) -> str:
    """The sun with stitched rays, centred."""
    rays = "".join(at(0, 0, line(G500, f"M0-{size + 18}v-{size // 2}", 9), turn=45 * k) for k in range(8))
    return oval(0, 0, size, size, G500) + ring(0, 0, size - 12, size - 12, "#B97F12", 4, "9 7") + rays


def rain(n: int = 7) -> str:
    """Slanting stitches of rain over 260 × 150, from the origin."""
    return sew("#3F78A0", "".join(f"M{k * 38} {(k % 2) * 14}l-30 140" for k in range(n)), 6, "22 18")


def compost() -> str:
    """A slatted bin of compost in layers, 300 wide, 210 high."""
    layers = "".join(rect(-130, -190 + k * 46, 260, 46, c) for k, c in enumerate(("#7FB065", SOIL_LIGHT, "#B9A05A", SOIL)))
    slats = (
        "".join(rect(-150, -170 + k * 58, 300, 20, WOOD_LIGHT) for k in range(3))
        + rect(-152, -200, 20, 204, WOOD)
        + rect(132, -200, 20, 204, WOOD)
    )
    return (
        shadow(0, 4, 170, 12)
        + fill("#7FB065", "M-130-186q60-60 130-40t130 40z")
        + layers
        + slats
        + sew(WOOD_DARK, "M-144-160h288M-144-102h288M-144-44h288", 3, "12 9")
    )


def caterpillar() -> str:
    """A caterpillar, 150 wide, centred."""
    body = "".join(oval(-54 + k * 28, -6 if k % 2 else 4, 22, 22, L400 if k % 2 else L500) for k in range(5))
    return (
        body
        + oval(66, -6, 22, 22, R700)
        + oval(72, -12, 5, 5, WHITE)
        + line(I950, "M72-26l10-18M60-28l-2-18M-54 24v12M-26 18v12M2 24v12M30 18v12", 4)
    )


def lens() -> str:
    """A magnifying glass, its ring 170 across and centred, transparent inside."""
    return (
        oval(0, 0, 80, 80, "#D6EAF5", ' opacity=".35"')
        + ring(0, 0, 82, 82, I900, 14)
        + line(WOOD, "M62 62 140 140", 22)
        + line(WHITE, "M-50-20q10-26 36-32", 6)
    )


def soil_block(w: int = 360) -> str:
    """A cut of earth from the surface down, w wide, 250 deep, its top at the origin, centred."""
    x = w // 2
    stones = "".join(oval(-x + 40 + k * w // 7, 218 + k % 2 * 14, 16, 10, "#A79684") for k in range(7))
    return (
        rect(-x, 0, w, 90, SOIL_DARK)
        + rect(-x, 84, w, 90, SOIL)
        + rect(-x, 170, w, 80, "#B98A5A")
        + stones
        + rect(-x, -14, w, 22, L500, 6)
        + sew(SOIL_LIGHT, f"M{-x} 40h{w}M{-x} 130h{w}", 4, "12 10")
        + line(L400, "".join(f"M{k}-14l-8-20M{k}-14l6-24" for k in range(-x + 24, x, 48)), 4)
    )


def ph_strip(mark: int = 3) -> str:
    """The colour scale of a soil test, 420 wide, 120 high, centred; `mark` points at one square."""
    shades = ("#D9483B", "#E98A3A", G500, "#C9C94A", "#7FB065", "#3F8F7A", "#3F6FA8", "#5B4A94")
    squares = "".join(rect(-200 + k * 50, -40, 46, 60, c, 3) for k, c in enumerate(shades))
    x = -177 + mark * 50
    return rect(-212, -54, 424, 108, WHITE, 6) + squares + line(I900, "M-196 38h388", 4) + fill(R700, f"M{x}-44l-18-32h36z")


def plot() -> str:
    """A field seen from the side above, four strips with crops and a flag, 440 wide, 180 deep, centred."""
    strips = "".join(fill(c, f"M{-220 + k * 110} 90l60-180h76l-26 180z") for k, c in enumerate((L500, "#C9A24A", L700, SOIL)))
    crops = ("#8FD07A", "#F2D98A", "#7FB065", "#C08A5A")
    rows = "".join(sew(c, f"M{-184 + k * 110 + d} 84l52-164", 11, "11 14") for k, c in enumerate(crops) for d in (-14, 22))
    return fill("#B9D58C", "M-250 100l80-200h350l70 200z") + strips + rows


def flag(colour: str = R600) -> str:
    """A small flag on a stake, 120 high."""
    return line(WOOD, "M0 0v-120", 7) + fill(colour, "M2-120l66 22-66 24z") + sew(WHITE, "M10-108l36 10-36 12", 2.5, "6 5")


def camellia_tree() -> str:
    """An oil-camellia bush with white flowers, 240 wide, 220 high."""
    crown = fill(L800, "M-110-70q-30-70 30-96 10-60 84-54 74-2 84 58 56 30 22 92-110 44-220 0z") + sew(
        L400, "M-80-76q-20-50 30-70 10-44 56-42 56 0 62 46 36 20 22 62", 4, "11 8"
    )
    blooms = "".join(
        oval(x, y, 15, 15, WHITE) + oval(x, y, 6, 6, G500)
        for x, y in ((-64, -110), (-10, -160), (56, -120), (0, -90), (80, -76), (-90, -70))
    )
    return rect(-9, -60, 18, 60, "#6B4A2E") + crown + blooms


def bird(colour: str = R600) -> str:
    """A bird facing right, 120 wide, centred."""
    return (
        fill(colour, "M-40 8q0-34 36-36 14-20 34-12l14 8-14 6q4 44-34 44l-46 22 6-20q4-6 4-12z")
        + fill(G300, "M44-32l16 5-16 6z")
        + oval(26, -30, 3.5, 3.5, WHITE)
        + sew(WHITE, "M-24 4q10-20 30-16", 2.5, "5 4")
    )


def top(colour: str) -> str:
    """A spinning top, 168 wide, its point at the origin."""
    return at(
        0,
        -112,
        fill("#3A2418", "M-7 88h14l-7 26z")
        + fill(colour, "M-84-20q0-20 24-22H60q24 2 24 22 0 40-84 110Q-84 20-84-20z")
        + oval(0, -34, 82, 20, "#E3C48B")
        + ring(0, -34, 54, 12, "#A87B43", 4, "9 7")
        + rect(-7, -62, 14, 28, "#4A2F22")
        + sew(G500, "M-74 4q74 26 148 0M-54 34q54 20 108 0", 5, "11 7"),
    )


def plate(food: str) -> str:
    """A plate of stuffed dishes, 148 wide, centred."""
    bits = "".join(
        oval(x, y, 15, 11, food, ' stroke="#fff" stroke-opacity=".5" stroke-width="2"')
        for x, y in ((-24, -6), (4, -10), (28, -2), (-10, 8), (18, 10))
    )
    return oval(0, 9, 74, 36, I950, ' opacity=".2"') + oval(0, 0, 74, 36, WHITE) + ring(0, 0, 60, 27, I500, 3, "8 6") + bits


def tub() -> str:
    """A wooden feed trough, 220 wide, 70 high."""
    return (
        fill(WOOD, "M-110-64h220L90 0H-90z")
        + rect(-118, -74, 236, 16, WOOD_LIGHT)
        + sew(WOOD_DARK, "M-96-34h192", 3, "12 8")
        + line(L400, "M-80-76q20-24 40 0M-30-76q20-24 40 0M20-76q20-24 40 0", 6)
    )
