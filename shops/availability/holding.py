"""The one way nights and seats are taken and given back. What is taken is taken by a conditional update, so that the last room
of a night goes to one guest; the database's constraints stand behind it, and every take is a row of Stay.

Nights move in the order of their days. Rows that are not there yet are made while the bookable is held, so that its number of
rooms cannot change meanwhile (`keeping.set_rooms`); FOR NO KEY UPDATE, so that a rival's new row of Stay need not wait.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from common import audit
from common.clock import shanghai_day
from shops.availability.models import Bookable, Night, Session, Stay
from shops.availability.queueing import passes_over_nights, passes_over_seats
from shops.availability.rates import days_between
from shops.availability.sharing import nights_of_both, nights_shared
from shops.availability.standing import why_not_bookable, why_not_session
from shops.visits.models import Visit

Days = tuple[date, ...]


class Full(Exception):
    """There is not so much left, or somebody waits for it: `days`, those that lack it, in order. Nothing was taken."""

    def __init__(self, days: Iterable[date]) -> None:
        self.days: Days = tuple(days)
        super().__init__(self.days)


class NotBookable(Exception):
    """It cannot be booked now; `words` say why, in the reader's language. Nothing was taken."""

    def __init__(self, words: Any) -> None:
        self.words = words
        super().__init__(words)


class _Again(Exception):
    """This key took it before."""


def take_nights(
    *, bookable: Bookable, first: date, until: date, rooms: int, key: str, why: str, by: Any, at: datetime, words: str = "",
    phone: str = "", shares: Stay | None = None,
) -> Stay:  # fmt: skip
    """Take so many rooms for each night from `first` to `until` (not the last), all or none; the same `key` again takes no more
    and returns the first Stay, released or not.

    `rooms` 0 closes the nights whole, for whom the reason allows it. For an order the bookable must be open to the public. What
    the stay it `shares` with has already, which the caller holds (`sharing.to_share`), is not taken twice. Asks little of the
    wish itself: that is `checking`. Raises Full, NotBookable, ValueError.
    """
    if first >= until or rooms < 0 or (rooms == 0 and why not in Stay.CLOSING):
        raise ValueError((first, until, rooms, why))
    if refusal := why_not_bookable(bookable, why):
        raise NotBookable(refusal)
    days = tuple(days_between(first, until))
    had = nights_shared(shares, bookable, rooms)
    wanted = [day for day in days if day not in had]

    def take() -> list[date]:
        ensure_nights(bookable, days)
        if rooms == 0:
            return [day for day in days if not close(bookable, day)]
        lacking = [day for day in wanted if not shift(bookable, day, rooms, why)]
        return lacking or passed_over(bookable, wanted, rooms, why)

    facts = {"bookable": bookable, "first": first, "until": until, "places": rooms, "words": words, "phone": phone}
    facts["shares"] = shares if len(wanted) < len(days) else None
    return taken(key, take, {**facts, "why": why, "by": by, "at": at})


def take_seats(
    *, session: Session, seats: int, key: str, why: str, by: Any, at: datetime, words: str = "", phone: str = ""
) -> Stay:
    """Take so many seats; the same `key` again takes no more and returns the first Stay.

    Raises Full, NotBookable, ValueError.
    """
    if seats < 1 or why in Stay.CLOSING:
        raise ValueError((seats, why))
    if refusal := why_not_session(session, why, at):
        raise NotBookable(refusal)

    def take() -> list[date]:
        had = seat(session, seats) and not (why == Stay.Why.ORDER and passes_over_seats(session, seats))
        return [] if had else [shanghai_day(session.starts_at)]

    facts = {"bookable_id": session.bookable_id, "session": session, "places": seats, "words": words, "phone": phone}
    return taken(key, take, {**facts, "why": why, "by": by, "at": at})


def taken(key: str, take: Callable[[], list[date]], facts: Mapping[str, Any]) -> Stay:
    """The Stay of this key: the one that is there, or a new one when `take` names no day that lacks a place. Raises Full."""
    if not key:
        raise ValueError(key)
    if stay := Stay.objects.filter(key=key).first():
        return stay
    try:
        with transaction.atomic():
            lacking = take()
            if Stay.objects.filter(key=key).exists():  # whoever came first let go of the rows by now
                raise _Again
            if lacking:
                raise Full(lacking)
            stay = written(key, facts)
            audit.record(facts["by"], "take places", stay, at=facts["at"], places=stay.places, why=stay.why)
            return stay
    except _Again:
        return Stay.objects.get(key=key)


def written(key: str, facts: Mapping[str, Any]) -> Stay:
    """The row that says so. Raises _Again when the same key took other days at this very moment."""
    try:
        with transaction.atomic():
            return Stay.objects.create(key=key, **facts)
    except IntegrityError as twice:
        raise _Again from twice


