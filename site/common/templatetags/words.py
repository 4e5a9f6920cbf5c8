"""Words of people and editors that may exist in one language only: shown in the other, marked with `lang`."""

import re
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, override

from common.languages import LANG, OTHER
from common.money import yuan as print_yuan
from common.sanitise import linked

register = template.Library()
PHRASE = re.compile(r"[^，]+，?")


def in_language(record: Any, field: str, language: str) -> str:
    """The value of a translated field in exactly `language`, or ''."""
    return getattr(record, f"{field}_{language.replace('-', '_')}", "") or ""


@register.filter
def said(record: Any, field: str) -> SafeString | str:
    """`record.field` in the reader's language; if only the other exists, that, wrapped in a span with its `lang`."""
    language = get_language() or "zh-hans"
    if own := in_language(record, field, language):
        return own
    other = OTHER.get(language, "zh-hans")
    text = in_language(record, field, other)
    return format_html('<span lang="{}">{}</span>', LANG[other], text) if text else ""


@register.filter
def only_in(record: Any, field: str) -> SafeString | str:
    """ "In Chinese only" beside words that the reader's language lacks; '' where they are there, or nothing is."""
    language = get_language() or "zh-hans"
    if in_language(record, field, language) or not in_language(record, field, OTHER.get(language, "zh-hans")):
        return ""
    return format_html(
        '<small class="s mute only">{}</small>', gettext("In Chinese only") if language == "en" else gettext("In English only")
    )


@register.filter
def said_lines(record: Any, field: str) -> list[SafeString | str]:
    """The lines of `said` that say something, each with its `lang` where it is the other language's."""
    language = get_language() or "zh-hans"
    own, other = in_language(record, field, language), OTHER.get(language, "zh-hans")
    lines = [line.strip() for line in (own or in_language(record, field, other)).splitlines() if line.strip()]
    return list(lines) if own else [format_html('<span lang="{}">{}</span>', LANG[other], line) for line in lines]


@register.filter
def second(record: Any, field: str) -> SafeString | str:
    """The same field in the *other* language, as the small second line under a heading; '' when it has none."""
    other = OTHER.get(get_language() or "zh-hans", "en")
    text = in_language(record, field, other)
    if not text or text == in_language(record, field, OTHER[other]):
        return ""
    return format_html('<span class="zh" lang="{}">{}</span>', LANG[other], text)


@register.filter
def here(path: str) -> str:
    """A path below the language ("/my/shop/") as an address in the reader's."""
    return f"/{get_language() or 'zh-hans'}{path}"


@register.filter
def telephone(number: str) -> SafeString:
    """A telephone number that a press rings: `{{ county.help_line|telephone }}`."""
    return format_html('<a class="num tel" href="tel:{}">{}</a>', re.sub(r"[^0-9+]", "", number), number)


@register.filter
def spaced(contact: str | None) -> str:
    """A mobile number of the mainland as people read it aloud, 139 0000 0001; anything else as it is."""
    found = re.fullmatch(r"(?:\+86)?(1\d{2})(\d{4})(\d{4})", contact or "")
    return " ".join(found.groups()) if found else contact or ""


@register.filter
def yuan(fen: int | None) -> str:
    """Fen as ¥38.50, −¥4; '' for nothing."""
    return "" if fen is None else print_yuan(fen).replace("-", "−")


@register.filter
def linked_words(text: Any) -> SafeString:
    """Plain text of people or editors, its line breaks kept and its addresses made links."""
    return linked(str(text or ""))


@register.filter
def megabytes(size: int | None) -> str:
    """Bytes as a reader pays for them: 1.1 MB, 0.2 MB; never less than 0.1."""
    return f"{max((size or 0) / 1_000_000, 0.1):.1f} MB"


@register.simple_tag
def chinese_line(text: str) -> SafeString | str:
    """Our own heading `text` (a message id) in Chinese, as the small second line on English pages; '' on Chinese ones."""
    if get_language() != "en":
        return ""
    with override("zh-hans"):
        chinese = gettext(text)
    return format_html('<span class="zh" lang="zh-Hans">{}</span>', chinese) if chinese != text else ""


@register.filter
def phrases(text: str) -> SafeString | str:
    """A Chinese display heading whose phrases do not break in the middle; other text as it is."""
    if get_language() == "en" or "，" not in text:
        return text
    return format_html_join("", '<span class="ph-">{}</span>', ((part,) for part in PHRASE.findall(text)))
