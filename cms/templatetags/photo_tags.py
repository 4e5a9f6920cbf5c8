"""Photographs of the library as phones and screens want them."""

from typing import Any

from django import template
from wagtail.images.views.serve import generate_image_url

register = template.Library()
WIDTHS = (360, 640, 960, 1280, 1600)
MODERN = ("avif", "webp")
WIDE, HIGH = 8, 5
PLAIN = 960  # pixels: for those who read no srcset
SIZES = "(min-width: 60rem) 45rem, 100vw"


@register.inclusion_tag("components/photograph.html")
def photograph(
    photo: Any, alt: str = "", css: str = "", *, crop: bool = True, lazy: bool = True, sizes: str = SIZES
) -> dict[str, Any]:
    """A picture in three formats, cut to 8:5 around what must stay in sight, or whole. No query, and nothing is cut here:
    a size is made when somebody first asks for its signed address, and kept."""
    largest = min(photo.width, photo.height * WIDE // HIGH) if crop else photo.width
    widths = [width for width in WIDTHS if width < largest] + [min(largest, WIDTHS[-1])]
    widths = sorted(set(widths))
    shape = (WIDE, HIGH) if crop else (photo.width, photo.height)
    wide = min(largest, PLAIN)
    return {
        "sources": [(f"image/{format}", srcset(photo, format, widths, crop=crop)) for format in MODERN],
        "plain": srcset(photo, "jpeg", widths, crop=crop),
        "address": address(photo, "jpeg", wide, crop=crop),
        "width": wide,
        "height": max(1, round(wide * shape[1] / shape[0])),
        "alt": alt, "css": css, "lazy": lazy, "sizes": sizes,
    }  # fmt: skip


def address(photo: Any, format: str, width: int, *, crop: bool) -> str:
    cut = f"fill-{width}x{max(1, round(width * HIGH / WIDE))}" if crop else f"width-{width}"
    return generate_image_url(photo, f"{cut}|format-{format}", viewname="wagtailimages_serve")


def srcset(photo: Any, format: str, widths: list[int], *, crop: bool) -> str:
    return ", ".join(f"{address(photo, format, width, crop=crop)} {width}w" for width in widths)
