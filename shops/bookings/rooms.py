"""Another room, by the host: a pipe broke, or room has to be made. As good a one, for the same nights, at the price that was
paid. Guests who are there already have it for the nights to come.

How good a room is, its price says: its nights may not cost less than those of the room they have.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import audit
from common.clock import shanghai_day
from common.sanitise import one_line
from shops.availability import holding
from shops.availability.guarding import listed
from shops.availability.models import Bookable, Rate, Stay
from shops.availability.moving import move_nights
from shops.availability.owning import lacking
from shops.availability.prices import stay_price
from shops.availability.queries import rates_of, with_visit
from shops.bookings import letters
from shops.bookings.changing import next_key, stay_of
from shops.bookings.operations import held_by_host, must_be_booked, say
from shops.orders.models import Booking, OrderLine, ShopOrder
from shops.visits.models import Visit


class CannotHave(Exception):
    """Not this room; `words` say why, in the reader's language. Nothing was changed."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


@dataclass(frozen=True)
class Room:
    """One of the host's other rooms, and why the guests cannot have it; "" when they can."""

    bookable: Bookable
    amiss: str


def nights_to_come(booking: Booking, at: datetime) -> tuple[date, date] | None:
    """The first night they have not slept yet, and the day they leave; None where no night is left to move."""
    if not booking.is_stay or booking.line.parcel.state != ShopOrder.State.BOOKED:
        return None
    first, until = max(shanghai_day(booking.arrives_at), shanghai_day(at)), shanghai_day(booking.leaves_at)
    return (first, until) if first < until else None


def rooms_for(booking: Booking, at: datetime) -> list[Room]:
    """The host's other rooms, in the order of her shop. Four queries, none where no night is left to move."""
    span = nights_to_come(booking, at)
    if span is None:
        return []
    here = stay_of(booking).bookable_id
    rows = with_visit().filter(visit__in=Visit.objects.shown(), visit__kind=Visit.Kind.ROOM)
    rooms = {one.pk: one for one in rows.filter(visit__shop=booking.line.parcel.shop).order_by("visit__position")}
    rates, gone = rates_of(rooms.values()), lacking(list(rooms.values()), *span, booking.rooms)
    has = rooms.get(here) or with_visit().get(pk=here)
    worth = worth_of(has, rates.get(here, []), span, booking.rooms)
    return [
        Room(one, why_not(booking, one, worth_of(one, rates[pk], span, booking.rooms) - worth, gone[pk]))
        for pk, one in rooms.items()
        if pk != here
    ]


def worth_of(bookable: Bookable, rates: Sequence[Rate], span: tuple[date, date], rooms: int) -> int:
    """Fen that so many rooms cost these nights to whoever books them now, without beds and meals."""
    return stay_price(bookable, rates, *span, rooms=rooms).total


def why_not(booking: Booking, bookable: Bookable, better: int, gone: Sequence[date]) -> str:
    """Why they cannot have this room, which costs so many fen more (`better`) and lacks these nights. Pure."""
    beds = min(booking.extra_beds, booking.rooms * bookable.extra_beds) + booking.rooms * bookable.visit.most
    if booking.people > beds:
        return ngettext("%(n)s person sleeps there: too small.", "%(n)s people sleep there: too small.", beds) % {"n": beds}
    if gone:
        return _("Not free on %(days)s.") % {"days": listed(gone)}
    if better < 0:
        return _("Its nights cost less than those they paid for.")
    if booking.meals and bookable.meal_price is None:
        return _("They paid for meals, and none are served with it.")
    return ""


@transaction.atomic
def change_room(*, booking: Booking, to: int, by: Any, reasons: str, at: datetime) -> bool:
    """Put the guests into the room of the bookable `to`, and write to them why; price and code stay, the voucher says the new
    room. False when they are there already.

    Its place in the calendar is taken as any guest's is, but for who waits and whether it is taken online. Raises NotYours,
    CannotHave, WrongState.
    """
    parcel, now = held_by_host(booking, by)
    must_be_booked(parcel)
    if stay_of(now).bookable_id == to:
        return False
    span = nights_to_come(now, at)
    room = next((one for one in rooms_for(now, at) if one.bookable.pk == to), None)
    if room is None or span is None:
        raise CannotHave(_("No night is left that could be moved there."))
    if room.amiss:
        raise CannotHave(room.amiss)
    key = next_key(now)
    take(now, room.bookable, key, span, by, at)
    was = {"was_zh": now.line.name_zh_hans, "was_en": now.line.name_en}
    rename(now, room.bookable.visit, key)
    audit.record(by, "change room", now, at=at, room=to, was=was["was_zh"])
    letters.other_room(now, was=was, reasons=one_line(reasons)[:120], at=at)
    return True


def take(booking: Booking, bookable: Bookable, key: str, span: tuple[date, date], by: Any, at: datetime) -> Stay | None:
    first, until = span
    try:
        return move_nights(
            key=booking.stay_key, new_key=key, bookable=bookable, first=first, until=until, rooms=booking.rooms, since=first,
            by_host=True, by=by, at=at,
        )  # fmt: skip
    except holding.Full as full:
        raise CannotHave(_("Not free on %(days)s.") % {"days": listed(full.days)}) from full


def rename(booking: Booking, visit: Any, key: str) -> None:
    """The booking and its line say the room they have now."""
    say(booking, visit=visit, stay_key=key, moves=booking.moves + 1)
    facts = {
        "name_zh_hans": visit.name_zh_hans or visit.name_en, "name_en": visit.name_en or "", "picture": visit.picture,
    }  # fmt: skip
    OrderLine.objects.filter(pk=booking.line_id).update(**facts)
    for name, value in facts.items():
        setattr(booking.line, name, value)
