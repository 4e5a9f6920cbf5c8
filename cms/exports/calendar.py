"""iCalendar from the first day a visitor names: the stops with a time at their time, the others on their whole day."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from cms.exports.words import File, about, plain
from cms.itinerary import Day, Halt

TYPE = "text/calendar; charset=utf-8"
SHANGHAI = "Asia/Shanghai"
CLOCK = re.compile(r"\s*([01]?\d|2[0-3])[:：]([0-5]\d)\s*")


def calendar_of(file: File, first: date, at: datetime) -> bytes:
    """The same day asked for again gives the same events, so a phone's calendar does not keep them twice."""
    made = Calendar()
    made.add("prodid", "-//Yaodu//Routes//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", file.title)
    made.add_component(Timezone.from_tzid(SHANGHAI))
    for day in file.outing.days:
        on = first + timedelta(days=day.number - 1)
        for event in events(file, day, on):
            event.add("dtstamp", at)
            event.add("url", file.url)
            made.add_component(event)
    return made.to_ical()


def events(file: File, day: Day, on: date) -> list[Event]:
    timed = [(halt, begins) for halt in day.halts if (begins := clock(halt))]
    made = [timed_event(file, halt, datetime.combine(on, begins, ZoneInfo(SHANGHAI))) for halt, begins in timed]
    loose = [halt for halt in day.halts if not clock(halt)]
    return [*made, whole_day(file, loose, on)] if loose else made


def clock(halt: Halt) -> time | None:
    """The time of arrival, or None when the words are not a time."""
    found = CLOCK.fullmatch(halt.row.time) if halt.row else None
    return time(int(found[1]), int(found[2])) if found else None


def timed_event(file: File, halt: Halt, begins: datetime) -> Event:
    """Without a stay it is a moment, as RFC 5545 has it for an event with a start alone: no length is made up."""
    made = named(file, [halt], f"{halt.key}-{begins:%Y%m%d}", file.name_of(halt))
    made.add("dtstart", begins)
    if halt.row and halt.row.stay_minutes:
        made.add("dtend", begins + timedelta(minutes=halt.row.stay_minutes))
    return made


def whole_day(file: File, halts: list[Halt], on: date) -> Event:
    made = named(file, halts, f"{file.outing.page.translation_key}-{on:%Y%m%d}", file.title)
    made.add("dtstart", on)
    made.add("dtend", on + timedelta(days=1))
    return made


def named(file: File, halts: list[Halt], key: str, title: str) -> Event:
    made = Event()
    made.add("uid", f"{key}@yaodu")
    made.add("summary", title)
    words = [f"{file.name_of(halt)}\n{about(halt)}" if len(halts) > 1 else about(halt) for halt in halts]
    made.add("description", "\n\n".join(words))
    if len(halts) == 1 and (spot := halts[0].spot):
        made.add("location", plain(f"{spot.township.name}" if spot.township else halts[0].title))
        if spot.is_measured:
            made.add("geo", spot.point)
    return made
