"""What an owner enters: a guest who rang, days that are closed and why. By the same keys and counters as orders."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from common.clock import shanghai_day
from common.sanitise import one_line
from shops.availability.holding import release, take_nights, take_seats
from shops.availability.models import Bookable, Session, Stay
from shops.availability.rates import ONE_DAY


class TooLate(Exception):
    """The days are over; nothing was changed."""


def book_room_by_phone(
    *, bookable: Bookable, first: date, until: date, rooms: int, words: str, phone: str, press: str, by: Any, at: datetime
) -> Stay:
    """Write down who rang; the same `press` again, once. The owner knows how many fit and need give themselves no notice.

    Raises Full, TooLate, ValueError.
    """
    if until <= shanghai_day(at):
        raise TooLate
    return take_nights(
        bookable=bookable, first=first, until=until, rooms=rooms, key=f"phone-{bookable.pk}-{press}", why=Stay.Why.PHONE,
        by=by, at=at, words=one_line(words), phone=one_line(phone),
    )  # fmt: skip


def book_seats_by_phone(*, session: Session, seats: int, words: str, phone: str, press: str, by: Any, at: datetime) -> Stay:
    """The same for a session. Raises Full, NotBookable, ValueError."""
    return take_seats(
        session=session, seats=seats, key=f"phone-{session.bookable_id}-{press}", why=Stay.Why.PHONE, by=by, at=at,
        words=one_line(words), phone=one_line(phone),
    )  # fmt: skip


def close_days(
    *, bookable: Bookable, first: date, until: date, reason: str, press: str, by: Any, at: datetime, rooms: int = 0
) -> Stay:
    """Nobody else comes on these days, or into so many of the rooms; whoever has booked still comes. Raises Full, TooLate."""
    if until <= shanghai_day(at):
        raise TooLate
    return take_nights(
        bookable=bookable, first=first, until=until, rooms=rooms, key=f"closed-{bookable.pk}-{press}", why=Stay.Why.CLOSED,
        by=by, at=at, words=one_line(reason),
    )  # fmt: skip


@transaction.atomic
def open_day(*, bookable: Bookable, day: date, by: Any, at: datetime) -> int:
    """Take away what the owner closed on this one day, and leave the days around it closed; how many closings that were.

    What another calendar says stays.
    """
    rows = Stay.objects.filter(bookable=bookable, why=Stay.Why.CLOSED, released_at=None, first__lte=day, until__gt=day)
    shut = list(rows.order_by("pk"))
    for stay in shut:
        release(key=stay.key, by=by, at=at, from_day=day)
        if stay.until and day + ONE_DAY < stay.until:
            close_rest(stay, day + ONE_DAY, by, at)
    return len(shut)


def close_rest(stay: Stay, first: date, by: Any, at: datetime) -> None:
    """The days of `stay` from `first` on are closed as they were."""
    take_nights(
        bookable=stay.bookable, first=first, until=stay.until, rooms=stay.places, key=f"rest-{stay.pk}-{first:%Y%m%d}",  # type: ignore[arg-type]
        why=stay.why, by=by, at=at, words=stay.words,
    )  # fmt: skip
