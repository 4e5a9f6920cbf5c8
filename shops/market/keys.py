"""The place in a list that a link to the next page remembers, opaque: a list's order, and the values of the row there."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MOST = 2**53
LONGEST = 120
NEW, CHEAP, DEAR, SEASON, GOODS = "new", "price", "price-down", "season", "goods"


@dataclass(frozen=True)
class Order:
    """A way to sort: the fields of its index, and whether the last comes first."""

    fields: tuple[str, ...]
    downward: bool = True

    def by(self, backward: bool = False) -> list[str]:
        """For `order_by`; `backward` is the same list read from its end."""
        sign = "-" if self.downward != backward else ""
        return [sign + field for field in self.fields]


ORDERS = {
    NEW: Order(("new_at", "product")),
    CHEAP: Order(("from_price", "product"), downward=False),
    DEAR: Order(("from_price", "product")),
    SEASON: Order(("in_season", "new_at", "product")),
}
SHOP_ORDERS = {
    NEW: Order(("new_at", "shop_id")),
    GOODS: Order(("goods", "shop_id")),
}


def key_of(sort: str, values: tuple[Any, ...]) -> str:
    """The key of the row with these `values` of the order's fields."""
    numbers = [(value - BEGIN) // MICROSECOND if isinstance(value, datetime) else int(value) for value in values]
    return base64.urlsafe_b64encode(".".join([sort, *map(str, numbers)]).encode()).decode().rstrip("=")


def values_of(key: str, sort: str, order: Order | None = None) -> tuple[Any, ...] | None:
    """What `key` remembers of a list in this order; None for a key of another order and for what is no key."""
    fields = (order or ORDERS[sort]).fields
    try:
        padded = key[:LONGEST] + "=" * (-len(key[:LONGEST]) % 4)
        made_for, *numbers = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii").split(".")
        values = [int(number) for number in numbers]
        if made_for != sort or len(values) != len(fields) or not all(0 <= value < MOST for value in values):
            return None
        return tuple(as_field(field, value) for field, value in zip(fields, values, strict=True))
    except (ValueError, OverflowError):
        return None


def as_field(field: str, value: int) -> Any:
    if field == "new_at":
        return BEGIN + value * MICROSECOND
    return min(value, 2**31 - 1) if field in ("from_price", "goods") else bool(value) if field == "in_season" else value
