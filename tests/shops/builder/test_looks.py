"""No choice of pattern, cloth and layout can be read badly: every pair of colours the front uses is reckoned."""

import re
from itertools import product as each

import pytest
from django.conf import settings

from shops.franchise.models import Band, Cloth, Layout

CSS = settings.ROOT / "static" / "css"
TEXT, GRAPHIC = 4.5, 3.0  # WCAG AA
# Text or mark, and the ground it stands on, wherever a front puts one on the other; `cloth` is the shop's own.
PAIRS = {
    "name and line on the cloth": ("white", "cloth", TEXT),
    "seal": ("error", "white", TEXT),
    "chip open": ("green8", "green1", TEXT),
    "chip draft": ("gold7", "gold1", TEXT),
    "words": ("ink", "white", TEXT),
    "mute": ("ink5", "white", TEXT),
    "price": ("red7", "white", TEXT),
    "link": ("i700", "white", TEXT),
    "notice": ("ink", "gold1", TEXT),
    "step of making": ("red7", "white", TEXT),
    "words on the story's ground": ("ink", "i50", TEXT),
    "mute on the story's ground": ("ink5", "i50", TEXT),
    "bar beside the story": ("red", "i50", GRAPHIC),
    "graduate mark": ("i200", "i950", TEXT),
    "certificate link": ("gold", "i950", TEXT),
}
LIGHT = {"story": ("words on the story's ground", "mute on the story's ground", "bar beside the story")}


def tokens() -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+\d*): (#[0-9a-f]{3,6});", (CSS / "tokens.css").read_text(encoding="utf-8")))


def cloths() -> dict[str, str]:
    """The token each cloth is dyed with, as the stylesheet has it."""
    sign = (CSS / "components" / "sign.css").read_text(encoding="utf-8")
    return {cloth: colour for cloth, colour in re.findall(r"\.(\w+) \{\s*--cl: var\(--(\w+)\);", sign) if cloth != "sign"}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_cloth_and_pattern_is_dyed_and_drawn():
    assert set(cloths()) == set(Cloth.values)
    sign = (CSS / "components" / "sign.css").read_text(encoding="utf-8")
    for band in Band.values:
        assert f".{band} {{\n  --pt: url(../../art/band-{band}.svg);" in sign
        assert (settings.ROOT / "static" / "art" / f"band-{band}.svg").is_file()


@pytest.mark.parametrize(("band", "cloth", "layout"), list(each(Band.values, Cloth.values, Layout.values)))
def test_every_look_can_be_read(band, cloth, layout):
    colours = tokens() | {"cloth": tokens()[cloths()[cloth]]}
    shown = [name for name in PAIRS if not any(name in only for key, only in LIGHT.items() if key != layout)]
    faint = {name: round(contrast(colours[PAIRS[name][0]], colours[PAIRS[name][1]]), 2) for name in shown}
    assert {name: ratio for name, ratio in faint.items() if ratio < PAIRS[name][2]} == {}


def threads_of(band: str) -> set[str]:
    """The colours a pattern is stitched in."""
    drawn = (settings.ROOT / "static" / "art" / f"band-{band}.svg").read_text(encoding="utf-8")
    return {colour.lower() for colour in re.findall(r'"(#[0-9a-fA-F]{3,6})"', drawn)}


@pytest.mark.parametrize("band", Band.values)
def test_a_pattern_brings_its_own_ground_or_stands_out_on_every_cloth(band):
    """At least one thread of every pattern is seen well on each cloth."""
    for cloth in Cloth.values:
        ground = tokens()[cloths()[cloth]]
        assert max(contrast(thread, ground) for thread in threads_of(band)) >= GRAPHIC, (band, cloth)
