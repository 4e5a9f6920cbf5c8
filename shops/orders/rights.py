"""Who may see an order: its buyer, the shop's people for their part, and those who answer for the market."""

from typing import Any

from django.db.models import QuerySet

from common.rights import rule, scope
from shops.franchise.rights import is_franchise_manager
from shops.orders.models import Address, Order


@scope(Order)
def own_orders(user: Any) -> QuerySet[Order]:
    return Order.objects.filter(buyer=user) if user.is_authenticated else Order.objects.none()


@scope(Address)
def own_addresses(user: Any) -> QuerySet[Address]:
    return Address.objects.filter(owner=user) if user.is_authenticated else Address.objects.none()


@rule("read order")
def read_order(user: Any, order: Order) -> bool:
    return user.is_authenticated and order.buyer_id == user.pk


@rule("cancel unpaid order")
def may_cancel_unpaid(user: Any, _: None) -> bool:
    """Those who answer for the market, when a buyer rings and asks."""
    return is_franchise_manager(user)
