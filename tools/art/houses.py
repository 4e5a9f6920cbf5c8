"""Buildings: stilt house, great house, hall, pagoda, gate, market stall; each stands on the origin."""

from .bands import ribbon
from .palette import (
    CREAM,
    G300,
    G500,
    I950,
    L800,
    M100,
    M300,
    R600,
    R700,
    SLATE,
    SLATE_LINE,
    STRAW,
    WHITE,
    WOOD,
    WOOD_DARK,
    WOOD_DEEP,
    WOOD_LIGHT,
)
from .pen import at, fill, line, oval, rect, sew, shadow, words


def stilt_house() -> str:
    """A small wooden house on stilts, 80 wide, one window lit."""
    return (
        fill("#4A2F22", "M-26-18h4V0h-4zM-4-18h4V0h-4zM20-18h4V0h-4z")
        + rect(-30, -38, 58, 22, WOOD)
        + line(WOOD_DARK, "M-30-24h58M-20-38v22M-10-38v22M10-38v22M20-38v22", 2)
        + rect(-5, -35, 10, 10, G500)
        + fill(SLATE, "M-40-36-28-60H26L38-36q-6-3-12-3H-28q-6 0-12 3z")
        + sew(SLATE_LINE, "M-31-44h60M-27-51h52", 1.8, "5 3")
    )


def great_house() -> str:
    """A family stilt house, 500 wide and 290 high: lit windows, a porch rail, two lanterns."""
    posts = fill(WOOD_DEEP, "M-190-80h14V0h-14zM-70-80h14V0h-14zM56-80h14V0H56zM176-80h14V0h-14z")
    wall = rect(-204, -190, 408, 116, WOOD) + line(
        WOOD_DARK, "M-204-152h408M-204-114h408M-130-190v116M-60-190v116M60-190v116M130-190v116", 3
    )
    lights = fill(G300, "M-118-176h44v52h-44zM-22-176h44v102h-44zM74-176h44v52H74z") + line(
        WOOD_DARK, "M-96-176v52M-118-150h44M96-176v52M74-150h44M0-176v102", 4
    )
    porch = rect(-222, -74, 444, 12, "#6E4327") + line(
        STRAW, "M-214-92v20M-190-92v20M-166-92v20M214-92v20M190-92v20M166-92v20M-222-92h66M222-92h-66", 4
    )
    roof = (
        fill(SLATE, "M-254-184q36-8 50-34l24-62h360l24 62q14 26 50 34-30-12-54-12h-400q-24 0-54 12z")
        + sew(SLATE_LINE, "M-196-212h392M-186-236h372M-176-260h352", 3, "11 7")
        + line("#3A4673", "M-182-280h364", 8)
    )
    ladder = line(WOOD_LIGHT, "M-16-66-30 0M16-66 30 0M-18-50h36M-22-32h44M-26-14h52", 5)
    return posts + wall + lights + porch + roof + ladder + at(-158, -160, lantern()) + at(158, -160, lantern())


def lantern() -> str:
    """A red paper lantern hanging from the origin."""
    return line(G500, "M0-14V-4M0 32v12", 3) + fill(R600, "M-12-2q12-8 24 0v32q-12 8-24 0z") + line(G500, "M-4-4v36M4-4v36", 2)


def hall(sign: str = "盘王殿") -> str:
    """Panwang Hall: two tiled roofs, red columns, stone steps; 440 wide, 330 high."""
    steps = (
        fill(M300, "M-216-22h432v22h-432z") + fill(M100, "M-186-46h372v24h-372z") + line("#fff", "M-210-11h420M-180-34h360", 2)
    )
    wall = (
        rect(-160, -158, 320, 112, R700)
        + rect(-42, -128, 84, 82, "#7A1216")
        + line(G500, "M0-128v82", 2)
        + sew(G500, "M-34-122h68v76M-34-122v76", 2, "6 5")
    )
    columns = "".join(rect(x, -158, 18, 112, G500 if k in (0, 3) else "#D9941F") for k, x in enumerate((-150, -84, 66, 132)))
    low = fill(SLATE, "M-236-150q44-6 66-34l40-38h260l40 38q22 28 66 34-40-8-76-8h-320q-36 0-76 8z") + sew(
        SLATE_LINE, "M-158-190h316M-142-206h284", 3, "11 7"
    )
    upper = (
        rect(-96, -252, 192, 32, R700)
        + sew(G500, "M-90-228h180", 4, "10 8")
        + fill(SLATE, "M-176-244q36-6 54-30l30-40h184l30 40q18 24 54 30-34-8-64-8h-224q-30 0-64 8z")
        + sew(SLATE_LINE, "M-108-276h216M-94-294h188", 3, "11 7")
        + line("#3A4673", "M-96-314h192", 8)
    )
    board = rect(-60, -156, 120, 30, WHITE) + words(0, -133, sign, 24, I950, 5)
    edge = sew(G500, "M-190-160h380", 4, "10 8")
    return steps + wall + columns + low + upper + board + edge


