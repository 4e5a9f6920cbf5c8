"""What buyers and shops are told of parcels."""

from datetime import datetime

from shops.fulfilment.models import Carrier, Posting
from shops.orders.letters import to_buyer, to_shop
from shops.orders.models import ShopOrder


def posted(posting: Posting, *, is_all: bool, at: datetime) -> None:
    facts = {"carrier": Carrier(posting.carrier).label, "parcel_number": posting.number, "is_all": is_all}
    to_buyer(posting.parcel, "parcel_posted", f"posting-{posting.pk}", at, **facts)


def cancelled(parcel: ShopOrder, *, by_buyer: bool, reasons: str, at: datetime) -> None:
    """The other side is told."""
    if by_buyer:
        to_shop(parcel, "parcel_called_off", f"parcel-called-off-{parcel.pk}", at, reasons=reasons)
    else:
        to_buyer(parcel, "parcel_cancelled", f"parcel-cancelled-{parcel.pk}", at, reasons=reasons)


def cancelled_for_shop(parcel: ShopOrder, *, reasons: str, at: datetime) -> None:
    """By a manager: both sides are told."""
    to_buyer(parcel, "part_cancelled", f"part-cancelled-{parcel.pk}", at, reasons=reasons)
    to_shop(parcel, "part_cancelled_for_shop", f"part-cancelled-for-shop-{parcel.pk}", at, reasons=reasons)
