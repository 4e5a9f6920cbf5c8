"""Setting words into a box of a label or a card: our own font is measured, so that nothing runs over an edge."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from common.sanitise import one_line
from shops.builder.signboard import face

MM_OF_PT = 25.4 / 72
MEASURED = 100  # pixels: the size at which widths are taken
SAFE = 0.97  # of the room: the press sets words a hair wider than they are measured
PIECE = re.compile(r"[A-Za-z0-9À-ɏ¥%.,:;'’()/&+_-]+ ?|.", re.S)
CLOSING = "，。、；：！？）》”’,.;:!?)"


APOSTROPHE = re.compile(r"(?<=[A-Za-z])’")


def drawable(text: str) -> str:
    """A single line as our font draws it well: its ’ is as wide as a Chinese character, which tears Latin words apart."""
    return APOSTROPHE.sub("'", one_line(text))


def width(text: str) -> float:
    """In parts of the size: 1.0 is as wide as high."""
    return face(MEASURED).getlength(text) / MEASURED


def broken(text: str, room: float) -> list[str]:
    """`text` in lines no wider than `room` (in parts of the size): Latin words whole where they can be."""
    lines, line = [], ""
    for piece in pieces(text, room):
        if line and width(line + piece.rstrip()) > room and piece not in CLOSING:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def pieces(text: str, room: float) -> Iterator[str]:
    """What may stand on a line of its own: a Chinese character, a Latin word, or a part of one that is too long."""
    for found in PIECE.findall(text):
        if width(found.rstrip()) <= room:
            yield found
        else:
            yield from found


@dataclass(frozen=True)
class Line:
    """A line of a label: `size` in pt, `css` the kind of words."""

    text: str
    size: float
    css: str


@dataclass(frozen=True)
class Part:
    """Words of a label: `scale` of the base size; `head` (may be "") stands before them."""

    text: str
    scale: float = 1.0
    css: str = ""
    head: str = ""
    is_name: bool = False

    @property
    def whole(self) -> str:
        return f"{self.head}{self.text}"


LEADING = 1.28
FLAT = 1.1  # the largest scale at the smallest size
FEW, CUT = 12, 4  # characters that stay of whatever is shortened, and how many go at a time


def set_parts(parts: Sequence[Part], wide: float, high: float, largest: float, smallest: float) -> list[Line]:
    """The parts as lines in a box of `wide` × `high` mm, as large as they fit between the sizes (pt); at the smallest all are
    nearly of one size. What then does not fit is shortened, names last, and says so by its …."""
    size = largest
    while size > smallest:
        if height(lines := laid(parts, wide, size)) <= high:
            return lines
        size = round(size - 0.25, 2)
    given = [replace(part, scale=min(part.scale, FLAT)) for part in parts]
    while height(lines := laid(given, wide, smallest)) > high:
        least = [n for n, part in enumerate(given) if not part.is_name and len(part.text) > FEW]
        longest = max(least or range(len(given)), key=lambda n: len(given[n].text))
        given[longest] = replace(given[longest], text=given[longest].text.rstrip("…")[:-CUT] + "…")
    return lines


def laid(parts: Sequence[Part], wide: float, size: float) -> list[Line]:
    return [
        Line(text, round(size * part.scale, 2), part.css)
        for part in parts
        for text in broken(part.whole, wide * SAFE / (size * part.scale * MM_OF_PT))
    ]


def height(lines: Sequence[Line]) -> float:
    """In mm."""
    return sum(line.size * LEADING * MM_OF_PT for line in lines)
