"""Claims of buyers, for tests."""

from itertools import count
from typing import Any

from shops.fulfilment import operations as fulfilment
from shops.orders.models import ShopOrder
from shops.returns.claiming import claim as claim_money
from shops.returns.models import Claim, ClaimPhoto
from tests.factories.orders import order
from tests.factories.payments import paid
from tests.factories.shops import OPENED

_presses = count(1)


def sent(*goods: Any, way: str = "wechat", is_received: bool = True, at=OPENED, **more: Any) -> ShopOrder:
    """A part of an order of these goods, paid, posted and received."""
    made = order(*goods, way=way, **more)
    if way != "cash":
        paid(made)
    parcel = made.parcels.select_related("shop__owner", "order").get()
    fulfilment.post(parcel=parcel, carrier="own", number="", packs=None, by=parcel.shop.owner, at=at)
    if is_received:
        fulfilment.receive(parcel=parcel, by=None, at=at)
    return parcel


def photo(parcel: ShopOrder, at=OPENED) -> ClaimPhoto:
    return ClaimPhoto.objects.create(parcel=parcel, taken_at=at, picture="claims/none.jpg")


def claim(parcel: ShopOrder, *packs: int, reason: str = "missing", at=OPENED, **changes: Any) -> Claim:
    """A claim to so many packs of each line, one of the first unless told."""
    lines = parcel.lines.order_by("pk").values_list("pk", flat=True)
    facts = {
        "packs": dict(zip(lines, packs or (1,), strict=False)), "keeps": None, "words": "少了一份", "photos": [],
        "press": f"claim-{next(_presses)}", "by": parcel.order.buyer, **changes,
    }  # fmt: skip
    return claim_money(parcel=parcel, reason=reason, at=at, **facts)
