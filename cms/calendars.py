"""Festivals as iCalendar, to subscribe to: a day keeps its UID for ever, and counts what changed."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from cms.county import county
from cms.queries import FestivalDay
from cms.routing import address

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_of(days: Iterable[FestivalDay], title: str = "") -> bytes:
    """The days, called off ones too, so that a calendar that has one strikes it out. In the reader's language."""
    calendar = Calendar()
    calendar.add("prodid", "-//Yaodu//Festivals//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{title or _('Festivals')} · {county().site_name}")
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for day in days:
        calendar.add_component(event(day))
    return calendar.to_ical()


def event(festival: FestivalDay) -> Event:
    """Whole days; DTEND is the day after the last one."""
    day, page = festival.day, festival.page
    assert day is not None
    made = Event()
    made.add("uid", f"festival-day-{day.pk}@yaodu")
    made.add("dtstamp", day.changed_at)
    made.add("last-modified", day.changed_at)
    made.add("sequence", day.changes)
    made.add("status", "CANCELLED" if day.is_cancelled else "CONFIRMED")
    made.add("summary", page.title)
    made.add("dtstart", day.starts_on)
    made.add("dtend", day.last_day + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    if page.place:
        made.add("location", page.place)
    made.add("description", "\n".join(part for part in (day.words, page.lede, page.lunar_text) if part))
    made.add("url", f"{settings.BASE_URL}{address(page)}")
    return made
