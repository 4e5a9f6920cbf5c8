"""Codes that lead to an address, as outlines for print and as pixels for pictures."""

from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe
from PIL import Image

DARK = "#0d1634"


def qr_svg(address: str, border: int = 2, dark: str = "#000", light: str | None = "#fff") -> SafeString:
    """Black on white for every printer unless other colours are asked for; its own quiet edge around it."""
    drawn = segno.make(address, error="m", micro=False)
    return mark_safe(drawn.svg_inline(border=border, dark=dark, light=light, omitsize=True))


def qr_pixels(address: str, side: int) -> Image.Image:
    """At most `side` pixels, every module the same size: a phone reads it from another phone's screen."""
    drawn = segno.make(address, error="m", micro=False)
    scale = max(1, side // drawn.symbol_size(border=2)[0])
    written = BytesIO()
    drawn.save(written, kind="png", scale=scale, border=2, dark=DARK, light="#ffffff")
    return Image.open(written).convert("RGB")
