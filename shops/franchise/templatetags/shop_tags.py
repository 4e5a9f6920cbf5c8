"""How a shop is said: its name on the sign, the days it posts, what posting costs."""

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.clock import now, shanghai_day
from common.money import yuan
from shops.franchise.models import DeliveryFee, Region, Shop, Weekday

register = template.Library()
WEEK = list(Weekday)


def join(words: list[str]) -> str:
    """ "A, B and C", "A、B"."""
    if get_language() == "zh-hans" or len(words) < 2:
        return "、".join(words)
    return _("%(many)s and %(last)s") % {"many": ", ".join(words[:-1]), "last": words[-1]}


@register.filter
def posting_days(shop: Shop) -> str:
    """The days the shop posts, in the week's order: "Tuesday and Friday"."""
    return join([str(day.label) for day in WEEK if day.value in shop.posting_days])


@register.filter
def weekdays(values: list[str]) -> str:
    """Days by their short names ("tue"), in the week's order, in words."""
    return join([str(day.label) for day in WEEK if day.value in values])


def next_day(days: list[str], today: date) -> Weekday | None:
    """The first posting day from `today` on, or None without any."""
    ahead = [WEEK[(today.weekday() + n) % 7] for n in range(7)]
    return next((day for day in ahead if day.value in days), None)


@register.filter
def posts_next(shop: Shop) -> str:
    """The next posting day's name, from today on."""
    day = next_day(shop.posting_days, shanghai_day(now()))
    return str(day.label) if day else ""


def fee_in_words(row: DeliveryFee) -> str:
    """ "Hunan free", "Guangdong and Guangxi ¥8, free over ¥99"."""
    words = {"region": Region(row.region).label, "fee": yuan(row.fee), "sum": yuan(row.free_over or 0)}
    if not row.fee:
        return _("%(region)s free") % words
    if row.free_over is None:
        return _("%(region)s %(fee)s") % words
    return _("%(region)s %(fee)s, free over %(sum)s") % words


@register.filter
def fees_in_words(fees: list[DeliveryFee]) -> str:
    """What posting costs, region by region, as one sentence."""
    if not fees:
        return ""
    return _("Postage: %(fees)s.") % {"fees": _("; ").join(fee_in_words(row) for row in fees)}


@register.filter
def fee_said(row: dict[str, Any]) -> str:
    """A fee as a piece of coursework says it, like `fee_in_words`."""
    return fee_in_words(DeliveryFee(region=row["region"], fee=row["fee_fen"], free_over=row.get("free_over_fen")))


@register.filter
def on_sign(shop: Shop) -> SafeString:
    """A shop's name as it is painted: in Chinese for every reader, if it has a Chinese name."""
    name, lang = (shop.name_zh_hans, "zh-Hans") if shop.name_zh_hans else (shop.name_en, "en")
    return format_html('<span lang="{}">{}</span>', lang, name or "")


@register.simple_tag
def hanzi(text: str) -> SafeString | str:
    """The Chinese line under a heading of ours, on English pages only."""
    return format_html('<span class="zh" lang="zh-Hans">{}</span>', text) if get_language() == "en" else ""
