"""How a photograph is made of the one that was taken: turned, straightened, cut, its light mended. Pure arithmetic.

A recipe starts from the photograph as it was taken, so changing it again loses nothing; the empty recipe is the way back.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from math import cos, radians, sin
from typing import Any

WHOLE = 1000  # cuts are thousandths of the turned and straightened picture's sides
MOST_CUT = 800  # of two opposite sides together
MOST_LEAN = 15  # degrees
STEP = 50  # thousandths that one press moves the cut
SHAPES = {"square": (1, 1), "wide": (4, 3), "tall": (3, 4)}
MOVES = {"left": (-STEP, 0), "right": (STEP, 0), "up": (0, -STEP), "down": (0, STEP)}


@dataclass(frozen=True)
class Recipe:
    """`turn`: quarters clockwise. `lean`: degrees clockwise. What is cut off each side, in thousandths. `light`: mended."""

    turn: int = 0
    lean: int = 0
    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0
    light: int = 0

    def __bool__(self) -> bool:
        return self != Recipe()

    @property
    def said(self) -> dict[str, int]:
        """What differs from the photograph as it was taken: as it is kept, and as an address says it."""
        return {name: value for name, value in asdict(self).items() if value}


def read(values: Mapping[str, Any]) -> Recipe:
    """The recipe that a form, an address or a row says; what is out of bounds becomes the nearest that is right."""
    turn, light = whole(values, "turn") % 4, min(max(whole(values, "light"), 0), 1)
    lean = min(max(whole(values, "lean"), -MOST_LEAN), MOST_LEAN)
    left, right = cut(whole(values, "left"), whole(values, "right"))
    top, bottom = cut(whole(values, "top"), whole(values, "bottom"))
    return Recipe(turn, lean, left, top, right, bottom, light)


def whole(values: Mapping[str, Any], name: str) -> int:
    text = str(values.get(name) or "0")[:6]
    return int(text) if text.removeprefix("-").isdecimal() and text.isascii() else 0


def cut(one: int, other: int) -> tuple[int, int]:
    """Two opposite cuts that leave a fifth of the picture at least."""
    one = min(max(one, 0), MOST_CUT)
    return one, min(max(other, 0), MOST_CUT - one)


def turned(recipe: Recipe, quarters: int) -> Recipe:
    """Turned clockwise by so many quarters; what was cut off stays cut off."""
    for _quarter in range(quarters % 4):
        recipe = replace(
            recipe, turn=(recipe.turn + 1) % 4,
            left=recipe.bottom, top=recipe.left, right=recipe.top, bottom=recipe.right,
        )  # fmt: skip
    return recipe


def shaped(recipe: Recipe, shape: str, width: int, height: int) -> Recipe:
    """The largest cut of that shape about the middle of the present one. The size is that of the photograph as it was taken."""
    if recipe.turn % 2:
        width, height = height, width
    across, down = SHAPES[shape]
    wide, high = min(WHOLE, WHOLE * height * across / (down * width)), min(WHOLE, WHOLE * width * down / (across * height))
    left, right = about(WHOLE + recipe.left - recipe.right, round(wide))
    top, bottom = about(WHOLE + recipe.top - recipe.bottom, round(high))
    return replace(recipe, left=left, right=right, top=top, bottom=bottom)


def about(twice_middle: int, size: int) -> tuple[int, int]:
    """The cuts on both sides of a stretch `size` long, its middle as near as can be to the one asked for."""
    first = min(max((twice_middle - size) // 2, 0), WHOLE - size)
    return cut(first, WHOLE - size - first)


def moved(recipe: Recipe, way: str) -> Recipe:
    """The cut moved a step, as far as the picture goes; its size stays."""
    across, down = MOVES[way]
    across = min(max(across, -recipe.left), recipe.right)
    down = min(max(down, -recipe.top), recipe.bottom)
    return replace(
        recipe, left=recipe.left + across, right=recipe.right - across, top=recipe.top + down, bottom=recipe.bottom - down
    )


def pressed(recipe: Recipe, press: str, width: int, height: int) -> Recipe:
    """The recipe after a button was pressed; one that is no button changes nothing."""
    what, _dash, how = press.partition("-")
    if what == "turn" and how in ("left", "right"):
        return turned(recipe, 1 if how == "right" else 3)
    if what == "lean" and how in ("left", "right"):
        return replace(recipe, lean=min(max(recipe.lean + (1 if how == "right" else -1), -MOST_LEAN), MOST_LEAN))
    if what == "shape" and how in SHAPES:
        return shaped(recipe, how, width, height)
    if what == "move" and how in MOVES:
        return moved(recipe, how)
    if what == "light" and how in ("on", "off"):
        return replace(recipe, light=int(how == "on"))
    return {"shape-whole": replace(recipe, left=0, top=0, right=0, bottom=0), "fresh": Recipe()}.get(press, recipe)


def frame(recipe: Recipe, width: int, height: int) -> tuple[int, int, int, int]:
    """The corners (left, top, right, bottom, in pixels) of what is kept of the turned picture of that size once it leans.

    Leaning a picture uncovers corners: of it, the largest middle part of the same shape without any is taken.
    """
    angle = radians(abs(recipe.lean))
    fits = min(width / (width * cos(angle) + height * sin(angle)), height / (width * sin(angle) + height * cos(angle)))
    inner, across, down = fits / WHOLE, width * (1 - fits) / 2, height * (1 - fits) / 2
    return (
        round(across + width * inner * recipe.left),
        round(down + height * inner * recipe.top),
        round(across + width * inner * (WHOLE - recipe.right)),
        round(down + height * inner * (WHOLE - recipe.bottom)),
    )
