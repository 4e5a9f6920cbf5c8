"""What came and went of an order's money, for the page of the order itself."""

from django import template

from shops.orders.models import Order, OrderLine, ShopOrder
from shops.payments import queries
from shops.payments.models import Refund
from shops.payments.queries import Gone, Money, money_of

register = template.Library()


@register.simple_tag(name="money_of")
def money_of_order(order: Order) -> Money:
    """One query, and one more where something was paid."""
    return money_of(order)


@register.filter
def back_of(money: Money, parcel: ShopOrder) -> list[Refund]:
    return money.of_part(parcel.pk)


@register.filter
def is_all_of(money: Money, parcel: ShopOrder) -> bool:
    return money.is_all_of(parcel)


@register.simple_tag
def gone_of(parcels: list[ShopOrder]) -> Gone:
    """One query for all of them."""
    return queries.gone_of(parcels)


@register.filter
def packs_of(gone: Gone, line: OrderLine) -> int:
    """Packs of a line that went back or were not sent."""
    return gone.packs.get(line.pk, 0)


@register.filter
def unpaid_of(gone: Gone, parcel: ShopOrder) -> int:
    """Fen of a part that are not paid at the door."""
    return gone.unpaid.get(parcel.pk, 0)


@register.filter
def less(fen: int, off: int) -> int:
    return fen - off
