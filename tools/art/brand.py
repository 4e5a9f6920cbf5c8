"""The brand: the flower mark, the bands, the eave over every shop, the hero."""

from functools import partial

from .bands import BANDS, band_file
from .gallery import DRAWINGS, SLICE, whole
from .houses import stilt_house
from .land import NIGHT, Terraces, range_, sky, stars, sun_flower
from .palette import G500, I900, L400, L500, L700, L800, SLATE, SLATE_LINE, WHITE, WOOD, WOOD_DARK, mix
from .pen import at, fill, line, rect, sew, sheet
from .stitch import crosses, star

DRAWINGS.update({f"band-{name}": partial(band_file, name) for name in BANDS})


@whole("mark")
def mark() -> str:
    """The eight-petal flower in X stitches, gold rims, red petals: it reads on white and on indigo."""
    return sheet(104, 104, at(-0.5, -0.5, crosses(star(6, "g", "r", "r"), 0.55)), "", "-13.5 -13.5 27 27")


@whole("favicon")
def favicon() -> str:
    """The same flower at tab size: solid petals on an indigo square."""
    tall, flat = "M0 0v-10l10-10v10zM0 0v-10l-10-10v10z", "M0 0h10l10-10H10zM0 0h10l10 10H10z"
    half = fill("#E23B3F", tall) + fill(G500, flat)
    wheel = half + at(0, 0, half, 1, 180)
    gaps = line(I900, "M0-21V21M-21 0H21M-12-12 12 12M12-12-12 12", 1.8)
    return sheet(
        32, 32, f'<rect x="-26" y="-26" width="52" height="52" rx="10" fill="{I900}"/>' + wheel + gaps, "", "-26 -26 52 52"
    )


@whole("eave")
def eave() -> str:
    """The tiled roof edge given to every shop; it stretches to the width of the sign."""
    roof = fill(SLATE, "M96 14H1104L1140 74q20 18 60 22v8q-40-6-80-6H80q-40 0-80 6v-8q40-4 60-22z")
    ridge = rect(84, 8, 1032, 12, "#2E3A66") + sew(G500, "M92 14h1016", 3, "10 7")
    tiles = sew(SLATE_LINE, "M100 36H1100M84 54H1116M66 72H1134", 3, "20 14")
    ends = line(WHITE, "M112 88H1092", 7).replace("/>", ' stroke-dasharray="0 20"/>')
    beam = rect(70, 98, 1060, 14, WOOD) + sew(WOOD_DARK, "M76 105h1048", 2.5, "16 10")
    return sheet(1200, 112, roof + ridge + tiles + ends.replace(WHITE, "#4A5684") + beam, ' preserveAspectRatio="none"')


@whole("hero-w")
def hero_wide() -> str:
    """Night over the terraces, the flower rising as the sun; the left stays dark for words."""
    w, h = 1440, 640
    far = range_(w, h, 400, 110, 4, "#37528F") + range_(w, h, 440, 90, 9, "#28557A")
    back = Terraces(w, h, 250, 360, 150, 420, 3)
    right = Terraces(w, h, 1120, 372, 190, 400, 5)
    front = Terraces(w, h, 560, 545, 70, 460, 8)
    night = stars(((90, 60), (420, 40), (610, 92), (760, 52), (1360, 70), (840, 190), (1405, 230), (300, 30)))
    return sheet(
        w,
        h,
        sky(w, h, NIGHT, 0.8)
        + night
        + sun_flower(1108, 232, 11)
        + far
        + back.draw(7, 23, mix(L700, "#28557A", 0.4), L500)
        + right.draw(6, 29, L700, L400, 1)
        + at(1180, right.edge(0, 1180) + 4, stilt_house(), 1.05)
        + front.draw(4, 30, L800, L500, 9)
        + at(470, front.edge(0, 470) + 2, stilt_house(), 0.9),
        SLICE,
    )


@whole("hero-m")
def hero_phone() -> str:
    """The same valley for a phone."""
    w, h = 390, 270
    back = Terraces(w, h, 70, 140, 60, 130, 3)
    right = Terraces(w, h, 310, 150, 76, 120, 5)
    front = Terraces(w, h, 130, 228, 26, 150, 8)
    night = stars(((30, 30), (120, 18), (190, 52), (366, 26), (60, 84)))
    return sheet(
        w,
        h,
        sky(w, h, NIGHT, 0.8)
        + night
        + sun_flower(268, 92, 5.4)
        + range_(w, h, 166, 44, 4, "#37528F")
        + range_(w, h, 184, 40, 9, "#28557A")
        + back.draw(5, 13, mix(L700, "#28557A", 0.4), L500)
        + right.draw(4, 18, L700, L400, 1)
        + at(322, right.edge(0, 322) + 2, stilt_house(), 0.62)
        + front.draw(3, 16, L800, L500, 9),
        SLICE,
    )
