"""Words that were searched for, marked where they stand."""

import re
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.asked import Asked
from common.languages import LANG, OTHER
from common.templatetags.words import in_language, second
from front.page_head import head_of

register = template.Library()


@register.filter
def marked(text: str, asked: Asked) -> SafeString | str:
    """`text`, escaped, with each word that was asked for in a <mark>."""
    if not asked.pattern or not text:
        return escape(text)
    parts, at = [], 0
    for found in asked.pattern.finditer(text := str(text)):
        parts += [("", text[at : found.start()], ""), (MARK, found[0], END)]
        at = found.end()
    return format_html_join("", "{}{}{}", [*parts, ("", text[at:], "")])


@register.simple_tag
def second_marked(record: Any, field: str, asked: Asked) -> SafeString | str:
    """The same field in the other language as the small second line, what was asked for marked; "" when it has none."""
    line = second(record, field)
    other = OTHER[get_language() or "zh-hans"]
    return line and format_html(
        '<span class="zh" lang="{}">{}</span>', LANG[other], marked(in_language(record, field, other), asked)
    )


MARK, END = SafeString("<mark>"), SafeString("</mark>")


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> dict[str, Any]:
    """For the head of a county page."""
    return head_of(context["page"], context["request"].build_absolute_uri)


@register.filter
def with_ways(text: str) -> SafeString:
    """A letter with the addresses of this site to press, and no others: what people write to each other leads nowhere."""
    parts = re.split(rf"({re.escape(settings.BASE_URL)}/[\w/.?=&%#-]*)", text)
    ways = (format_html('<a class="link" href="{}">{}</a>', part, part) if n % 2 else part for n, part in enumerate(parts))
    return format_html_join("", "{}", ((way,) for way in ways))
