"""What culture is known by: song book, quilt, embroidery, bamboo and fir, 640 × 420."""

from . import goods as g
from .bands import strip
from .gallery import scene
from .palette import (
    CREAM,
    CREAM_DARK,
    G100,
    G500,
    I100,
    I200,
    I800,
    I900,
    I950,
    L500,
    L700,
    R600,
    R700,
    STRAW,
    STRAW_DARK,
    STRAW_MID,
    WHITE,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
)
from .pen import at, fill, line, oval, rect, ring, sew, shadow
from .stitch import Cells, cross, diamond, hook, move, solid, star

W, H = 640, 420


def room(wall: str, table: str, thread: str, edge: int = 310) -> str:
    """A plain wall and a table with its sewn edge."""
    return rect(0, 0, W, H, wall) + rect(0, edge, W, H - edge, table) + sew(thread, f"M0 {edge + 18}h640", 3, "12 9", ".8")


@scene("s-songbook")
def songbook() -> str:
    """A hand-copied book of songs lying open: columns of brush strokes, no word that can be read; a long drum beside it."""
    page = fill(CREAM, "M0 0q-96-30-196-6v226q100-24 196 8z")
    columns = "".join(
        line(I900, f"M{-170 + k * 34} {30 - k % 2 * 2}" + "v10m-7 8h13m-6 8v13m-7 9 13 7m-9 9h9m-6 8v12m-6 9h14", 4)
        for k in range(5)
    )
    margin = line(R600, "M-184 12v190M-16 22v186", 2, ".55")
    book = (
        fill(I950, "M-206 6q104-20 206 12 102-32 206-12v232q-106-20-206 10-100-30-206-10z")
        + page
        + at(0, 0, page, flip=True)
        + columns
        + at(194, 0, columns)
        + margin
        + at(0, 0, margin, flip=True)
        + line(CREAM_DARK, "M0 4v224", 5)
        + line(R600, "M-12 0q6 70-14 130", 7)
    )
    return (
        room(G100, "#F3D9A4", "#D9AE58", 250)
        + strip("path", 0, 0, W, 2.4, I950)
        + shadow(268, 372, 236, 20)
        + at(262, 130, book, turn=-2)
        + shadow(552, 378, 60, 9)
        + at(552, 232, g.long_drum(), 1.22, 8)
    )


def eight() -> tuple[Cells, ...]:
    """Eight motifs, no two alike, none of them copied from a family."""
    return (
        star(3, "", "r", "w"),
        diamond(6, "g", "r"),
        hook("w") | cross("g", "r"),
        star(3, "", "g", "w", "r"),
        diamond(4, "w", "g") | move(cross("r", "g"), 5, 5) | move(cross("r", "g"), -5, -5),
        star(3, "", "n", "l", "r"),
        hook("g") | diamond(2, "r", "w"),
        diamond(6, "r", "w") | cross("g", "g"),
    )


