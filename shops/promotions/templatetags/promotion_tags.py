"""Promotions as pages say them, and the coupons that pages of shops, products and visits offer."""

from typing import Any

from django import template

from common.clock import now
from shops.franchise.models import Shop
from shops.promotions import wording
from shops.promotions.codes import said_code
from shops.promotions.models import Promotion
from shops.promotions.offering import Offered, on_shop

register = template.Library()
register.filter("said_code", said_code)


@register.filter
def about_promotion(one: Promotion) -> list[str]:
    """What one should know of it, in a few words each."""
    return wording.about(one)


@register.filter
def why_not(one: Any) -> str:
    """Why a promotion was not used (`priced.NotGiven`)."""
    return wording.reason(one.why, one.fen, one.promotion)


@register.simple_tag(takes_context=True)
def promotions_of(context: Any, shop: Shop, of: Any = None) -> list[Offered]:
    """What the shop's page, or a product's or visit's, shows of promotions, and whether the reader has collected them. One
    query."""
    request = context.get("request")
    person = request.user.pk if request and request.user.is_authenticated else None
    return on_shop(shop, person, now(), of or None)
