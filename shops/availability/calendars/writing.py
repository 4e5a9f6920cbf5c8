"""Bookings as iCalendar, to subscribe to at a secret address: an entry keeps its UID for ever, and counts what changed.

Nobody's name is in it: other sites read it, and addresses get about.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from common.clock import shanghai_day
from shops.availability.models import Bookable, Night, Session, Stay

CONTENT_TYPE = "text/calendar; charset=utf-8"
REMEMBERED = timedelta(days=60)  # what is over, or was called off, is told so long
OURS = "@yaodu"


def calendar_of(bookable: Bookable, at: datetime) -> bytes:
    """Everything booked and closed, what was called off too. What came from another calendar is left out. Two queries."""
    made, since = begun(bookable), at - REMEMBERED
    rows: Iterable[Stay] = Stay.objects.filter(bookable=bookable, session=None, until__gt=shanghai_day(since))
    for stay in rows.exclude(why=Stay.Why.CALENDAR):  # type: ignore[attr-defined]
        made.add_component(stay_event(stay, bookable))
    for session in Session.objects.filter(bookable=bookable, starts_at__gte=since):
        made.add_component(session_event(session, bookable))
    return made.to_ical()


def full_nights_of(bookable: Bookable, at: datetime) -> bytes:
    """Only the nights on which no room is left, for sites that would close the whole house at the first booking. One query."""
    made = begun(bookable)
    for night in Night.objects.filter(bookable=bookable, day__gte=shanghai_day(at)):
        if night.left <= 0:
            event = entry(f"night-{bookable.pk}-{night.day:%Y%m%d}", _("Full"), 0, at)
            made.add_component(on_days(event, night.day, night.day + timedelta(days=1)))
    return made.to_ical()


def begun(bookable: Bookable) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//Yaodu//Bookings//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", bookable.visit.name)
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    return made


def stay_event(stay: Stay, bookable: Bookable) -> Event:
    places = stay.places or bookable.visit.rooms
    title = f"{stay.get_why_display()} · {places}/{bookable.visit.rooms}"  # type: ignore[attr-defined]
    event = entry(f"stay-{stay.pk}", title, stay.changes, stay.released_at or stay.at, stay.released_at is not None)
    return on_days(event, stay.first, stay.until)


def session_event(session: Session, bookable: Bookable) -> Event:
    title, off = f"{bookable.visit.name} · {session.taken}/{session.seats}", session.state == Session.State.OFF
    event = entry(f"session-{session.pk}", title, session.changes, session.changed_at, off)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.starts_at + timedelta(minutes=bookable.visit.minutes or 60))
    return event


def entry(key: str, title: str, changes: int, changed_at: datetime, off: bool = False) -> Event:
    made = Event()
    made.add("uid", f"{key}{OURS}")
    made.add("dtstamp", changed_at)
    made.add("last-modified", changed_at)
    made.add("sequence", changes)
    made.add("status", "CANCELLED" if off else "CONFIRMED")
    made.add("summary", title)
    return made


def on_days(event: Event, first: Any, until: date | None) -> Event:
    event.add("dtstart", first)
    event.add("dtend", until)
    return event
