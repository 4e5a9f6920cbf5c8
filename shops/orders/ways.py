"""Ways of paying that are offered. Parts above, which take the money, add theirs; cash at the door needs nobody."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shops.orders.models import Order
from shops.orders.pricing import Quote

Words = str | Promise


@dataclass(frozen=True)
class Offered:
    """A way of paying, in words. `suits` says whether it may be used for this basket."""

    way: str
    title: Words
    about: Words
    suits: Callable[[Quote], bool] = lambda _quote: True


CASH = Offered(Order.Way.CASH, _("Cash when it comes"), _("You pay each parcel at the door. Have the sum ready."))
offered: list[Offered] = [CASH]


def ways_for(quote: Quote) -> list[Offered]:
    """What may be paid with, in the order it is offered."""
    return [one for one in offered if one.suits(quote)]
