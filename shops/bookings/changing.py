"""Other days, or another hour: as long as calling off would bring everything back.

What costs less is moved, and the difference goes back. What costs more is booked anew; once that is paid, all that was paid
before goes back.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from common import audit
from common.states import WrongState
from shops.availability import holding
from shops.availability.ladders import percent_back
from shops.availability.models import Session, Stay
from shops.availability.moving import move_nights, move_seats
from shops.bookings import letters
from shops.bookings.operations import State, held, say
from shops.bookings.queries import with_facts
from shops.bookings.taken_off import given_still
from shops.fulfilment import operations as parts
from shops.orders.baskets import put_visit_in
from shops.orders.booking import booking_facts, in_both, when_told
from shops.orders.dated import dated, may_give_way
from shops.orders.models import Basket, BasketVisit, Booking, OrderLine
from shops.orders.priced import Dated
from shops.payments import refunds


class TooLateToMove(Exception):
    """Calling off would cost something by now, and so would moving."""


class CannotMove(Exception):
    """Not to these days; `words` say why, in the reader's language."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


class Dearer(Exception):
    """These days cost `fen` more than was paid: `found` is booked anew."""

    def __init__(self, fen: int, found: Dated) -> None:
        self.fen, self.found = fen, found
        super().__init__(fen)


@dataclass(frozen=True)
class When:
    """Nights from `first` until the day of `until`, or a session."""

    first: date
    until: date | None = None
    session: Session | None = None


def may_move(booking: Booking, at: datetime) -> bool:
    return percent_back(booking.ladder, booking.arrives_at, at) == 100 and booking.visit_id is not None


def as_wanted(booking: Booking, when: When) -> BasketVisit:
    """The same people on other days."""
    return BasketVisit(
        visit=booking.visit, session=when.session, first=when.first, until=when.until, rooms=booking.rooms,
        adults=booking.adults, children=booking.children, extra_beds=booking.extra_beds, meals=booking.meals, seen_price=0,
    )  # fmt: skip


def stay_of(booking: Booking) -> Stay:
    return Stay.objects.get(key=booking.stay_key)


def look_at(booking: Booking, when: When, at: datetime, own: Stay | None = None) -> Dated:
    """What it comes to on these days, with what promotions take off it; `own`: its stay while that still holds its nights.
    Raises CannotMove, Dearer: then promotions are looked at anew.
    """
    found = dated([as_wanted(booking, when)], at, own)[0]
    if not found.is_ready:
        raise CannotMove(found.amiss)
    paid = refunds.left_of(booking.line.parcel)[booking.line_id]
    moved = replace(found, given=given_still(paid.line, found.to_pay))
    if moved.to_pay > paid.amount:
        raise Dearer(found.to_pay - paid.amount, found)
    return moved


@transaction.atomic
def change_days(*, booking: Booking, when: When, by: Any, at: datetime) -> int:
    """Have it on other days, with the same people; what they cost less goes back. Fen that go back.

    Its own places count as free. Raises TooLateToMove, CannotMove, Dearer, WrongState.
    """
    by = by if getattr(by, "pk", None) else None
    parcel, now = held(booking)
    if parcel.state != State.BOOKED:
        raise WrongState(parcel, State.BOOKED)
    if not may_move(now, at):
        raise TooLateToMove
    found = look_at(now, when, at, stay_of(now))
    key = next_key(now)
    try:
        move_places(now, found, key, by, at)
    except (holding.Full, holding.NotBookable) as fault:
        raise CannotMove(str(fault)) from fault
    back = refunds.left_of(parcel)[now.line_id].amount - found.to_pay
    rewrite(now, found, key)
    if back:
        source = f"booking {now.pk} moved {now.moves}"
        refunds.return_lines(parcel=parcel, packs={}, fen={now.line_id: back}, source=source, words="", by=by, at=at)
    audit.record(by, "move booking", now, at=at, first=when.first.isoformat(), back=back)
    letters.moved(now, back=back, at=at)
    return back


def next_key(booking: Booking) -> str:
    """Whose places the calendar says they are once it has moved."""
    return f"{booking.stay_key.partition(' moved ')[0]} moved {booking.moves + 1}"


def move_places(booking: Booking, found: Dated, key: str, by: Any, at: datetime) -> None:
    """Its places of the calendar become those of the new days. Raises Full, NotBookable."""
    row, given = found.wanted, {"key": booking.stay_key, "new_key": key, "by": by, "at": at}
    if row.until:
        move_nights(bookable=row.visit.bookable, first=row.first, until=row.until, rooms=row.rooms, **given)
        return
    assert row.session is not None
    move_seats(session=row.session, seats=row.adults + row.children, **given)


def rewrite(booking: Booking, found: Dated, key: str) -> None:
    """The booking and its line say the new days. What was paid stays as it was: the difference goes back as a refund."""
    facts = booking_facts(found)
    kept = {name: facts[name] for name in ("arrives_at", "leaves_at", "price_rows")}
    say(booking, stay_key=key, moves=booking.moves + 1, reminded_at=None, **kept)
    zh, en = in_both(lambda: when_told(found.wanted))
    OrderLine.objects.filter(pk=booking.line_id).update(pack_zh_hans=zh, pack_en=en)
    booking.line.pack_zh_hans, booking.line.pack_en = zh, en  # type: ignore[attr-defined]


def book_instead(*, booking: Booking, when: When, basket: Basket, at: datetime) -> BasketVisit:
    """Dearer days go into the basket in the place of the booking, which stands until they are paid. Nights that both have are
    the same room (`availability.sharing`). Raises TooLateToMove, Amiss, TooMany.
    """
    if not may_give_way(booking, at):
        raise TooLateToMove
    wish = as_wanted(booking, when)
    wish.instead_of = booking
    return put_visit_in(basket=basket, wish=wish, at=at)


def give_way(booking: Booking, at: datetime) -> bool:
    """Now that it is paid, what it was booked instead of is given up and all of its money goes back; whether something was.

    What counts is when it was ordered: a bank transfer takes its days.
    """
    old = with_facts().filter(pk=booking.instead_of_id or 0).first()
    if old is None:
        return False
    parcel, now = held(old)
    if not may_give_way(now, booking.line.parcel.order.placed_at):
        return False
    whole = refunds.left_of(parcel)[now.line_id].amount
    parts.taken_back(parcel, None, "", at)
    audit.record(None, "give booking up for another", now, at=at, back=whole)
    letters.called_off(now, back=whole, kept=0, at=at)
    return True