def pagoda(floors: int = 7) -> str:
    """A brick pagoda, about 300 high, each floor smaller than the one below."""
    out, y, half = fill(M300, "M-70 0h140v-14h-140z"), -14.0, 50.0
    for k in range(floors):
        high = 34 - k * 1.6
        out += fill(
            "#D9C9B4" if k % 2 else "#CDBBA3", f"M{-half:.0f} {y:.0f}h{2 * half:.0f}l-3-{high:.0f}h-{2 * half - 6:.0f}z"
        )
        out += fill("#5A3D2B", f"M-7 {y - 3:.0f}v-14q7-9 14 0v14z")
        y -= high
        out += fill(
            SLATE, f"M{-half - 14:.0f} {y + 5:.0f}q10-3 16-11h{2 * half - 4:.0f}q6 8 16 11-8-2-14-2h-{2 * half + 4:.0f}z"
        )
        y -= 5
        half -= 4.6
    return out + line(SLATE, f"M0 {y:.0f}v-26", 5) + oval(0, y - 16, 8, 8, G500)


def gate() -> str:
    """A village gate of timber with a tiled cap, 260 wide, 210 high, a stitched beam."""
    return (
        fill(WOOD, "M-110-150h20V0h-20zM90-150h20V0H90z")
        + rect(-120, -150, 240, 14, WOOD_DARK)
        + ribbon("sun", -112, -134, 224, 4)
        + fill(SLATE, "M-150-146q26-4 38-24l20-30h184l20 30q12 20 38 24-24-6-44-6h-212q-20 0-44 6z")
        + sew(SLATE_LINE, "M-106-166h212M-96-184h192", 3, "11 7")
    )


def stall(band: str, ground: str, goods: str) -> str:
    """A market stall 330 wide, 310 high: stitched awning, scallops, lantern, goods on the counter."""
    flaps = "".join(fill(ground if k % 2 else "#fff", f"M{-150 + k * 30}-224h30v22q-15 14-30 0z") for k in range(10))
    awning = fill(ground, "M-128-292h256l26 68h-308z") + ribbon(band, -126, -282, 252, 4.5, ground)
    lamp = line(G500, "M0-208v22", 2) + oval(0, -172, 13, 15, G500) + line(R600, "M-10-179h20M-12-172h24M-10-165h20", 2.5)
    counter = (
        rect(-146, -84, 292, 18, WOOD)
        + rect(-138, -66, 276, 64, WOOD_LIGHT)
        + sew("#6B4A2E", "M-132-46h264M-132-24h264", 3, "14 9")
    )
    return (
        shadow(0, 2, 168, 10)
        + fill("#6B4A2E", "M-138-226h12V0h-12zM126-226h12V0h-12z")
        + fill(I950, "M-126-202h252v126h-252z", ".4")
        + awning
        + flaps
        + lamp
        + at(0, -84, goods)
        + counter
    )


def barn(wall: str = WOOD, door: str = L800) -> str:
    """A low timber store with a wide door, 260 wide, 190 high."""
    return (
        rect(-110, -120, 220, 120, wall)
        + line(WOOD_DARK, "M-110-90h220M-110-60h220M-110-30h220", 2.5)
        + rect(-40, -92, 80, 92, door)
        + sew(CREAM, "M-32-84h64V0M-32-84V0M0-84V0", 2.5, "8 6")
        + fill(SLATE, "M-138-112-96-186H96l42 74q-20-8-36-8h-204q-16 0-36 8z")
        + sew(SLATE_LINE, "M-112-138h224M-100-160h200", 3, "11 7")
    )
