"""A guest's booking, and the host's; what somebody waits for."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from shops.availability.models import Stay, Waiting
from shops.availability.queueing import with_turn
from shops.franchise.models import Shop
from shops.orders.models import Booking, ShopOrder

State = ShopOrder.State
SHOWN = (State.BOOKED, State.RECEIVED, State.CANCELLED)  # what nobody has paid yet is not the host's to see


def with_facts() -> QuerySet[Booking]:
    return Booking.objects.select_related("line__parcel__order__buyer", "line__parcel__shop__owner", "visit__bookable")


def booking_of_order(number: str, pk: int) -> Booking | None:
    """One query."""
    return with_facts().filter(pk=pk, line__parcel__order__number=number).first()


def booking_of_shop(shop: Shop, pk: int) -> Booking | None:
    """One query."""
    return with_facts().filter(pk=pk, line__parcel__shop=shop, line__parcel__state__in=SHOWN).first()


def booking_by_code(shop: Shop, code: str) -> Booking | None:
    """As read from a voucher or told at the gate. One query."""
    return with_facts().filter(code=code.strip().upper(), line__parcel__shop=shop, line__parcel__state__in=SHOWN).first()


def bookings_behind(stays: Iterable[Stay]) -> dict[str, int]:
    """The booking's key by that of its stay, of those that were ordered here and are the host's to see. One query, none without
    any."""
    keys = [stay.key for stay in stays if stay.why == Stay.Why.ORDER]
    rows = Booking.objects.filter(stay_key__in=keys, line__parcel__state__in=SHOWN)
    return dict(rows.values_list("stay_key", "pk")) if keys else {}


def waits() -> QuerySet[Waiting]:
    """With their turn, and all that a page says of them."""
    return with_turn(Waiting.objects.select_related("bookable__visit__shop", "session", "stay"))


def waits_of(person: Any, keys: Iterable[str]) -> list[Waiting]:
    """What the person waits for, and a guest by these keys; where the time to book was missed too. What is held comes first,
    then the sooner day. One query, none for a guest without keys."""
    own = Q(person=person) if person.is_authenticated else Q(pk__in=())
    rows = waits().filter(own | Q(person=None, key__in=list(keys)), state__in=(*Waiting.LIVE, Waiting.State.LAPSED))
    return sorted(rows, key=lambda one: (one.state != Waiting.State.OFFERED, one.first, one.pk))
