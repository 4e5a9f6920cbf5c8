"""`{% photo photo 300 300 "What it shows" %}`: a person's photograph, or its place while the copies are being made."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from uploads.models import WIDTHS, Photo

register = template.Library()


@register.simple_tag
def photo(
    photo: Photo | None, width: int = 320, height: int = 320, alt: str = "", css: str = "", sizes: str = "", lazy: bool = True
) -> SafeString:
    """An `<img>` of the fitting copy, sized and lazy; a named empty place while the photo waits or when there is none."""
    if photo is None or photo.state != Photo.State.READY:
        return waiting(photo, css)
    extra: list[Any] = [format_html(' class="{}"', css) if css else "", format_html(' loading="{}"', "lazy") if lazy else ""]
    copies = ", ".join(f"{photo.url(w)} {w}w" for w in WIDTHS)
    fitting = next((w for w in WIDTHS if w >= width), WIDTHS[-1])
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"{}{}>',
        photo.url(fitting), copies, sizes or f"{width}px", width, height, alt, *extra,
    )  # fmt: skip


@register.filter
def numbered(photos: dict[int, Photo] | None, key: int) -> Photo | None:
    """The photo with the id `key` of {id: Photo}: `{% photo photos|numbered:content.cover 300 300 %}`."""
    return (photos or {}).get(key)


def waiting(photo: Photo | None, css: str) -> SafeString:
    refused = photo is not None and photo.state == Photo.State.REFUSED
    words = _("This photo could not be read") if refused else _("Photo on its way")
    return format_html('<span class="ph-wait {}"><span>{}</span></span>', css, words)
