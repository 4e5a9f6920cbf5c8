"""Another calendar's entries become stays, so that no room is given away twice; what it contradicts is told, never lost.

Each entry is taken by itself, in a transaction of its own: a sync that breaks off is gone on with by the next.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django_tasks import task

from common import audit
from common.clock import now, shanghai_day
from outbox.operations import tell
from shops.availability.calendars.fetching import Fetched, address_of, fetch
from shops.availability.calendars.reading import Busy, Unreadable, read
from shops.availability.holding import Full, release, take_nights
from shops.availability.models import Bookable, OtherCalendar, Stay
from shops.franchise.operations import words_about

EVERY = timedelta(hours=1)
MOST_CALENDARS = 5  # of one bookable
AT_ONCE = 20  # calendars of one round of the clock


class CalendarsEnough(Exception):
    """The bookable has `MOST_CALENDARS`; nothing was changed."""


def add_calendar(
    *, bookable: Bookable, name: str, address: str, content: bytes | None, is_whole: bool, by: Any, at: datetime
) -> OtherCalendar:
    """Follow the calendar at `address`, or take in `content` of a file once; it is read at once, so that its owner sees whether
    it can be. The same address again is the first one. Raises Unreadable, CalendarsEnough; then nothing was added."""
    where = address_of(address) if content is None else ""
    got = fetch(where) if content is None else Fetched(content)
    read(got.content or b"", shanghai_day(at))
    with transaction.atomic():
        held = Bookable.objects.select_for_update(no_key=True).get(pk=bookable.pk)
        known = OtherCalendar.objects.filter(bookable=held, address=where).first() if where else None
        if known is None and held.calendars.count() >= MOST_CALENDARS:
            raise CalendarsEnough
        calendar = known or OtherCalendar.objects.create(bookable=held, name=name, address=where, is_whole=is_whole)
        if known is None:
            audit.record(by, "follow calendar", calendar, at=at, of=held.pk)
    take_in(calendar=calendar, got=got, at=at)
    return calendar


def remove_calendar(*, calendar: OtherCalendar, by: Any, at: datetime) -> None:
    """What it had closed is open again."""
    for key in Stay.objects.filter(calendar=calendar, released_at=None).order_by("first", "pk").values_list("key", flat=True):
        release(key=key, by=by, at=at)
    audit.record(by, "follow calendar no more", calendar, at=at)
    calendar.delete()


def follow_calendars(*, at: datetime) -> int:
    """Put those before the worker that were not looked at for an hour; how many."""
    rested = Q(tried_at=None) | Q(tried_at__lte=at - EVERY)
    due = OtherCalendar.objects.filter(rested).exclude(address="").order_by("tried_at").values_list("pk", flat=True)
    asked = 0
    for pk in list(due[:AT_ONCE]):
        if OtherCalendar.objects.filter(rested, pk=pk).update(tried_at=at):  # no other process did
            read_again.enqueue(pk)
            asked += 1
    return asked


@task()
def read_again(calendar_id: int) -> None:
    """What it said before stands while it cannot be read."""
    calendar = OtherCalendar.objects.select_related("bookable__visit__shop").filter(pk=calendar_id).first()
    if calendar is None:
        return
    try:
        take_in(calendar=calendar, got=fetch(calendar.address, calendar.etag), at=now())
    except Unreadable as fault:
        OtherCalendar.objects.filter(pk=calendar.pk).update(problem=fault.problem)


def take_in(*, calendar: OtherCalendar, got: Fetched, at: datetime) -> None:
    """Let the nights be as the calendar says: what went is given back, what is new is taken. Raises Unreadable.

    Where there is no room for an entry the nights are closed to everybody, and the owner is told.
    """
    facts = {"read_at": at, "tried_at": at, "problem": ""}
    if got.content is not None:
        wanted = {busy.key: busy for busy in read(got.content, shanghai_day(at))}
        live = live_stays(calendar, at)
        for key in live.keys() - wanted.keys():
            release(key=live[key], by=None, at=at)
        new = [busy for key, busy in wanted.items() if key not in live]
        if full := [busy for busy in new if not took(calendar, busy, at)]:
            tell_owner(calendar, full, at)
        facts["etag"] = got.etag
    OtherCalendar.objects.filter(pk=calendar.pk).update(**facts)


def live_stays(calendar: OtherCalendar, at: datetime) -> dict[str, str]:
    """An entry's key → the key of the stay that holds its nights."""
    rows = Stay.objects.filter(calendar=calendar, released_at=None, until__gt=shanghai_day(at))
    return {key.split("-")[2]: key for key in rows.values_list("key", flat=True)}


def took(calendar: OtherCalendar, busy: Busy, at: datetime) -> bool:
    """Whether there was room for the entry; without, its nights are closed whole, for whoever booked there may well come."""
    bookable, first = calendar.bookable, max(busy.first, shanghai_day(at))
    before = Stay.objects.filter(calendar=calendar, key__startswith=f"calendar-{calendar.pk}-{busy.key}-").count()
    rooms = (bookable.visit.rooms or 1) if calendar.is_whole else 1
    wish: dict[str, Any] = {
        "bookable": bookable, "first": first, "until": busy.until, "key": f"calendar-{calendar.pk}-{busy.key}-{before}",
        "why": Stay.Why.CALENDAR, "by": None, "at": at, "words": f"{calendar.name}: {busy.words}".strip(": "),
    }  # fmt: skip
    fits = True
    try:
        stay = take_nights(rooms=rooms, **wish)
    except Full:
        stay, fits = take_nights(rooms=0, **wish), False
    Stay.objects.filter(pk=stay.pk).update(calendar=calendar)
    return fits


def tell_owner(calendar: OtherCalendar, full: list[Busy], at: datetime) -> None:
    """One letter for what one reading contradicted."""
    visit = calendar.bookable.visit
    days = "\n".join(f"{busy.first} – {busy.until}" for busy in full)
    mark = hashlib.sha256("|".join(busy.key for busy in full).encode()).hexdigest()[:16]
    context = {
        **words_about(visit.shop), "room_zh": visit.name_zh_hans, "room_en": visit.name_en, "calendar": calendar.name,  # type: ignore[attr-defined]
        "days": days, "n": len(full),
    }  # fmt: skip
    link = f"/my/shop/guests/{visit.pk}/month/?m={full[0].first:%Y-%m}"
    tell(
        user=visit.shop.owner, key=f"calendar-{calendar.pk}-{mark}", template="calendar_contradicts", context=context, at=at,
        link=link,
    )  # fmt: skip
