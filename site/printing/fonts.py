"""The two whole Chinese fonts every document is set in. Web subsets print wrong characters, so none is used."""

from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTFont

SANS, SERIF = "Yaodu Sans", "Yaodu Serif"
FILES: dict[str, Path] = {SANS: pylopdf_fonts_zh_cn.sans_path(), SERIF: pylopdf_fonts_zh_cn.serif_path()}


@cache
def characters(family: str) -> frozenset[int]:
    """The code points the font of `family` can draw."""
    with TTFont(FILES[family], lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing(text: str, family: str = SANS) -> str:
    """The characters of `text` that would print as boxes, each once, in order; '' when all can be drawn."""
    known = characters(family)
    return "".join(dict.fromkeys(c for c in text if ord(c) not in known and not c.isspace()))
