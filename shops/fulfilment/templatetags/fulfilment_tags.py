"""What was posted of an order, for the page of the order itself."""

from typing import Any

from django import template

from shops.fulfilment import queries, receipts
from shops.fulfilment.models import Posting
from shops.orders.models import Order, ShopOrder

register = template.Library()


@register.simple_tag
def postings_of(parcels: list[ShopOrder]) -> dict[int, list[Posting]]:
    """By the part's id; two queries for all of them."""
    return queries.postings_of(parcels)


@register.filter
def of_part(postings: dict[int, list[Posting]], parcel: Any) -> list[Posting]:
    return postings.get(parcel.pk, [])


@register.filter
def has_receipt(order: Order) -> bool:
    """Whether something of it was paid, so that it may be printed; asks nothing where the parts were read with it."""
    return bool(receipts.paid_parts(order))
