"""A shop's sign as a drawing of its own: cloth, stitched band, seal and names, for a market stall, a poster, a parcel.

The letters are outlines of our own font, so that it looks the same wherever it is opened and holds no text that could be
anything else; a `Board` lists what is drawn, `signboard_svg` and `signboard_png` draw it. Measures are in pixels of 1200.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from PIL import ImageFont

from common.sanitise import one_line
from printing.fonts import FILES, SANS
from shops.franchise.models import Band, Cloth, Shop

WIDE, HIGH, STRIP, MARGIN, SEAL, GAP = 1200, 560, 96, 84, 168, 48
CLOTHS = {Cloth.INDIGO: "#16224C", Cloth.RED: "#A21C20", Cloth.GREEN: "#1F5133", Cloth.NIGHT: "#0D1634"}
WHITE, THREAD = "#FFFFFF", "#F8D48A"
LARGEST, SMALLEST, SECOND = 150, 44, 44
BOLD = 0.028  # of the size: our font has one weight, a sign is read from afar
PATH = re.compile(r'<path fill="(#[0-9A-Fa-f]{3,6})" d="([^"]+)"/>')
STITCH = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)h-\d+z")


@dataclass(frozen=True)
class Block:
    x: int
    y: int
    wide: int
    high: int
    colour: str


@dataclass(frozen=True)
class Words:
    """A line of text that begins at `x` on the line `y`."""

    x: float
    y: float
    size: int
    text: str
    colour: str
    is_bold: bool = False


@dataclass(frozen=True)
class Board:
    """`tile` are the stitches of one piece of band, in stitches; the band runs along the top and the bottom."""

    cloth: str
    tile: tuple[Block, ...]
    tile_wide: int
    tile_high: int
    words: tuple[Words, ...]
    title: str

    @property
    def stitch(self) -> float:
        """Pixels of one stitch."""
        return STRIP / self.tile_high

    @property
    def strips(self) -> tuple[int, int]:
        """Where the two bands begin, from above."""
        return 0, HIGH - STRIP


@cache
def band(name: str) -> tuple[tuple[Block, ...], int, int]:
    """The stitches of a band's drawing in the art folder, and how many it is wide and high."""
    text = (settings.ROOT / "static" / "art" / f"band-{name}.svg").read_text(encoding="utf-8")
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', text)
    blocks = tuple(
        Block(int(x), int(y), int(wide), int(high), colour)
        for colour, path in PATH.findall(text)
        for x, y, wide, high in STITCH.findall(path)
    )
    return blocks, int(size[1]), int(size[2])  # type: ignore[index]


@cache
def face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FILES[SANS]), size)


def fitting(text: str, room: float, largest: int) -> int:
    """The largest size at which `text` has room, not below `SMALLEST`."""
    wide = face(largest).getlength(text)
    return max(SMALLEST, min(largest, int(largest * room / wide))) if wide else largest


def shortened(text: str, room: float, size: int) -> str:
    """`text`, cut with … where it would run over the cloth's edge."""
    if face(size).getlength(text) <= room:
        return text
    while text and face(size).getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def board_of(shop: Shop) -> Board:
    """The sign of a shop: its Chinese name large, its English name and the line under it small."""
    names = [one_line(name or "").replace("’", "'") for name in (shop.name_zh_hans, shop.name_en)]  # type: ignore[attr-defined]
    byline = one_line(shop.byline_zh_hans or shop.byline_en or shop.village_zh_hans or "")  # type: ignore[attr-defined]
    large, *small = [line for line in (*names, byline) if line] or [""]
    left = MARGIN + SEAL + GAP
    lines = list(set_lines(large, small[:2], left, WIDE - MARGIN - left))
    tile, wide, high = band(shop.band if shop.band in Band.values else Band.SUN)
    seal = seal_words(one_line(shop.seal)[:1])
    return Board(CLOTHS.get(shop.cloth, CLOTHS[Cloth.INDIGO]), tile, wide, high, (*seal, *lines), large)  # type: ignore[call-overload]


def set_lines(large: str, small: list[str], left: int, room: int) -> Iterator[Words]:
    """The name and up to two small lines under it, together in the middle of the cloth."""
    size = fitting(large, room, LARGEST - 12 * len(small))
    high = size + len(small) * int(SECOND * 1.5)
    y = (HIGH - high) / 2 + size * 0.86
    yield Words(left, y, size, shortened(large, room, size), WHITE, is_bold=True)
    for number, line in enumerate(small, start=1):
        yield Words(left, y + size * 0.14 + number * SECOND * 1.4, SECOND, shortened(line, room, SECOND), THREAD)


def seal_words(character: str) -> Iterator[Words]:
    """The family name's character in the middle of its stitched square."""
    if character:
        size = int(SEAL * 0.66)
        wide = face(size).getlength(character)
        yield Words(MARGIN + (SEAL - wide) / 2, HIGH / 2 + size * 0.37, size, character, WHITE, is_bold=True)


def fingerprint(shop: Shop) -> str:
    """Changes when the sign does: its address is good for ever."""
    return hashlib.sha256(repr(board_of(shop)).encode()).hexdigest()[:16]
