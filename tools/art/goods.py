"""Packs and goods as they leave the farm; each stands on the origin unless it says otherwise."""

from .bands import ribbon
from .palette import (
    CREAM,
    CREAM_DARK,
    G300,
    G500,
    HONEY,
    HONEY_DARK,
    HONEY_LIGHT,
    I200,
    I500,
    I800,
    I900,
    I950,
    KRAFT,
    KRAFT_DARK,
    KRAFT_LIGHT,
    KRAFT_LINE,
    L500,
    L700,
    R600,
    R700,
    STEEL,
    STEEL_DARK,
    STRAW,
    STRAW_DARK,
    STRAW_MID,
    WHITE,
)
from .pen import at, fill, line, oval, rect, ring, sew, shadow, words


def pouch(name: str = "苦茶", band: str = "tea") -> str:
    """A kraft stand-up pouch, 250 wide, 380 high, the shop's band above its label."""
    body = fill(KRAFT, "M-112-380h224l14 372q-126 34-252 0z") + fill(KRAFT_DARK, "M70-380h42l14 372q-20 6-42 9z", ".6")
    seal = rect(-112, -380, 224, 34, KRAFT_LIGHT) + sew(KRAFT_LINE, "M-106-354h212M-106-368h212", 3, "9 6")
    label = rect(-86, -218, 172, 158, WHITE) + sew(R600, "M-78-210H78V-68H-78z", 2.5, "7 5")
    text = words(0, -116, name, 66, I900) if name else ""
    return shadow(0, 4, 140, 16) + body + seal + ribbon(band, -114, -308, 228, 6) + label + text


def jar(name: str = "蜂蜜", band: str = "sun") -> str:
    """A honey jar, 190 wide, 190 high, with a cloth cap."""
    glass = fill(HONEY, "M-74-150h148q14 16 14 38v90q0 22-22 22H-66q-22 0-22-22v-90q0-22 14-38z")
    light = fill(HONEY_LIGHT, "M-70-136q-10 8-10 22v88q0 14 10 20z") + fill(
        HONEY_DARK, "M62-150h12q14 16 14 38v90q0 20-18 22z", ".5"
    )
    label = rect(-88, -104, 176, 74, WHITE) + ribbon(band, -88, -104, 176, 2.6)
    cap = fill(R700, "M-84-186q84-18 168 0v38q-20 10-40 0-22 10-44 0-22 10-44 0-20 10-40 0z") + sew(
        G500, "M-80-170q80-16 160 0", 4, "9 7"
    )
    return shadow(0, 2, 106, 12) + glass + light + label + (words(0, -44, name, 32, I900, 3) if name else "") + cap


def bottle(name: str = "山茶油", band: str = "sun", oil: str = "#E3A82B", shine: str = "#F6CC62", capped: bool = True) -> str:
    """A tall bottle, 230 wide, 470 high; uncapped, its mouth is at -404."""
    body = fill(oil, "M-38-400h76v70q76 40 76 120v188q0 22-22 22H-92q-22 0-22-22v-188q0-80 76-120z")
    light = fill(shine, "M-86-210q0-60 40-92v290h-40z", ".7")
    mouth = rect(-46, -410, 92, 20, shine, 8)
    cap = rect(-44, -470, 88, 74, I900) + sew(G500, "M-38-414h76M-38-452h76", 4, "8 5")
    label = rect(-114, -222, 228, 156, WHITE) + ribbon(band, -114, -222, 228, 5)
    return (
        shadow(0, 4, 130, 16)
        + body
        + light
        + (cap if capped else mouth)
        + label
        + (words(0, -100, name, 58, I900) if name else "")
    )


def tin(colour: str = L700, band: str = "tea") -> str:
    """A round tea tin, 180 wide, 220 high."""
    body = fill(colour, "M-86-180h172V-8q-86 22-172 0z") + fill(I950, "M52-180h34V-8q-14 4-34 8z", ".16")
    lid = fill(STEEL, "M-92-212h184v36H-92z") + oval(0, -212, 92, 16, "#EDF0F2") + ring(0, -212, 74, 11, STEEL_DARK, 3, "8 6")
    return (
        shadow(0, 2, 104, 12)
        + body
        + lid
        + ribbon(band, -86, -150, 172, 5)
        + oval(0, -52, 36, 36, WHITE)
        + ring(0, -52, 29, 29, R600, 2.5, "6 5")
        + at(0, -34, leaf(), 0.55)
    )


