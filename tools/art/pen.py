"""The pen: short functions that write SVG elements, numbers to one decimal, nothing that needs an id."""

import re
from collections.abc import Sequence
from itertools import pairwise

from .palette import FONT, I950


def num(value: float) -> str:
    """A coordinate in the fewest characters: 1.0 becomes 1, 0.5 becomes .5."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return re.sub(r"^(-?)0\.", r"\1.", text) if text not in ("-0", "") else "0"


def fill(colour: str, d: str, opacity: str = "") -> str:
    """A flat shape."""
    return f'<path fill="{colour}"{_opacity(opacity)} d="{d}"/>'


def line(colour: str, d: str, width: float = 4, opacity: str = "") -> str:
    """An unbroken stroke with round ends."""
    return (
        f'<path fill="none" stroke="{colour}" stroke-width="{num(width)}" stroke-linecap="round"'
        f' stroke-linejoin="round"{_opacity(opacity)} d="{d}"/>'
    )


def sew(colour: str, d: str, width: float = 3, dash: str = "11 8", opacity: str = "") -> str:
    """A running stitch: the dashed line that means "sewn here"."""
    return (
        f'<path fill="none" stroke="{colour}" stroke-width="{num(width)}"'
        f' stroke-dasharray="{dash}"{_opacity(opacity)} d="{d}"/>'
    )


def oval(x: float, y: float, rx: float, ry: float, colour: str, extra: str = "") -> str:
    """A filled ellipse; `extra` is raw attributes."""
    if rx == ry:
        return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(rx)}" fill="{colour}"{extra}/>'
    return f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}" fill="{colour}"{extra}/>'


def ring(x: float, y: float, rx: float, ry: float, colour: str, width: float = 4, dash: str = "") -> str:
    """An ellipse's outline, dashed when `dash` is given."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return oval(x, y, rx, ry, "none", f' stroke="{colour}" stroke-width="{num(width)}"{dashed}')


def rect(x: float, y: float, w: float, h: float, colour: str, radius: float = 0) -> str:
    """A filled rectangle from its top-left corner."""
    round_ = f' rx="{num(radius)}"' if radius else ""
    return f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}"{round_} fill="{colour}"/>'


def at(x: float, y: float, body: str, scale: float = 1, turn: float = 0, flip: bool = False) -> str:
    """The same drawing somewhere else: moved, then turned (degrees), then scaled, perhaps mirrored."""
    move = f"translate({num(x)} {num(y)})" if x or y else ""
    spin = f"rotate({num(turn)})" if turn else ""
    size = f"{scale:.2f}".rstrip("0").rstrip(".")
    grow = f"scale(-{size} {size})" if flip else (f"scale({size})" if scale != 1 else "")
    return f'<g transform="{move}{spin}{grow}">{body}</g>' if move or spin or grow else body


def shadow(x: float, y: float, rx: float, ry: float = 0) -> str:
    """The soft oval under a thing that stands."""
    return oval(x, y, rx, ry or rx * 0.12, I950, ' opacity=".13"')


def words(x: float, y: float, text: str, size: float, colour: str, space: float = 0) -> str:
    """A short bold word, centred; only for packs and signs."""
    gap = f' letter-spacing="{num(space)}"' if space else ""
    return (
        f'<text x="{num(x)}" y="{num(y)}" text-anchor="middle" font-family="{FONT}" font-weight="700"'
        f' font-size="{num(size)}"{gap} fill="{colour}">{text}</text>'
    )


def clip(x: float, y: float, w: float, h: float, body: str) -> str:
    """Show only what falls inside the rectangle; the inside has its own origin."""
    return f'<svg x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}">{body}</svg>'


def sheet(w: float, h: float, body: str, extra: str = "", view: str = "") -> str:
    """A whole file: explicit size and viewBox."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{num(w)}" height="{num(h)}"'
        f' viewBox="{view or f"0 0 {num(w)} {num(h)}"}"{extra}>{body}</svg>\n'
    )


def smooth(points: Sequence[tuple[float, float]]) -> str:
    """A soft curve along the points, in whole units: each point pulls, the curve passes between them."""
    px, py = (round(v) for v in points[0])
    d = [f"M{px} {py}"]
    for (cx, cy), (nx, ny) in pairwise(points[1:]):
        last = (nx, ny) == points[-1]
        ex, ey = (nx, ny) if last else ((cx + nx) / 2, (cy + ny) / 2)
        ex, ey = round(ex), round(ey)
        d.append("q" + _pairs(round(cx) - px, round(cy) - py, ex - px, ey - py))
        px, py = ex, ey
    return "".join(d)


def _pairs(*values: int) -> str:
    text = ""
    for value in values:
        text += f"{value}" if value < 0 or not text else f" {value}"
    return text


def _opacity(value: str) -> str:
    return f' opacity="{value}"' if value else ""
