"""Orders that are not packed as soon as they are paid: the part above that sold them says when, and adds itself here.

Such an order names its keeper. It is asked, the order held, when the money comes, and told when nobody pays after all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from shops.orders.models import Order, ShopOrder


@dataclass(frozen=True)
class Keeper:
    """`takes`: the state that the order's parts go to now it is paid; None where it is too late, and the money goes back.
    `lets_go`: it is not paid any more. `puts_back`: so many packs by offer's id of a part are not bought after all, where they
    were not taken off the shelf."""

    takes: Callable[[Order, datetime], str | None]
    lets_go: Callable[[Order, datetime], None]
    puts_back: Callable[[ShopOrder, Mapping[int, int], datetime], None] | None = None


keepers: dict[str, Keeper] = {}


def keeper_of(order: Order) -> Keeper | None:
    """None for an order that is packed as soon as it is paid."""
    return keepers[order.kept_by] if order.kept_by else None