def box(open_: bool = False) -> str:
    """A carton, 300 wide, 170 high (flaps reach 220 when open); what stands in it is drawn before its front."""
    front = rect(-150, -130, 300, 130, KRAFT) + sew(KRAFT_LINE, "M-136-16h272M-136-112h272", 3, "9 6")
    label = rect(-58, -90, 116, 56, WHITE) + sew(R600, "M-52-84H52v44H-52z", 3, "7 5") + line(I900, "M-34-68h60M-34-54h36", 6)
    if open_:
        return front + fill(KRAFT_LIGHT, "M-150-130l-76-50 20 62zM150-130l76-50-20 62z") + label
    top = fill(KRAFT_LIGHT, "M-150-130l30-44h240l30 44z") + rect(-24, -174, 48, 44, CREAM) + rect(-24, -130, 48, 26, CREAM)
    return shadow(0, 2, 164, 14) + front + top + label


def box_back() -> str:
    """The inside of an open carton, to draw behind what stands in it."""
    return (
        shadow(0, 2, 164, 14)
        + rect(-150, -168, 300, 168, KRAFT_DARK)
        + rect(-150, -168, 300, 24, KRAFT_LINE)
        + fill(KRAFT_LIGHT, "M-150-168l-40-38h92l20 38zM150-168l40-38h-92l-20 38z")
    )


def parcel(size: str = "") -> str:
    """A taped parcel seen a little from above, 260 wide, 200 high, with its waybill."""
    return (
        shadow(10, 2, 150, 14)
        + fill(KRAFT, "M-130-140H100V0h-230z")
        + fill(KRAFT_DARK, "M100-140l44-40v136L100 0z")
        + fill(KRAFT_LIGHT, "M-130-140l44-40h230l-44 40z")
        + fill(CREAM, "M-30-140l44-40h36l-44 40v44h-36z")
        + rect(-110, -84, 100, 66, WHITE)
        + line(I900, "M-98-66h54M-98-52h36", 5)
        + line(I950, "M-98-32v-8M-90-32v-8M-84-32v-8M-74-32v-8M-68-32v-8M-58-32v-8M-48-32v-8M-40-32v-8", 3)
        + line(R700, "M62-30v-50M50-68l12-14 12 14", 6)
    )


def leaf(colour: str = L700, vein: str = "#9CC98A") -> str:
    """A leaf growing up from the origin, 66 high."""
    return fill(colour, "M0 0C-16-14-18-44 0-66 18-44 16-14 0 0z") + sew(vein, "M0-4V-56", 2, "5 4")


def sprig(colour: str = L700, light: str = L500) -> str:
    """A tea shoot: two leaves and a bud."""
    return at(0, 0, leaf(colour), 0.9, -52) + at(0, 0, leaf(light), 0.8, 46) + at(0, 0, leaf("#8FC36B", "#E1F0E0"), 0.8, -4)


def cup(drink: str = "#B9A23A", leaf_: str = L700) -> str:
    """A white bowl of tea, or of another drink, 140 wide, 102 high."""
    return (
        shadow(0, 2, 70, 9)
        + fill(WHITE, "M-70-102H70Q68-12 26 0H-26Q-68-12-70-102z")
        + line(I500, "m-62-70 11 11 11-11 11 11 11-11 11 11 11-11 11 11 11-11 11 11 11-11 11 11", 4)
        + oval(0, -102, 70, 17, "#E2E8F5")
        + oval(0, -100, 59, 12, drink)
        + fill(leaf_, "M-20-101q10-8 24-4-8 9-24 4z")
    )


def tray(body: str = "") -> str:
    """A round bamboo tray seen from above, 460 wide, centred on the origin."""
    return (
        oval(0, 34, 236, 156, I950, ' opacity=".13"')
        + oval(0, 20, 226, 150, STRAW_DARK)
        + oval(0, 0, 226, 150, STRAW)
        + ring(0, 0, 222, 146, STRAW_DARK, 10, "16 8")
        + oval(0, 0, 196, 126, STRAW_MID)
        + ring(0, 0, 160, 100, "#B58D4E", 4, "12 8")
        + body
    )


