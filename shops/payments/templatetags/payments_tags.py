"""What came and went of an order's money, for the page of the order itself."""

from django import template

from shops.orders.models import Order, ShopOrder
from shops.payments.models import Refund
from shops.payments.queries import Money, money_of

register = template.Library()


@register.simple_tag(name="money_of")
def money_of_order(order: Order) -> Money:
    """One query, and one more where something was paid."""
    return money_of(order)


@register.filter
def back_of(money: Money, parcel: ShopOrder) -> list[Refund]:
    return money.of_part(parcel.pk)
