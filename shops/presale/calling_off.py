"""The buyer's way out, while the harvest is not wholly paid for."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from shops.orders import moving
from shops.orders.models import Order, ShopOrder
from shops.payments import refunds
from shops.presale.models import Advance

Part = ShopOrder.State


class NotCallable(Exception):
    """It is paid and may be packed, or over: nothing was changed."""


@transaction.atomic
def call_off(*, order: Order, by: Any, at: datetime) -> bool:
    """The buyer does not want it after all: until its balance is paid, or, paid at once, until the harvest is ready. What was
    paid goes back. False when it was called off before. Raises NotCallable.
    """
    now = moving.held(order)
    advance = Advance.objects.get(order=now)
    if advance.state == Advance.State.GIVEN_UP:
        return False
    parcel = now.parcels.select_related("order", "shop").get()
    by = by if getattr(by, "pk", None) else None
    if now.state == Order.State.WAITING:
        moving.give_up(order=now, to=Order.State.CANCELLED, by=by, at=at)
    elif parcel.state == Part.AHEAD:
        moving.cancel_part(parcel=parcel, by=by, reasons="", at=at, was=Part.AHEAD)
        refunds.return_parcel(parcel=parcel, source=f"advance {advance.pk}", words="", by=by, at=at)
    else:
        raise NotCallable(now.number)
    audit.record(by, "call off advance order", now, at=at)
    return True
