"""What the market's pages need beside the words of shops and goods: lines of text, links that narrow a list."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.filter
def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


@register.simple_tag(takes_context=True)
def narrowed(context: dict[str, Any], **changes: Any) -> str:
    """The page's query with `changes` (an empty value takes a key away) and without its page number."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    for key, value in changes.items():
        key = key.rstrip("_")  # `from` is a word of Python's
        query.pop(key, None)
        if value:
            query[key] = value
    return f"?{query.urlencode()}" if query else "?"


@register.filter
def told(row: dict[str, Any]) -> SafeString | str:
    """A notice or step, {"zh", "en"}, in the reader's language; in the other, marked so, where only that is there."""
    here, there, lang = ("en", "zh", "zh-Hans") if get_language() == "en" else ("zh", "en", "en")
    return row.get(here) or (format_html('<span lang="{}">{}</span>', lang, row[there]) if row.get(there) else "")
