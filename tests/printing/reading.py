"""Reading back what was drawn in a PDF: text alone says nothing, because boxes and wrong characters carry right text."""

import re
import zlib
from io import BytesIO

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from printing.fonts import FILES

OBJECT = re.compile(rb"\d+ 0 obj\n(.*?)endobj", re.S)
MAPPING = re.compile(rb"beginbfchar\n(.*?)endbfchar", re.S)
PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4,})>")


def streams(pdf: bytes) -> list[bytes]:
    """Every stream of the file, decompressed."""
    found = []
    for body in OBJECT.findall(pdf):
        head, has, rest = body.partition(b"stream\n")
        if has:
            raw = rest.rsplit(b"\nendstream", 1)[0]
            found.append(zlib.decompress(raw) if b"FlateDecode" in head else raw)
    return found


def outline(font: TTFont, glyph: str) -> list:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    return pen.value


def drawn_truly(pdf: bytes) -> str:
    """The characters whose embedded glyph has the very outline that character has in our fonts."""
    parts = streams(pdf)
    embedded = [TTFont(BytesIO(part)) for part in parts if part[:4] == b"OTTO"]
    sources = [TTFont(path) for path in FILES.values()]
    true = []
    for mapping in (part for part in parts if b"beginbfchar" in part):
        for glyph, text in PAIR.findall(b"".join(MAPPING.findall(mapping))):
            character = bytes.fromhex(text.decode()).decode("utf-16-be")
            if len(character) != 1:  # a ligature of Latin letters
                continue
            wanted = [outline(font, font.getBestCmap()[ord(character)]) for font in sources]
            got = [outline(font, font.getGlyphName(int(glyph, 16))) for font in embedded]
            true += [character] * any(shape in wanted and (shape or character.isspace()) for shape in got)
    return "".join(true)


def pages(pdf: bytes) -> int:
    return sum(len(re.findall(rb"/Type /Page[/\s>](?!s)", part)) for part in [*streams(pdf), pdf])
