"""Drawings of the art folder, the icons, the flower: `{% drawing "p-tea" 300 300 %}`, `{% icon "ok" %}`, `{% flower 3 4 %}`."""

import re
from functools import cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()
PETALS = (
    "M0 0L0 -10L10 -20L10 -10z", "M0 0L10 -10L20 -10L10 0z", "M0 0L10 0L20 10L10 10z", "M0 0L10 10L10 20L0 10z",
    "M0 0L0 10L-10 20L-10 10z", "M0 0L-10 10L-20 10L-10 0z", "M0 0L-10 0L-20 -10L-10 -10z", "M0 0L-10 -10L-10 -20L0 -10z",
)  # fmt: skip
NAME = re.compile(r"[a-z]+(-[a-z]+)*")
DONE, NOW, TO_DO = "#C2272B", "#F2B134", "#E2E8F5"


@cache
def is_drawn(name: str) -> bool:
    """Whether the art folder has a drawing of this name."""
    return bool(NAME.fullmatch(name or "")) and (settings.ROOT / "static" / "art" / f"{name}.svg").is_file()


@register.simple_tag
def drawing(name: str, width: int = 640, height: int = 420, alt: str = "", css: str = "", lazy: bool = True) -> SafeString:
    """An `<img>` of `static/art/<name>.svg`, sized, lazy unless it is at the top of the page; '' for an unknown name."""
    if not is_drawn(name):
        return mark_safe("")
    loading = format_html(' loading="{}"', "lazy") if lazy else ""
    classes = format_html(' class="{}"', css) if css else ""
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}"{}{}>', static(f"art/{name}.svg"), width, height, alt, classes, loading
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """One icon of the sprite, always beside a word, so hidden from readers."""
    return format_html('<svg class="ico" aria-hidden="true"><use href="{}#{}"/></svg>', static("art/i.svg"), name)


@register.simple_tag
def flower(done: int = 8, now: int = 0, size: int = 44, total: int = 8, ground: str = "#fff", label: bool = True) -> SafeString:
    """The progress flower: `done` of `total` petals red, then `now` gold, the rest pale. The words give the true count."""
    lit, next_ = round(done * 8 / total), round((done + now) * 8 / total)
    colours = [DONE if i < lit else NOW if i < next_ else TO_DO for i in range(8)]
    petals = format_html_join("", '<path fill="{}" d="{}"/>', zip(colours, PETALS, strict=True))
    words = _("%(done)s of %(total)s stages done") % {"done": done, "total": total}
    role = format_html('role="img" aria-label="{}"', words) if label else format_html('aria-hidden="{}"', "true")
    return format_html(
        '<svg viewBox="-22 -22 44 44" width="{0}" height="{0}" class="flower" {1}>{2}'
        '<path stroke="{3}" stroke-width="1.6" fill="none" d="M0-21V21M-21 0H21M-11-11 11 11M11-11-11 11"/></svg>',
        size, role, petals, ground,
    )  # fmt: skip
