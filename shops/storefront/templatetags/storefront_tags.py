"""How goods and shops are shown: pictures, months, posting days; `{% new_goods %}` for the home page."""

from datetime import date
from typing import Any

from django import template
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.clock import now, shanghai_day
from common.money import per_500_g, yuan
from common.templatetags.drawing import drawing
from shops.catalogue.models import Product
from shops.catalogue.queries import newest
from shops.franchise.models import DeliveryFee, Region, Shop, Weekday
from uploads.models import Photo

register = template.Library()
WEEK = list(Weekday)


@register.inclusion_tag("shops/storefront/goods.html")
def new_goods(count: int = 4) -> dict[str, Any]:
    """The goods last put on sale, as cards: three queries, however many."""
    return {"goods": list(newest(count))}


@register.simple_tag
def photograph(photo: Photo, width: int, height: int, alt: str = "", css: str = "", lazy: bool = True) -> SafeString:
    """A person's photograph in its three sizes; the browser takes the smallest that is sharp."""
    return format_html(
        '<img src="{}" srcset="{} 320w, {} 640w, {} 960w" sizes="(min-width:60rem) {}px, 50vw" '
        'width="{}" height="{}" alt="{}"{}{}>',
        photo.url(640), photo.url(320), photo.url(640), photo.url(960), width, width, height, alt,
        format_html(' class="{}"', css) if css else "", format_html(' loading="{}"', "lazy") if lazy else "",
    )  # fmt: skip


@register.simple_tag
def picture(product: Product, width: int = 300, height: int = 300, css: str = "step") -> SafeString:
    """A product's cover photograph, or its drawing until there is one. Its name stands beside, so `alt` is empty."""
    if covers := getattr(product, "covers", None):
        return photograph(covers[0].photo, width, height, css=css)
    return drawing(product.picture, width, height, css=css)


@register.filter
def month(number: int) -> str:
    """November, 十一月."""
    return str(MONTHS[number])


@register.filter
def month_short(number: int) -> str:
    """Nov, 11 月."""
    return f"{number} 月" if get_language() == "zh-hans" else str(MONTHS_3[number]).capitalize()


@register.filter
def month_initial(number: int) -> str:
    """N, 11: for a column of the year."""
    return str(number) if get_language() == "zh-hans" else str(MONTHS[number])[0]


@register.filter
def months(numbers: list[int]) -> str:
    """The months of a list in words, in order."""
    return join([month_short(number) for number in sorted(numbers)])


def join(words: list[str]) -> str:
    """ "A, B and C", "A、B"."""
    if get_language() == "zh-hans" or len(words) < 2:
        return "、".join(words)
    return _("%(many)s and %(last)s") % {"many": ", ".join(words[:-1]), "last": words[-1]}


@register.filter
def posting_days(shop: Shop) -> str:
    """The days the shop posts, in the week's order: "Tuesday and Friday"."""
    return join([str(day.label) for day in WEEK if day.value in shop.posting_days])


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
def per_500(pack: Any, kind: str = "price") -> str:
    """The price of 500 g, alone ("price") or in a group ("group_price"); "" when it is not sold by weight."""
    price = getattr(pack.offer, kind)
    return yuan(per_500_g(price, pack.grams)) if pack.grams and price else ""


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
def on_sign(shop: Shop) -> SafeString:
    """A shop's name as it is painted: in Chinese for every reader, if it has a Chinese name."""
    name, lang = (shop.name_zh_hans, "zh-Hans") if shop.name_zh_hans else (shop.name_en, "en")
    return format_html('<span lang="{}">{}</span>', lang, name or "")


@register.simple_tag
def hanzi(text: str) -> SafeString | str:
    """The Chinese line under a heading of ours, on English pages only."""
    return format_html('<span class="zh" lang="zh-Hans">{}</span>', text) if get_language() == "en" else ""


@register.filter
def weekdays(values: list[str]) -> str:
    """Days by their short names ("tue"), in the week's order, in words."""
    return join([str(day.label) for day in WEEK if day.value in values])


@register.filter
def fee_said(row: dict[str, Any]) -> str:
    """A fee as a piece of coursework says it, like `fee_in_words`."""
    return fee_in_words(DeliveryFee(region=row["region"], fee=row["fee_fen"], free_over=row.get("free_over_fen")))