def basket(body: str = "") -> str:
    """A deep bamboo basket, 240 wide, 170 high; `body` peeps over the rim."""
    ribs = "".join(f"M{x} -108l{-x // 12} 104" for x in range(-80, 81, 32))
    return (
        shadow(0, 2, 110, 12)
        + at(0, -112, body)
        + fill(STRAW_MID, "M-116-120H116L94-6Q0 14-94-6z")
        + line("#B58D4E", ribs, 4)
        + sew(STRAW_DARK, "M-112-88h224M-106-58h212M-100-28h200", 5, "14 8")
        + rect(-122, -132, 244, 22, STRAW, 11)
        + sew(STRAW_DARK, "M-112-121h224", 4, "10 7")
    )


def flower() -> str:
    """A camellia blossom, white with a gold heart, 160 across, centred."""
    petals = "".join(
        at(0, 0, '<ellipse cy="-44" rx="28" ry="38" fill="#fff" stroke="#EBD9DF" stroke-width="3"/>', turn=60 * k)
        for k in range(6)
    )
    return petals + oval(0, 0, 24, 24, G500) + ring(0, 0, 16, 16, "#B97F12", 4, "3 4")


def camellia_fruit() -> str:
    """An oil-camellia fruit with its seam, 80 across, centred."""
    return (
        oval(0, 0, 40, 38, "#7C8B3A")
        + oval(-10, -10, 22, 18, "#98A650")
        + sew("#55612A", "M-4-36Q10 0-4 36", 3, "7 5")
        + fill("#55612A", "M-8-40h14l-4 12z")
    )


def kiwi() -> str:
    """A whole kiwi fruit, 124 wide, centred."""
    return (
        oval(0, 0, 62, 52, "#7E5A34")
        + oval(-12, -12, 40, 30, "#93703F")
        + sew("#5E4022", "M-44-10q40-34 88 0M-50 10q50-30 100 0M-42 28q42-24 84 0", 3, "3 9")
        + rect(52, -8, 14, 16, "#4A2F22")
    )


def kiwi_half() -> str:
    """A cut kiwi fruit, 132 wide, centred."""
    return (
        oval(0, 0, 66, 62, "#7E5A34")
        + oval(0, 0, 58, 54, "#8FBF4D")
        + oval(0, 0, 44, 41, "#A9D45F")
        + ring(0, 0, 29, 27, "#24331B", 8, "3 7")
        + oval(0, 0, 19, 16, "#F3F3D2")
    )


def tuber(colour: str = "#A8434E") -> str:
    """A sweet potato lying, 250 wide, centred."""
    return (
        fill(colour, "M-120 6C-96-44-40-52 20-46S104-30 132 2C100 40 50 50-10 48S-96 44-120 6z")
        + fill("#FFF", "M-90-6C-60-40-10-42 30-38 0-20-50-16-90-6z", ".16")
        + sew("#6E2030", "M-70 22q40 12 80 8M-20-24q40-4 74 6M40 20q24-2 44-12", 3.5, "12 10")
    )


def tuber_half() -> str:
    """A cut sweet potato, 112 wide, centred."""
    return oval(0, 0, 56, 48, "#A8434E") + oval(0, 0, 47, 40, "#F0A24A") + ring(0, 0, 30, 25, "#D97F22", 4, "9 7")


def heart_leaf(colour: str = L700) -> str:
    """A sweet-potato leaf growing up from the origin, 66 high."""
    return fill(colour, "M0 0C-34-6-46-42-22-62-12-70 0-62 0-54 0-62 12-70 22-62 46-42 34-6 0 0z") + sew(
        "#CFE6BE", "M0-4v-44M0-22l-18-16M0-22l18-16", 3, "6 5"
    )


