"""Claims, for the page of the order itself."""

from django import template

from shops.orders.models import ShopOrder
from shops.returns import queries
from shops.returns.models import Claim

register = template.Library()


@register.simple_tag
def claims_of(parcels: list[ShopOrder]) -> dict[int, list[Claim]]:
    """By the part's id; one query for all of them."""
    return queries.claims_of(parcels)


@register.filter
def claims_about(claims: dict[int, list[Claim]], parcel: ShopOrder) -> list[Claim]:
    return claims.get(parcel.pk, [])
