"""Once the shop is made, its owner changes what they like."""

from datetime import datetime
from typing import Any

from shops.builder.editions import change_front
from shops.builder.front import Fees
from shops.franchise.changing import NotChangeable as NotChangeable  # where those who change a shop look for it
from shops.franchise.models import Shop


def change_shop(*, shop: Shop, by: Any, at: datetime, changes: dict[str, Any], seen: int | None = None) -> Shop:
    """Set `changes` (checked values of the front's parts). Its address stays. Raises NotChangeable, ChangedMeanwhile."""
    return change_front(shop=shop, by=by, at=at, changes=changes, seen=seen)


def change_delivery(*, shop: Shop, by: Any, at: datetime, changes: dict[str, Any], fees: Fees, seen: int | None = None) -> Shop:
    """Posting days and handover, and for each region (fee, free over) in fen; a region left out is not delivered to.

    Raises NotChangeable, ChangedMeanwhile.
    """
    return change_front(shop=shop, by=by, at=at, changes={**changes, "fees": fees}, seen=seen)
