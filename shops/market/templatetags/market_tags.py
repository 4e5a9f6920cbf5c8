"""`{% new_goods %}` for the home page; `{% offers_for page %}` for places, routes, festivals and culture."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.linking import kind_of
from common.clock import now, shanghai_day
from shops.market.on_pages import offered_at
from shops.market.queries import newest

register = template.Library()
HEADINGS = {
    "culture": _("Goods that carry it"),
    "place": _("Goods that belong here"),
    "route": _("Goods of this route"),
    "festival": _("For this festival"),
}


@register.inclusion_tag("shops/catalogue/goods.html")
def new_goods(count: int = 4) -> dict[str, Any]:
    """The goods that came to the market last, as cards: four queries, however many there are."""
    return {"goods": newest(count)}


@register.inclusion_tag("shops/market/offers.html")
def offers_for(page: Page) -> dict[str, Any]:
    """What is linked to the page and can be bought now, with a heading; nothing at all when there is nothing."""
    return {
        "offers": offered_at(page.translation_key, shanghai_day(now())),
        "heading": HEADINGS.get(kind_of(page), HEADINGS["place"]),
    }