def ginger() -> str:
    """A knobbed root of ginger, 300 wide, centred."""
    return (
        fill(
            "#D9AE6A",
            "M-150 10q-6-40 36-44 6-44 50-40 26 4 26 36 20-6 36 0 8-46 46-42 40 6 28 54 50-14 70 12 16 34-26 44"
            "-40 10-60-4 0 36-34 38-40 0-40-36-30 14-66 4-52 6-66-22z",
        )
        + fill("#EBCB93", "M-106-14q6-34 34-32 18 4 10 22-20 14-44 10zM14-20q0-36 26-34 18 6 8 30-16 10-34 4z")
        + sew(
            "#9A6F33",
            "M-136 4q10 10 30 10M-70-66q14 10 34 4M-44-20q-14 26-2 44M36-24q20 6 34 0M18 16q-6 14 4 26M104 0q-8 18 4 30",
            3.5,
            "9 6",
        )
    )


def cabbage() -> str:
    """A round cabbage in its outer leaves, 260 wide, 200 high, standing on the origin."""
    outer = fill(
        "#4F8F4A", "M-128-52q-34-60 6-100 20-44 66-36 26-24 56-10 34-16 62 12 46-4 62 40 36 40 4 94-26 52-128 52t-128-52z"
    )
    veins = sew("#A9CE9B", "M-112-60q-20-50 10-82M-70-176q20-14 40-8M112-60q20-50-8-84", 4, "10 7")
    head = oval(0, -92, 92, 86, "#A7D284") + fill("#8CC56E", "M-84-120q70-70 140-30 50 40 30 100-40 50-90 40-80-20-80-110z")
    ribs = line("#EAF5DA", "M-6-14q-14-70 24-136M2-60q-28-24-52-24M10-96q30-22 58-20M4-40q30-14 56-10", 6)
    front = fill("#5FA152", "M-132-60q70-10 112 58-84 16-112-58zM132-60q-60-4-104 60 80 12 104-60z")
    return outer + veins + head + ribs + front + line("#CFE6BE", "M-112-50q50 10 76 42M112-50q-46 10-70 44", 4)


def mushroom() -> str:
    """A dried shiitake, 150 wide, centred."""
    return (
        fill("#E9D8BD", "M-16 10h32v44q-16 8-32 0z")
        + fill("#5D3A27", "M-76 20Q-70-58 0-60 70-58 76 20 0 40-76 20z")
        + fill("#744B33", "M-58 4Q-50-46 0-48-30-34-34 10z")
        + line("#F0DCC0", "M-10-38 8-18M8-38-10-18M-46-12l14 16M-32-12l-14 16M30-14l14 16M44-14 30 2", 5)
    )


def shoot() -> str:
    """A dried bamboo shoot, 60 wide, 170 high, centred."""
    return (
        fill("#E8CC8C", "M-24 70C-30 10-12-60 0-86 12-60 30 10 24 70Q0 84-24 70z")
        + fill("#C59B4D", "M-24 70C-30 30-22-10-14-34-4 0-6 40-10 76zM24 70C30 30 22-10 14-34 8-10 16 30 12 75z")
        + sew("#8F6A2B", "M0-70V70", 2.5, "6 5")
    )


def gourd(name: str = "酒") -> str:
    """A gourd of rice wine, 270 wide, 470 high."""
    skin = fill(
        "#C98B3C", "M-20-440h40v40q58 16 58 74 0 40-26 62 78 34 78 132Q130 0 0 0T-130-132q0-98 78-132-26-22-26-62 0-58 58-74z"
    )
    light = fill(
        "#E0A95A",
        "M-64-232q-42 34-42 100 0 80 60 108-30-50-30-104 0-60 30-96zM-56-326q0-36 26-50-10 24-10 54t12 46q-28-14-28-50z",
    )
    tie = (
        rect(-66, -274, 132, 22, R600)
        + sew(WHITE, "M-62-263H62", 2.5, "6 5")
        + line(R600, "M60-262q40 10 42 60M60-260q22 22 14 62", 6)
    )
    label = rect(-62, -190, 124, 124, WHITE) + sew(R600, "M-54-182H54V-74H-54z", 3, "8 6") + words(0, -106, name, 64, I900)
    return shadow(0, 4, 140, 16) + skin + light + tie + rect(-24, -466, 48, 30, "#4A2F22") + label


