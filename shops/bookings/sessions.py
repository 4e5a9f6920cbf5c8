"""A session that does not take place: whoever ordered it here is told, and all of their money goes back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from shops.availability.models import Session, Stay
from shops.availability.queries import stranded
from shops.availability.setting_up import call_off
from shops.bookings.operations import give_all_back, held
from shops.bookings.queries import with_facts
from shops.orders.models import Booking, Order, ShopOrder
from shops.orders.moving import give_up


def call_session_off(*, session: Session, reason: str, by: Any, at: datetime) -> list[Stay]:
    """It does not take place: bookings of it are cancelled, orders that still wait for their payment are let go. Again changes
    nothing. Returns the stays of guests who rang: the host rings them. Raises ValueError without a reason.

    The session is called off first, then each order in a transaction of its own: whoever pays or joins a group just then holds
    that before the session. Should it die between, the clock goes on (`undo_stranded`).
    """
    stays = call_off(session=session, reason=reason, by=by, at=at)
    undo_all(stays, reason, by, at)
    return [stay for stay in stays if stay.why == Stay.Why.PHONE]


def undo_stranded(*, at: datetime, most: int = 100) -> int:
    """What is still booked of sessions that do not take place, such as an order placed at that very moment; how many."""
    rows = stranded().select_related("session")[:most]
    for stay in rows:
        undo_all([stay], stay.session.reason if stay.session else "", None, at)
    return len(rows)


def undo_all(stays: Iterable[Stay], reason: str, by: Any, at: datetime) -> None:
    keys = [stay.key for stay in stays if stay.why == Stay.Why.ORDER]
    for booking in with_facts().filter(stay_key__in=keys).order_by("line__parcel__order", "pk"):
        undo(booking, reason, by, at)


@transaction.atomic
def undo(booking: Booking, reason: str, by: Any, at: datetime) -> None:
    parcel, now = held(booking)
    if parcel.state == ShopOrder.State.BOOKED:
        give_all_back(parcel, now, reason, by, at)
    elif parcel.state == ShopOrder.State.WAITING:
        give_up(order=parcel.order, to=Order.State.EXPIRED, by=by, at=at)
