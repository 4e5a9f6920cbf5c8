"""What another calendar says is taken: its entries as nights, those that come again and again too, as far as is sold.

What comes in is hostile until read: its size, its number of entries, the time it may take and the ways of coming again that are
understood are all bounded.
"""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.rrule import rrulestr
from django.utils import timezone
from icalendar import Calendar

from common.sanitise import one_line
from shops.availability.calendars.writing import OURS
from shops.availability.models import MOST_DAYS, OtherCalendar

Problem = OtherCalendar.Problem
MOST_BYTES = 1_000_000
MOST_ENTRIES = 1000  # as written, and as they come again
LONGEST = 370  # nights of one entry
SECONDS = 5.0  # for reading all of it
ONE_DAY = timedelta(days=1)
OFTEN = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"}
PARTS_OF_LONG = PARTS | {"BYMONTH", "BYMONTHDAY", "BYSETPOS"}  # a day's or week's rule with these may look for ever


class Unreadable(Exception):
    """The calendar was not understood; `problem` says why. Nothing of it was taken in."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


@dataclass(frozen=True)
class Busy:
    """Nights from `first` to `until` (not the last) that are taken elsewhere; `key` is the same however often it is read."""

    key: str
    first: date
    until: date
    words: str


def read(content: bytes, today: date) -> list[Busy]:
    """What is taken from `today` on. Our own entries, called off and see-through ones are left out. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(Problem.TOO_BIG)
    events = parsed(content)
    until, ends = today + timedelta(days=MOST_DAYS), time.monotonic() + SECONDS
    moved = {(str(event.get("uid", "")), day_in(event["recurrence-id"].dt)) for event in events if "recurrence-id" in event}
    found: dict[str, Busy] = {}
    for event in events:
        if time.monotonic() > ends:
            raise Unreadable(Problem.TOO_BIG)
        for busy in occurrences(event, today, until, moved):
            found[busy.key] = busy
            if len(found) > MOST_ENTRIES:
                raise Unreadable(Problem.TOO_BIG)
    return sorted(found.values(), key=lambda busy: (busy.first, busy.key))


def parsed(content: bytes) -> list[Any]:
    if b"BEGIN:VCALENDAR" not in content[:2000].upper():
        raise Unreadable(Problem.NO_CALENDAR)
    if content.upper().count(b"BEGIN:VEVENT") > MOST_ENTRIES:
        raise Unreadable(Problem.TOO_BIG)
    try:
        return [event for event in Calendar.from_ical(content).walk("VEVENT") if counts(event)]
    except Exception as fault:  # the library raises whatever it stumbles over
        raise Unreadable(Problem.NO_CALENDAR) from fault


def counts(event: Any) -> bool:
    off = str(event.get("status", "")).upper() == "CANCELLED" and "recurrence-id" not in event
    clear = str(event.get("transp", "")).upper() == "TRANSPARENT"
    return "dtstart" in event and not off and not clear and not str(event.get("uid", "")).endswith(OURS)


def occurrences(event: Any, today: date, until: date, moved: set[tuple[str, date]]) -> Iterator[Busy]:
    try:
        first, nights = span(event)
        uid, again = str(event.get("uid", "")), "recurrence-id" in event
        if str(event.get("status", "")).upper() == "CANCELLED":
            return
        days = [first] if again or "rrule" not in event else coming_again(event, first, today - timedelta(days=nights), until)
        skipped = left_out(event)
        for day in days:
            is_asked = day + timedelta(days=nights) > today and day < until and day not in skipped
            if is_asked and (again or (uid, day) not in moved):
                yield busy_of(uid, day, nights, event)
    except Unreadable:
        raise
    except Exception as fault:  # dates that are none, durations of nothing, zones nobody knows
        raise Unreadable(Problem.NO_CALENDAR) from fault


def span(event: Any) -> tuple[date, int]:
    """The first night and how many: a time within a day counts as its night, an end in the morning leaves the day free."""
    begins = event["dtstart"].dt
    first, last = day_in(begins), None
    if "dtend" in event:
        last = day_in(event["dtend"].dt)
    elif "duration" in event:
        last = day_in(begins + event["duration"].dt)
    nights = max((last - first).days, 1) if last else 1
    return first, min(nights, LONGEST)


def day_in(moment: Any) -> date:
    """The day in Jianghua."""
    if isinstance(moment, datetime):
        return (timezone.localtime(moment, timezone.get_default_timezone()) if moment.tzinfo else moment).date()
    return moment


def coming_again(event: Any, first: date, since: date, until: date) -> list[date]:
    """The days on which it comes, from `since` to `until`: without an end of its own, as far as is sold."""
    rule = event["rrule"]
    rules = rule if isinstance(rule, list) else [rule]
    days: list[date] = []
    for one in rules:
        often = str((one.get("FREQ") or [""])[0]).upper()
        allowed = PARTS_OF_LONG if often in ("MONTHLY", "YEARLY") else PARTS
        every = (one.get("INTERVAL") or [1])[0]
        if often not in OFTEN or set(one) - allowed or not 1 <= int(every) <= 1000:
            raise Unreadable(Problem.TOO_FINE)
        plain = {name: value for name, value in one.items() if name != "UNTIL"}
        text = type(one)(plain).to_ical().decode()
        last = day_in(one["UNTIL"][0]) if one.get("UNTIL") else until
        begin = datetime.combine(first, datetime.min.time())
        for moment in rrulestr(text, dtstart=begin).xafter(begin, inc=True):
            if moment.date() > min(last, until) or len(days) > MOST_ENTRIES:
                break
            if moment.date() > since:
                days.append(moment.date())
    return days


def left_out(event: Any) -> set[date]:
    rows = event.get("exdate") or []
    return {day_in(one.dt) for row in (rows if isinstance(rows, list) else [rows]) for one in row.dts}


def busy_of(uid: str, first: date, nights: int, event: Any) -> Busy:
    until = first + timedelta(days=nights)
    key = hashlib.sha256(f"{uid}|{first}|{until}".encode()).hexdigest()[:24]
    return Busy(key, first, until, one_line(str(event.get("summary", "")))[:80])