@scene("s-quilt")
def quilt() -> str:
    """A quilt hung over a pole: eight panels, each another motif, a band above and below, a fringe."""
    panels = ""
    for k, cells in enumerate(eight()):
        x, y = 92 + k % 4 * 114, 112 + k // 4 * 108
        ground = (I900, R700, I800, WOOD_DARK)[(k + k // 4) % 4]
        panels += rect(x, y, 108, 102, ground) + at(x + 51, y + 48, solid(cells), 6.2)
    fringe = line(G500, "".join(f"M{94 + k * 12} 372v24" for k in range(38)), 5)
    return (
        rect(0, 0, W, H, I100)
        + line(I200, "M0 140h640M0 280h640", 2)
        + fill(I950, "M92 60h464v330H92z", ".16")
        + fringe
        + rect(84, 46, 464, 328, I950, 6)
        + strip("sun", 86, 54, 460, 2.1, I950)
        + panels
        + strip("tea", 86, 328, 460, 1.8, I950)
        + rect(50, 32, 536, 18, WOOD, 9)
        + rect(50, 34, 536, 5, WOOD_LIGHT, 2)
    )


@scene("s-embroidery")
def embroidery() -> str:
    """The eight-pointed flower half counted in its hoop; needle, thread and two reels."""
    cells = star(6, "l", "r", "w")
    sewn = {at_: thread for at_, thread in cells.items() if not (at_[0] > 0 and at_[1] > 0)}
    left = {at_: "b" for at_ in cells if at_[0] > 0 and at_[1] > 0}
    grid = sew("#33407A", "".join(f"M148 {90 + k * 26}h260" for k in range(10)), 1.5, "3 6")
    hoop = (
        oval(278, 216, 176, 176, I900)
        + grid
        + at(274, 212, solid(sewn), 11)
        + f'<g opacity=".35">{at(274, 212, solid(left), 11)}</g>'
        + ring(278, 216, 176, 176, STRAW_MID, 20)
        + ring(278, 216, 176, 176, STRAW, 8)
        + rect(258, 18, 40, 26, WOOD, 6)
    )
    reels = "".join(
        shadow(x, 364, 46, 8)
        + rect(x - 40, 270, 80, 16, WOOD_LIGHT, 6)
        + rect(x - 30, 284, 60, 64, colour)
        + sew(WHITE, f"M{x - 30} 300h60M{x - 30} 316h60M{x - 30} 332h60", 2.5, "9 5", ".5")
        + rect(x - 40, 346, 80, 16, WOOD, 6)
        for x, colour in ((506, R600), (596, G500))
    )
    needle = line(R600, "M340 280q70 90 120 20t84-90", 4) + line("#D8DEE3", "M300 330 346 274", 7)
    return room("#FCE6E3", "#F3CFC7", "#D9958A", 330) + shadow(278, 396, 150, 12) + hoop + reels + needle


@scene("s-bamboo")
def bamboo() -> str:
    """A fir steamer with its lid and a back-basket of split bamboo, under bamboo leaves."""
    staves = "".join(f"M{-92 + k * 23}-190V-8" for k in range(9))
    steamer = (
        shadow(0, 4, 130, 14)
        + fill("#D9B27F", "M-118-200h236L104 0h-208z")
        + line("#B4874F", staves, 3)
        + sew(WOOD, "M-114-164h228M-106-44h212", 10, "22 5")
        + rect(-128, -214, 256, 20, WOOD_LIGHT, 9)
        + fill(WOOD, "M-116-214q116-58 232 0z")
        + rect(-26, -262, 52, 26, WOOD_DARK, 8)
    )
    steam = line(WHITE, "M-60-264q-14-18 0-36t0-34M64-264q-14-18 0-36t0-34", 6, ".8")
    body = "M-112-230h224q-8 130-54 230h-116q-46-100-54-230z"
    ribs = "".join(f"M{x}-226Q{x * 0.9:.0f}-110 {x * 0.5:.0f}-4" for x in (-84, -56, -28, 0, 28, 56, 84))
    rows = "".join(f"M{-106 + k * 7}-{204 - k * 29}h{212 - k * 14}" for k in range(7))
    basket = (
        shadow(0, 4, 84, 11)
        + fill(STRAW_MID, body)
        + line(STRAW_DARK, ribs, 4)
        + sew(STRAW, rows, 11, "15 13")
        + rect(-122, -246, 244, 22, STRAW_DARK, 10)
        + sew(STRAW, "M-114-235h228", 6, "9 7")
        + line(R600, "M-80-224q-64 100-10 196M80-224q64 100 10 196", 8)
    )
    stems = line(L500, "M604 0v300M566 0v300", 15) + line(L700, "M596 86h16M596 190h16M558 52h16M558 148h16M558 246h16", 5)
    leaves = "".join(at(x, y, g.leaf(c), s, t) for x, y, c, s, t in (
        (538, 50, L700, 1, 62), (628, 88, L500, 0.9, -30), (580, 120, L500, 0.8, 84),
    ))  # fmt: skip
    return (
        room("#E1F0E0", "#EFD3A0", "#C9A05A", 300)
        + stems
        + leaves
        + at(164, 376, steam + steamer, 1.06)
        + at(444, 380, basket, 1.06)
    )
