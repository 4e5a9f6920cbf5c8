"""Words that were searched for, marked where they stand."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from cms.asked import Asked
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


MARK, END = SafeString("<mark>"), SafeString("</mark>")


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> dict[str, Any]:
    """For the head of a county page."""
    return head_of(context["page"], context["request"].build_absolute_uri)
