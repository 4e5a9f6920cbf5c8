"""What the market's pages need beside the words of shops and goods: lines of text, links that narrow a list."""

import json
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from common.sanitise import one_line

register = template.Library()
PLACE = ("page", "after", "before")
LINKED = ("sort", "season", "from", "sells")


@register.filter
def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


@register.filter
def of_key(rows: dict[str, Any], key: str) -> Any:
    return rows.get(key)


def without_place(query: QueryDict) -> QueryDict:
    query = query.copy()
    for key in PLACE:
        query.pop(key, None)
    return query


@register.simple_tag
def facts_of_page(facts: dict[str, Any]) -> SafeString:
    """Facts as JSON-LD. It is data, never run, so that the page's policy lets it be; no word in it can end the element."""
    words = json.dumps(facts)  # ASCII: what turns or hides letters is written as its number
    for sign in "<>&":
        words = words.replace(sign, f"\\u{ord(sign):04x}")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(words))


@register.simple_tag(takes_context=True)
def widened(context: dict[str, Any], keys: tuple[str, ...]) -> str:
    """The page's query without these keys: what a chip's cross leads to."""
    return narrowed(context, **dict.fromkeys(keys, ""))


@register.simple_tag(takes_context=True)
def kept_fields(context: dict[str, Any]) -> list[tuple[str, str]]:
    """What the small form must send along of what the links beside it choose."""
    query = context["request"].GET
    return [(key, one_line(query[key])[:40]) for key in LINKED if query.get(key)]


@register.simple_tag(takes_context=True)
def narrowed(context: dict[str, Any], **changes: Any) -> str:
    """The page's query with `changes` (an empty value takes a key away) and without its place in the list."""
    query = without_place(context["request"].GET)
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
    if row.get(here) or not row.get(there):
        return row.get(here) or ""
    only = gettext("In Chinese only") if here == "en" else gettext("In English only")
    return format_html('<span lang="{}">{}</span> <small class="s mute only">{}</small>', lang, row[there], only)
