"""`{% enclosure voice %}`: a voice note with its player, length and size, or a paper as a link with its size."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from uploads.models import Enclosure

register = template.Library()


@register.simple_tag
def enclosure(enclosure: Enclosure | None, whose: Any = "") -> SafeString | str:
    """Nothing is loaded before it is pressed: a voice note costs data. `whose` names it for who cannot see the page."""
    if enclosure is None:
        return ""
    url = reverse("uploads:enclosure", args=[enclosure.key])
    size = _("%(size)s MB") % {"size": enclosure.megabytes}
    if not enclosure.is_voice:
        return format_html(
            '<p class="encl"><a class="btn" href="{}" download>{} <span class="s">{}</span></a></p>', url, _("PDF"), size
        )
    words, listen = _("Voice note"), _("Save the sound")
    return format_html(
        '<div class="encl"><b>{}</b> <span class="s mute num">{} · {}</span>'
        '<audio controls preload="none" src="{}" aria-label="{} {}"></audio><a class="link s" href="{}" download>{}</a></div>',
        words, enclosure.length, size, url, words, whose, url, listen,
    )  # fmt: skip
