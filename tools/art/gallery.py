"""Where drawings sign in: decorators that lay a drawing on its sheet and keep it by name."""

from collections.abc import Callable

from .palette import CLOTHS
from .pen import fill, rect, sew, sheet

Draw = Callable[[], str]
DRAWINGS: dict[str, Draw] = {}
SLICE = ' preserveAspectRatio="xMidYMax slice"'


def whole(name: str) -> Callable[[Draw], Draw]:
    """A drawing that writes its own sheet."""

    def keep(draw: Draw) -> Draw:
        DRAWINGS[name] = draw
        return draw

    return keep


def lesson(name: str, cloth: str = "indigo", table: int = 290) -> Callable[[Draw], Draw]:
    """A 640 × 400 drawing on a tinted wall, the table's edge sewn at `table`."""

    def keep(draw: Draw) -> Draw:
        DRAWINGS[name] = lambda: sheet(640, 400, indoors(640, 400, cloth, table) + draw())
        return draw

    return keep


def open_air(name: str, w: int = 640, h: int = 400) -> Callable[[Draw], Draw]:
    """A drawing out of doors: it brings its own sky and ground."""

    def keep(draw: Draw) -> Draw:
        DRAWINGS[name] = lambda: sheet(w, h, draw(), SLICE)
        return draw

    return keep


def scene(name: str) -> Callable[[Draw], Draw]:
    """A 640 × 420 place."""
    return open_air(name, 640, 420)


def product(name: str, cloth: str) -> Callable[[Draw], Draw]:
    """A 300 × 300 square, drawn in 600 units, on a tinted cloth with a curved sewn edge."""
    wall, table, thread = CLOTHS[cloth]

    def keep(draw: Draw) -> Draw:
        ground = (
            rect(0, 0, 600, 600, wall)
            + fill(table, "M0 440q300-46 600 0v160H0z")
            + sew(thread, "M0 464q300-46 600 0", 4, "13 9")
        )
        DRAWINGS[name] = lambda: sheet(300, 300, ground + draw(), "", "0 0 600 600")
        return draw

    return keep


def indoors(w: int, h: int, cloth: str, table: int) -> str:
    """The wall, the table and its sewn edge."""
    wall, top, thread = CLOTHS[cloth]
    light = "#FFF" if cloth != "night" else thread
    return rect(0, 0, w, h, wall) + rect(0, table, w, h - table, top) + sew(light, f"M0 {table + 17}h{w}", 3, "12 9", ".7")
