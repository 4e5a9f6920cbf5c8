"""Words that were searched for, marked where they stand."""

import re
from typing import Any

from django import template
from django.template import Context
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from front.page_head import head_of

register = template.Library()


@register.filter
def marked(text: str, query: str) -> SafeString | str:
    """`text`, escaped, with each word of `query` in a <mark>."""
    words = sorted({word for word in query.split() if word}, key=len, reverse=True)
    if not words or not text:
        return escape(text)
    parts = re.split("(" + "|".join(re.escape(word) for word in words) + ")", str(text), flags=re.IGNORECASE)
    return format_html_join("", "{}{}{}", ((MARK[n % 2], part, END[n % 2]) for n, part in enumerate(parts) if part))


MARK, END = ("", SafeString("<mark>")), ("", SafeString("</mark>"))


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> dict[str, Any]:
    """For the head of a county page."""
    return head_of(context["page"], context["request"].build_absolute_uri)
