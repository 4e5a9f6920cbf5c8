"""A guest comes on other days, to another room or another session: what they had is given back and the new is taken, or nothing
changes.

Rows move in one order, so that two guests who change places do not wait for each other for ever.
"""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from common.clock import shanghai_day
from shops.availability.holding import (
    NotBookable,
    ensure_nights,
    give_night,
    held_by,
    passed_over,
    seat,
    shift,
    taken,
    unseat,
)
from shops.availability.models import Bookable, Session, Stay
from shops.availability.queueing import passes_over_seats
from shops.availability.rates import days_between
from shops.availability.sharing import nights_of_both
from shops.availability.standing import why_not_bookable, why_not_session


@transaction.atomic
def move_nights(
    *, key: str, new_key: str, bookable: Bookable, first: date, until: date, rooms: int, by: Any, at: datetime,
    since: date | None = None, by_host: bool = False, **said: str,
) -> Stay | None:  # fmt: skip
    """Let what `key` took become so many rooms of `bookable` from `first` to `until`, under `new_key`; its `why`, `words` and
    `phone` go with it unless they are `said` anew. Nights before the day `since` stay where they were slept.

    What the host does herself (`by_host`) asks neither whether guests may book it nor who waits for it. None for a key that
    holds no nights. The same again returns what it became. Raises Full, NotBookable, ValueError; then nothing moved.
    """
    if first >= until or rooms < 1:
        raise ValueError((first, until, rooms))
    old = held_by(key)
    if old is None or old.first is None or old.until is None or old.places == 0:
        return Stay.objects.filter(key=new_key).first()
    told = {**carried(old), **said}
    asked = Stay.Why.PHONE if by_host else told["why"]  # whoever rings is written down by the host as well
    if refusal := why_not_bookable(bookable, asked):
        raise NotBookable(refusal)
    begin, kept = max(old.first, since or old.first), nights_of_both(old)
    new_days = list(days_between(first, until))
    change = Counter({(bookable.pk, day): rooms for day in new_days})
    given = (day for day in days_between(begin, old.until) if day not in kept)
    change.subtract({(old.bookable_id, day): old.places for day in given})

    def take() -> list[date]:
        lacking: list[date] = []
        for each in sorted({old.bookable_id, bookable.pk}):
            if each == bookable.pk:
                ensure_nights(bookable, new_days)
            for (_bookable, day), places in sorted((row, n) for row, n in change.items() if row[0] == each):
                if places < 0:
                    give_night(each, day, -places)
                elif places and not shift(bookable, day, places, asked):
                    lacking.append(day)
        release_old(old, at, begin)
        more = [day for day in new_days if change[bookable.pk, day] > 0]
        return lacking or passed_over(bookable, more, rooms, asked)

    facts = {"bookable": bookable, "first": first, "until": until, "places": rooms}
    return taken(new_key, take, {**facts, **told, "by": by, "at": at})


@transaction.atomic
def move_seats(*, key: str, new_key: str, session: Session, seats: int, by: Any, at: datetime, **said: str) -> Stay | None:
    """Let what `key` took become so many seats of `session`, as `move_nights` does for nights."""
    if seats < 1:
        raise ValueError(seats)
    old = held_by(key)
    if old is None or old.session_id is None:
        return Stay.objects.filter(key=new_key).first()
    told = {**carried(old), **said}
    if refusal := why_not_session(session, told["why"], at):
        raise NotBookable(refusal)

    def take() -> list[date]:
        both = Session.objects.filter(pk__in=[pk for pk in (old.session_id, session.pk) if pk])
        list(both.order_by("pk").select_for_update(no_key=True))
        unseat(old)
        release_old(old, at)
        is_new = old.session_id != session.pk or seats > old.places
        had = seat(session, seats) and not (is_new and told["why"] == Stay.Why.ORDER and passes_over_seats(session, seats))
        return [] if had else [shanghai_day(session.starts_at)]

    facts = {"bookable_id": session.bookable_id, "session": session, "places": seats}
    return taken(new_key, take, {**facts, **told, "by": by, "at": at})


def release_old(old: Stay, at: datetime, begin: date | None = None) -> None:
    """All of it, or of nights those from `begin` on."""
    is_slept = old.first is not None and begin is not None and begin > old.first
    gone: dict[str, Any] = {"until": begin} if is_slept else {"released_at": at}
    Stay.objects.filter(pk=old.pk).update(**gone, changes=F("changes") + 1)


def carried(old: Stay) -> dict[str, str]:
    return {"why": old.why, "words": old.words, "phone": old.phone}
