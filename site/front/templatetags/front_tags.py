"""What every page may ask: words that were searched for, marked where they stand; whether the reader works here."""

import re
from typing import Any

from django import template
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from accounts.queries import is_staff_person as works_here

register = template.Library()


@register.filter
def is_staff_person(user: Any) -> bool:
    """Whether the editors' bar is worth asking for: trainees and shoppers are spared its two queries."""
    return works_here(user)


@register.filter
def marked(text: str, query: str) -> SafeString | str:
    """`text`, escaped, with each word of `query` in a <mark>."""
    words = sorted({word for word in query.split() if word}, key=len, reverse=True)
    if not words or not text:
        return escape(text)
    parts = re.split("(" + "|".join(re.escape(word) for word in words) + ")", str(text), flags=re.IGNORECASE)
    return format_html_join("", "{}{}{}", ((MARK[n % 2], part, END[n % 2]) for n, part in enumerate(parts) if part))


MARK, END = ("", SafeString("<mark>")), ("", SafeString("</mark>"))
