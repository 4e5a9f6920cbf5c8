"""Ways of paying that are offered. Parts above, which take the money, add theirs; cash at the door needs nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shops.orders.models import Order
from shops.orders.pricing import Quote

Words = str | Promise


def to_the_order(request: HttpRequest, order: Order) -> HttpResponse:
    return redirect("orders:order", order.number)


@dataclass(frozen=True)
class Offered:
    """A way of paying, in words. `suits`: whether this buyer may use it for this basket; `go_on`: where they come next;
    `is_at_once`: whether it is known within minutes that it is paid, for what others wait for."""

    way: str
    title: Words
    about: Words
    suits: Callable[[Quote, Any], bool] = lambda _quote, _buyer: True
    go_on: Callable[[HttpRequest, Order], HttpResponse] = to_the_order
    is_at_once: bool = False


def nothing_is_booked(quote: Quote, _buyer: Any) -> bool:
    """A room or a seat that is kept for somebody is paid beforehand."""
    return not quote.visits


CASH = Offered(
    Order.Way.CASH, _("Cash when it comes"), _("You pay each parcel at the door. Have the sum ready."), nothing_is_booked
)  # fmt: skip
offered: list[Offered] = [CASH]


def ways_for(quote: Quote, buyer: Any, *, at_once: bool = False) -> list[Offered]:
    """What this buyer may pay with, in the order it is offered; `at_once`: only what is paid within minutes."""
    return [one for one in offered if one.suits(quote, buyer) and (one.is_at_once or not at_once)]


def is_at_once(way: str) -> bool:
    return any(one.is_at_once for one in offered if one.way == way)


def after_ordering(request: HttpRequest, order: Order) -> HttpResponse:
    """Where a buyer comes who just ordered: to the payment, or to the order."""
    return next(one.go_on for one in offered if one.way == order.way)(request, order)
