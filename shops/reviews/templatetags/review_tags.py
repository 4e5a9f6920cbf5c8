"""Stars, always beside words that say the same; how a writer is called; what was said of an order's lines."""

from typing import Any

from anyascii import anyascii
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.templatetags.drawing import icon
from shops.orders.models import OrderLine, ShopOrder
from shops.reviews import queries
from shops.reviews.counting import Counts
from shops.reviews.models import STARS, CustomerReview
from shops.reviews.names import HAN
from shops.reviews.operations import may_be_reviewed

register = template.Library()


@register.simple_tag
def stars(number: int) -> SafeString:
    """Five stars, so many of them filled; hidden from readers, because words stand beside."""
    star = icon("star")
    five = format_html_join("", '<i class="{}">{}</i>', (("on" if n < number else "un", star) for n in range(5)))
    return format_html('<span class="stars" aria-hidden="true">{}</span>', five)


@register.simple_tag
def average_stars(counts: Counts) -> SafeString:
    return stars((counts.tenths + 5) // 10)


@register.filter
def in_words(review: CustomerReview) -> str:
    """ "4 of 5: good"."""
    return _("%(stars)s of 5: %(words)s") % {"stars": review.stars, "words": str(STARS[review.stars]).lower()}


@register.filter
def called(signed: str) -> str:
    """刘** to who reads Chinese, Liu** to who does not; a name in Latin letters to both."""
    if not signed:
        return _("A buyer")
    return anyascii(signed) if HAN.match(signed) and get_language() == "en" else signed


@register.filter
def writer(review: CustomerReview) -> str:
    return called(review.signed)


@register.filter
def in_its_language(text: str) -> SafeString | str:
    """A buyer's own words, marked where they are not in the page's language."""
    language = "zh-Hans" if HAN.search(text) else "en"
    here = "en" if get_language() == "en" else "zh-Hans"
    return text if language == here else format_html('<span lang="{}">{}</span>', language, text)


@register.filter
def may_be_said_of(line: OrderLine) -> bool:
    """Whether its buyer may say how it was."""
    return may_be_reviewed(line)


@register.simple_tag
def reviews_of(parcels: list[ShopOrder]) -> dict[int, CustomerReview]:
    """By the line's id; one query, and none before anything was received."""
    received = [parcel for parcel in parcels if parcel.state == ShopOrder.State.RECEIVED]
    return queries.reviews_of_parcels(received) if received else {}


@register.filter
def of_line(reviews: dict[int, Any], line: OrderLine) -> CustomerReview | None:
    return reviews.get(line.pk)
