"""The colours of the look, and the few materials (wood, straw, earth) the drawings add to them.

Letters: I indigo (place), R red (next step), G gold (here now), L leaf green (done), K ink, M mist.
"""

I950, I900, I800, I700, I500, I200, I100, I50 = (
    "#0D1634",
    "#16224C",
    "#1E2F66",
    "#2A4288",
    "#4C67B2",
    "#C2CDE8",
    "#E2E8F5",
    "#F2F5FB",
)
R700, R600, R100 = "#A21C20", "#C2272B", "#FCE6E3"
G700, G500, G300, G100 = "#835400", "#F2B134", "#F8D48A", "#FEF2D8"
L800, L700, L500, L100 = "#1F5133", "#2B6A42", "#5B9C55", "#E1F0E0"
K900, K700, K500 = "#151A2C", "#3B4359", "#58617A"
M500, M300, M100, M50 = "#76838C", "#C6D0D4", "#EAEFF0", "#F6F8F8"
WHITE = "#FFF"

L400, L300, L200 = "#74B05F", "#A9CE9B", "#C9DDBF"
G200, G400 = "#F3D9A4", "#E2B84F"
R300, R200 = "#D9A48E", "#F3CFC7"
WATER, WATER_DEEP = "#A9CFE0", "#5C93B8"
SKY = "#CFE3EC"
WOOD, WOOD_DARK, WOOD_LIGHT, WOOD_DEEP = "#8A5634", "#5E3A24", "#A9703F", "#3A2418"
KRAFT, KRAFT_DARK, KRAFT_LIGHT, KRAFT_LINE = "#C79A63", "#B4874F", "#D9B27F", "#8F6735"
STRAW, STRAW_DARK, STRAW_MID = "#E3C48B", "#A87B43", "#C9A262"
SOIL, SOIL_DARK, SOIL_LIGHT = "#7A4B2A", "#55331E", "#9C6B40"
CREAM, CREAM_DARK = "#F3E3C4", "#D9C39A"
SLATE, SLATE_LINE = "#232A44", "#6574A3"
STEEL, STEEL_DARK = "#D8DEE3", "#9AA6AE"
SKIN, SKIN_DARK = "#E2B48C", "#C48F66"
HONEY, HONEY_LIGHT, HONEY_DARK = "#E3992B", "#F6C45A", "#C97F1C"

FONT = "'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"

# wall, table, stitch: the tinted cloths a drawing can lie on
CLOTHS = {
    "gold": (G100, G200, "#D9AE58"),
    "indigo": (I100, I200, "#8FA2D2"),
    "green": (L100, "#BEDDB5", "#8FB98A"),
    "red": (R100, R200, "#D9958A"),
    "mist": (M50, "#DDE5E7", "#A9B6BC"),
    "night": (I800, I900, SLATE_LINE),
    "sand": ("#FBE9C8", "#EFD3A0", "#C9A05A"),
}


def mix(first: str, second: str, share: float) -> str:
    """The colour `share` (0 to 1) of the way from first to second, both #RRGGBB."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _channels(colour: str) -> list[int]:
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(c * 2 for c in digits)
    return [int(digits[i : i + 2], 16) for i in (0, 2, 4)]