def long_drum() -> str:
    """A long drum standing, 70 wide, 240 high, centred."""
    skin = fill(R700, "M-34-110C-30-60-9-40-9 0S-30 60-34 110H34C30 60 9 40 9 0S30-60 34-110z")
    paint = sew(G500, "M-24-98C-20-56-3-36-3 0S-20 56-24 98M24-98C20-56 3-36 3 0S20 56 24 98", 3, "7 5")
    ends = fill(I900, "M-32-86q32 9 64 0l2-24h-68zM-32 86q32-9 64 0l2 24h-68z") + line(
        WHITE, "m-30-96 6 6 6-6 6 6 6-6 6 6 6-6 6 6 6-6 6 6 6-6M-30 100l6-6 6 6 6-6 6 6 6-6 6 6 6-6 6 6 6-6 6 6", 3
    )
    tassel = rect(-12, -5, 24, 10, G500) + line(R600, "M14 2q20 8 22 34M14 2q26 4 32 28", 3)
    return skin + paint + ends + oval(0, -110, 34, 9, CREAM) + oval(0, 110, 34, 9, CREAM_DARK) + tassel


def bacon(colour: str = "#9A3A2A", drop: int = 260) -> str:
    """A strip of smoked meat hanging from the origin."""
    return (
        line(STRAW, "M0-30V14", 6)
        + fill(colour, f"M-36 10Q0-8 36 10l6 {drop}q-42 22-84 0z")
        + fill("#F3D2B4", f"M-12 6Q6-2 14 6l4 {drop + 8}q-12 4-24 2z")
        + fill("#F3D2B4", f"M-36 10q8-6 12-6l-4 {drop + 12}q-8-2-14-6z")
        + sew("#6E1F18", f"M25 20l5 {drop - 20}", 3, "8 6")
    )


def steak() -> str:
    """A cut of beef, 300 wide, centred."""
    return (
        fill("#F3D2B4", "M-150 0C-150-80-70-110 10-104S156-70 150 0 80 106-10 96-150 70-150 0z")
        + fill("#A5323A", "M-130 0C-130-64-64-90 8-86S134-56 130 0 70 86-10 78-130 56-130 0z")
        + line("#E9B7A0", "M-80-20q30-24 56 0t56-6M-40 30q30-16 60 4M40-46q26 4 40 24M60 36q20-4 30-18M-96 24q10 16 26 18", 6)
        + oval(92, -4, 18, 14, "#F6E7D6")
    )


def rice_cake(colour: str = "#F6F3E6") -> str:
    """A pressed rice cake, 150 wide, centred."""
    return (
        oval(0, 12, 76, 46, "#D6CDB4")
        + oval(0, 0, 76, 46, colour)
        + ring(0, 0, 60, 34, "#D6CDB4", 3, "8 6")
        + fill(R600, "M0-18 10-6 24-4 12 5 14 18 0 10-14 18-12 5-24-4-10-6z")
    )


def bunch(dark: str = L700, light: str = L500, berry: str = "") -> str:
    """A bunch of herbs hanging from the origin, tied in red, about 200 long."""
    stems = line("#6C7F45", "M0 0l-20-60M0 0l-8-64M0 0l6-66M0 0l18-60", 7)
    leaves = "".join(
        at(0, 16, leaf(dark if k % 2 else light, "#DCECD3"), 1.9 - 0.16 * abs(k - 3), 180 + (k - 3) * 16) for k in range(7)
    )
    dots = "".join(oval(x, y, 9, 9, berry) for x, y in ((-46, 84), (0, 116), (46, 84), (-20, 60), (24, 58))) if berry else ""
    return (
        stems
        + leaves
        + dots
        + rect(-24, -6, 48, 24, R600)
        + sew(WHITE, "M-22 6h44", 3, "5 4")
        + line(R600, "M20 12q26 6 30 34M16 14q14 14 10 38", 5)
    )


def bee() -> str:
    """A bee flying right, 90 wide, centred."""
    wing = f'fill="{WHITE}" stroke="{I200}" stroke-width="3"'
    return (
        f'<ellipse cx="-4" cy="-22" rx="22" ry="13" {wing} transform="rotate(-24)"/>'
        f'<ellipse cx="18" cy="-22" rx="18" ry="11" {wing} transform="rotate(18)"/>'
        + oval(0, 0, 34, 22, G500)
        + line(I950, "M-10-16v32M8-17v34", 8)
        + oval(30, 0, 12, 12, I950)
    )


