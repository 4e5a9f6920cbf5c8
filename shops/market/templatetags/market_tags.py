"""`{% new_goods %}` for the home page."""

from typing import Any

from django import template

from shops.market.queries import newest

register = template.Library()


@register.inclusion_tag("shops/catalogue/goods.html")
def new_goods(count: int = 4) -> dict[str, Any]:
    """The goods that came to the market last, as cards: four queries, however many there are."""
    return {"goods": newest(count)}