def ensure_nights(bookable: Bookable, days: Iterable[date]) -> None:
    """Make the counters that are missing, with as many rooms as there are now. One query when all are there, else four."""
    wanted = set(days)
    missing = wanted - known(bookable, wanted)
    if missing:
        Bookable.objects.select_for_update(no_key=True).get(pk=bookable.pk)
        rooms = rooms_of(bookable)  # read once it is held: a join would show what was before the wait
        rows = [Night(bookable=bookable, day=day, rooms=rooms) for day in sorted(missing)]
        Night.objects.bulk_create(rows, ignore_conflicts=True)


def rooms_of(bookable: Bookable) -> int:
    """How many rooms of the kind there are now, whatever `bookable` was read with."""
    return Visit.objects.values_list("rooms", flat=True).get(bookable=bookable) or 0


def known(bookable: Bookable, days: Iterable[date]) -> set[date]:
    return set(Night.objects.filter(bookable=bookable, day__in=days).values_list("day", flat=True))


def shift(bookable: Bookable, day: date, rooms: int, why: str) -> bool:
    """Take so many rooms of the night if they are there; whether it did. No guest comes into a night that is closed whole."""
    free = Night.objects.filter(bookable=bookable, day=day, rooms__gte=F("taken") + rooms)
    if why not in Stay.CLOSING:
        free = free.filter(closures=0)
    return free.update(taken=F("taken") + rooms) == 1


def passed_over(bookable: Bookable, days: Iterable[date], rooms: int, why: str) -> list[date]:
    """The days an order may not have although it just took them: somebody waits for them, and is offered them first."""
    wanted = list(days)
    return wanted if why == Stay.Why.ORDER and passes_over_nights(bookable, wanted, rooms) else []


def close(bookable: Bookable, day: date) -> bool:
    return Night.objects.filter(bookable=bookable, day=day).update(closures=F("closures") + 1) == 1


def seat(session: Session, seats: int) -> bool:
    """Take so many seats of the session if they are there and it takes place; whether it did."""
    free = Session.objects.filter(pk=session.pk, state=Session.State.OPEN, seats__gte=F("taken") + seats)
    return free.update(taken=F("taken") + seats) == 1


@transaction.atomic
def release(*, key: str, by: Any, at: datetime, from_day: date | None = None) -> int:
    """Give back what this key took: all of it, or the nights from `from_day` on, where somebody leaves early.

    How many seats, or nights of a room, came back; 0 for a key that took nothing or gave it back before.
    """
    stay = held_by(key)
    if stay is None:
        return 0
    if stay.session_id:
        back = unseat(stay)
    else:
        begin = max(stay.first, from_day or stay.first)  # type: ignore[type-var]
        if begin >= stay.until:  # type: ignore[operator]
            return 0
        back = give_back(stay, begin)
        if begin > stay.first:  # type: ignore[operator]
            Stay.objects.filter(pk=stay.pk).update(until=begin, changes=F("changes") + 1)
            audit.record(by, "leave early", stay, at=at, until=begin.isoformat(), back=back)  # type: ignore[union-attr]
            return back
    Stay.objects.filter(pk=stay.pk).update(released_at=at, changes=F("changes") + 1)
    audit.record(by, "release places", stay, at=at, back=back)
    return back


def held_by(key: str) -> Stay | None:
    """The stay of this key while it holds something, held itself until the transaction ends; the one it shares with first."""
    known = Stay.objects.filter(key=key, released_at=None).values_list("pk", "shares").first()
    if known is None:
        return None
    rows = Stay.objects.select_for_update(no_key=True).filter(pk__in=[pk for pk in known if pk]).order_by("pk")
    return next((stay for stay in rows if stay.key == key and stay.released_at is None), None)


def unseat(stay: Stay) -> int:
    Session.objects.filter(pk=stay.session_id or 0).update(taken=F("taken") - stay.places)
    return stay.places


def give_back(stay: Stay, begin: Any) -> int:
    """The stay's nights from `begin` on that nobody shares, in the order of their days; how many nights of a room."""
    kept = nights_of_both(stay)
    days = [day for day in days_between(begin, stay.until) if day not in kept]  # type: ignore[arg-type]
    for day in days:
        give_night(stay.bookable_id, day, stay.places)
    return len(days) * (stay.places or 1)


def give_night(bookable_id: int, day: date, places: int) -> None:
    """So many rooms of the night; 0 takes one reason to close it away."""
    night = Night.objects.filter(bookable=bookable_id, day=day)
    if places:
        night.update(taken=F("taken") - places)
    else:
        night.update(closures=F("closures") - 1)
