"""What of a harvest booked ahead stands on an order's page."""

from typing import Any

from django import template

from shops.orders.models import Order
from shops.presale import queries
from shops.presale.keeping import KEEPER
from shops.presale.models import Advance

register = template.Library()


@register.simple_tag
def advance_of(order: Order) -> Advance | None:
    """One query for an order of a pre-sale, none for others."""
    return queries.advance_of(order) if order.kept_by == KEEPER else None


@register.filter
def deposit_of(presale: Any) -> int:
    """Fen to be paid first for one pack."""
    return int(presale.deposit_on(presale.price))
