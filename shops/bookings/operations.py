"""Coming, not coming, leaving early, calling off: each is done once, however often it is pressed.

The guest's ladder was frozen with the booking. What it keeps the host has earned the moment the guest calls off.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from common import audit
from common.clock import shanghai_day
from common.rights import can
from common.sanitise import one_line
from common.states import WrongState
from shops.availability import holding
from shops.availability.ladders import percent_back
from shops.bookings import letters
from shops.fulfilment import operations as parts
from shops.orders.models import Booking, ShopOrder
from shops.payments import refunds

State = ShopOrder.State
OVER_AFTER = timedelta(hours=2)  # after the end: a host who forgot to check in has time to say that nobody came


class NotYours(Exception):
    """Nothing was done."""


class TooEarly(Exception):
    """The day has not come."""


class TooLate(Exception):
    """It has begun."""


class ReasonsMissing(Exception):
    """Who cancels what another booked says why."""


def left_of(booking: Booking) -> int:
    """Fen that were paid for it and did not go back. Two queries."""
    return refunds.left_of(booking.line.parcel)[booking.line_id].amount


def back_of(booking: Booking, at: datetime) -> int:
    """Fen that come back to the guest who calls off at `at`: the ladder's percent of what was paid and not returned, half a
    fen rounded up. Two queries."""
    return (left_of(booking) * percent_back(booking.ladder, booking.arrives_at, at) + 50) // 100


@transaction.atomic
def call_off(*, booking: Booking, by: Any, at: datetime) -> int:
    """The guest does not come: the places are free at once, the ladder says what goes back, the host keeps the rest.

    Fen that go back. Raises TooLate once it has begun, WrongState.
    """
    by = by if getattr(by, "pk", None) else None
    parcel, now = held(booking)
    if parcel.state != State.BOOKED:
        raise WrongState(parcel, State.CANCELLED)
    if at >= now.arrives_at:
        raise TooLate
    whole, back = left_of(now), back_of(now, at)
    if back == whole and (whole or percent_back(now.ladder, now.arrives_at, at)):
        parts.taken_back(parcel, by, "", at)
    else:
        keep_some(parcel, now, back, by, at)
    audit.record(by, "call off booking", now, at=at, back=back, kept=whole - back)
    letters.called_off(now, back=back, kept=whole - back, at=at)
    return back


def keep_some(parcel: ShopOrder, booking: Booking, back: int, by: Any, at: datetime) -> None:
    """A part goes back, the places are free, and the rest is the host's."""
    if back:
        source = f"booking {booking.pk} called off"
        refunds.return_lines(parcel=parcel, packs={}, fen={booking.line_id: back}, source=source, words="", by=by, at=at)
    holding.release(key=booking.stay_key, by=by, at=at)
    Booking.objects.filter(pk=booking.pk).update(off_at=at)
    booking.off_at = at
    parts.receive(parcel=parcel, by=by, at=at)


@transaction.atomic
def cancel(*, booking: Booking, by: Any, reasons: str, at: datetime) -> None:
    """The host cannot take the guest in: all of the money goes back, and the guest is told why.

    Raises NotYours, ReasonsMissing, WrongState once it is over.
    """
    parcel, now = held(booking)
    if not can(by, "change goods", parcel.shop):
        raise NotYours
    if not (words := one_line(reasons)[:200]):
        raise ReasonsMissing
    give_all_back(parcel, now, words, by, at)


def give_all_back(parcel: ShopOrder, booking: Booking, words: str, by: Any, at: datetime) -> None:
    parts.taken_back(parcel, by, words, at)
    letters.cancelled(booking, reasons=words, at=at)


@transaction.atomic
def check_in(*, booking: Booking, by: Any, at: datetime) -> bool:
    """The guests are there; False when that was said before. Raises NotYours, TooEarly before the day, WrongState."""
    parcel, now = held_by_host(booking, by)
    if now.came_at:
        return False
    must_be_booked(parcel)
    if shanghai_day(at) < shanghai_day(now.arrives_at):
        raise TooEarly
    say(now, came_at=at, missed_at=None)
    audit.record(by, "check in", now, at=at)
    return True


@transaction.atomic
def miss(*, booking: Booking, by: Any, at: datetime) -> bool:
    """Nobody came: the nights to come are free again, and the host keeps the money, as the ladder says from the beginning on.

    False when that was said before. Raises NotYours, TooEarly before it begins, WrongState.
    """
    parcel, now = held_by_host(booking, by)
    if now.missed_at:
        return False
    must_be_booked(parcel)
    if at < now.arrives_at:
        raise TooEarly
    say(now, missed_at=at, came_at=None)
    if now.is_stay:
        holding.release(key=now.stay_key, by=by, at=at, from_day=shanghai_day(at) + timedelta(days=1))
    parts.receive(parcel=parcel, by=by, at=at)
    audit.record(by, "guest did not come", now, at=at)
    letters.missed(now, at=at)
    return True


@transaction.atomic
def leave_early(*, booking: Booking, on: date, by: Any, at: datetime) -> int:
    """The guests leave on an earlier day: the nights from it on are free again. How many nights of a room.

    Whether money goes back is the host's to say (`returns.answering.give_back`). Raises NotYours, WrongState, ValueError for a
    day that is not within the stay.
    """
    parcel, now = held_by_host(booking, by)
    must_be_booked(parcel)
    if not now.is_stay or not shanghai_day(now.arrives_at) < on < shanghai_day(now.leaves_at):
        raise ValueError(on)
    back = holding.release(key=now.stay_key, by=by, at=at, from_day=on)
    say(now, leaves_at=now.leaves_at - (shanghai_day(now.leaves_at) - on))
    audit.record(by, "guests leave early", now, at=at, on=on.isoformat(), back=back)
    return back


def finish(*, at: datetime, most: int = 200) -> int:
    """Visits that are over are the host's money; how many. Safe to run twice at once."""
    over = Booking.objects.filter(line__parcel__state=State.BOOKED, leaves_at__lte=at - OVER_AFTER).order_by("leaves_at", "pk")
    rows = over.select_related("line__parcel__order", "line__parcel__shop")[:most]
    return sum(parts.receive(parcel=one.line.parcel, by=None, at=at) for one in rows)


def held(booking: Booking) -> tuple[ShopOrder, Booking]:
    """The part and the booking as they are now, held; the order first, as everywhere."""
    parcel = parts.held(booking.line.parcel)
    now = Booking.objects.select_for_update().get(pk=booking.pk)
    now.line = booking.line
    parcel.order, parcel.shop = booking.line.parcel.order, booking.line.parcel.shop
    now.line.parcel = parcel
    return parcel, now


def held_by_host(booking: Booking, by: Any) -> tuple[ShopOrder, Booking]:
    parcel, now = held(booking)
    if not can(by, "change goods", parcel.shop):
        raise NotYours
    return parcel, now


def must_be_booked(parcel: ShopOrder) -> None:
    if parcel.state != State.BOOKED:
        raise WrongState(parcel, State.RECEIVED)


def say(booking: Booking, **facts: Any) -> None:
    Booking.objects.filter(pk=booking.pk).update(**facts)
    for name, value in facts.items():
        setattr(booking, name, value)