def comb() -> str:
    """A few honeycomb cells, 160 wide."""
    cells = ((0, 0, G500), (64, 0, G300), (32, 54, HONEY_LIGHT), (-32, 54, G300), (0, 108, G500))
    return "".join(
        f'<path fill="{c}" stroke="#fff" stroke-width="5" d="M{x} {y - 34}l30 17v34l-30 17-30-17v-34z"/>' for x, y, c in cells
    )


def orange() -> str:
    """A navel orange, 124 across, centred."""
    return (
        oval(0, 6, 62, 58, "#D9741B")
        + oval(0, 0, 60, 57, "#EE8F2A")
        + oval(-16, -18, 26, 20, "#F7B25A")
        + oval(4, 30, 11, 8, "#C9661A")
        + sew("#B95C14", "M-34 34q34 26 68-4", 3, "5 6")
        + fill(L700, "M-4-56q22-26 48-14-14 24-46 18z")
    )


def orange_half() -> str:
    """The half of one, cut, 130 across, centred."""
    cuts = "".join(at(0, 0, line("#F9D08A", "M0-8v-40", 5), turn=45 * k) for k in range(8))
    return (
        oval(0, 6, 66, 60, "#D9741B")
        + oval(0, 0, 64, 60, "#FBE9C8")
        + oval(0, 0, 54, 50, "#F2A03C")
        + cuts
        + oval(0, 0, 7, 7, "#FBE9C8")
    )


def rice_ear() -> str:
    """A bent ear of ripe rice, 240 high, its foot at the origin."""
    outer = ((20, -196, 50), (44, -192, 80), (66, -178, 110), (84, -156, 135), (94, -130, 160))
    inner = ((30, -170, 60), (54, -164, 95), (72, -144, 125))
    grains = "".join(at(x, y, oval(0, 0, 9, 17, "#DDB64F"), 1, turn) for x, y, turn in outer + inner)
    stalk = line(L500, "M0 0C-14-90-4-200 50-200q40 8 46 84", 6)
    return stalk + fill(L700, "M-4-60q-50-60-44-130 40 50 44 130z") + grains


def sack() -> str:
    """A cloth sack tied with a red band, 230 wide, 270 high, standing on the origin."""
    return (
        fill("#E3CD9E", "M-104 0q-24-120 34-176-22-14-16-44H86q6 30-16 44 58 56 34 176z")
        + fill("#D2B87F", "M40-176q52 60 34 176H104q24-120-34-176z")
        + rect(-78, -190, 156, 22, R600)
        + sew("#F6CC62", "M-70-179h140", 4, "9 7")
        + sew("#B99A5E", "M-86-120q86 20 172 0M-98-40q98 22 196 0", 4, "10 8")
        + fill("#FBF6E6", "M-58-212q58-40 116 0-10 10-58 10t-58-10z")
    )


def bowl_of_rice() -> str:
    """A small bowl heaped with rice, 140 wide, standing on the origin."""
    return (
        shadow(0, 2, 66, 9)
        + fill("#FBF6E6", "M-62-62q62-66 124 0z")
        + sew("#E0D6B8", "M-40-74q40-30 80 0", 3, "4 7")
        + fill(I900, "M-70-64H70Q60-6 26 0h-52q-34-6-44-64z")
        + sew(G500, "M-64-48H64", 4, "8 6")
    )


def covered_basket() -> str:
    """The basket with a brocade cloth laid over what it holds, 260 wide, 230 high, standing on the origin."""
    cloth = (
        fill(I800, "M-116-120q20-96 116-96t116 96q-30 44-116 44t-116-44z")
        + sew(R600, "M-92-140q92 40 184 0", 12, "16 12")
        + sew(G500, "M-104-116q104 46 208 0", 5, "10 8")
        + sew(CREAM, "M-66-176q66 26 132 0", 4, "8 7")
    )
    return basket() + cloth
