"""The slots a mentor offers: reckoned from the office hours, less leave and what is booked. Nothing of it is stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from common.clock import shanghai_day
from courses.cohorts.models import MentorLeave
from courses.mentoring.models import Appointment, OfficeHours

AHEAD = timedelta(days=14)  # how far ahead slots are offered
NOTICE = timedelta(hours=3)  # a slot is booked, and given back by its trainee, until so long before it


@dataclass(frozen=True)
class Slot:
    mentor: Any
    starts_at: datetime
    ends_at: datetime
    way: str
    where: str
    hours: OfficeHours

    @property
    def key(self) -> str:
        """How a form names it: the mentor and the minute in UTC."""
        return f"{self.mentor.pk}-{int(self.starts_at.timestamp())}"

    @property
    def day(self) -> date:
        return shanghai_day(self.starts_at)

    @property
    def way_words(self) -> str:
        return str(self.hours.get_way_display())


def instant(day: date, clock: time) -> datetime:
    """That clock time of that day in Shanghai."""
    return datetime.combine(day, clock, tzinfo=timezone.get_default_timezone())


def days_of(hours: OfficeHours, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last` on which these office hours are held."""
    if hours.on is not None:
        if first <= hours.on <= last:
            yield hours.on
        return
    day = first + timedelta(days=(hours.weekday - first.weekday()) % 7)  # type: ignore[operator]
    while day <= last:
        yield day
        day += timedelta(days=7)


def slots_on(hours: OfficeHours, day: date) -> Iterator[Slot]:
    begins, length = instant(day, hours.starts), timedelta(minutes=hours.minutes)
    for number in range(hours.slots):
        starts_at = begins + number * length
        yield Slot(hours.mentor, starts_at, starts_at + length, hours.way, hours.where, hours)


def offered(hours: Iterable[OfficeHours], leave: Iterable[MentorLeave], *, at: datetime) -> list[Slot]:
    """Every slot of these hours that may be booked at `at`, booked or not, by time."""
    first, last = shanghai_day(at), shanghai_day(at + AHEAD)
    away = [(one.mentor_id, one.starts_on, one.ends_on) for one in leave]
    found = [
        slot
        for one in hours
        for day in days_of(one, first, last)
        if not any(who == one.mentor_id and begin <= day <= end for who, begin, end in away)
        for slot in slots_on(one, day)
        if at + NOTICE <= slot.starts_at <= at + AHEAD
    ]
    return sorted(found, key=lambda slot: (slot.starts_at, slot.mentor.pk))


def free_slots(mentors: Iterable[int], *, at: datetime) -> list[Slot]:
    """What may still be booked with these people (ids), by time. Three queries."""
    ids = list(mentors)
    hours = OfficeHours.objects.filter(mentor_id__in=ids, mentor__is_active=True).select_related("mentor")
    leave = MentorLeave.objects.filter(mentor_id__in=ids, ends_on__gte=shanghai_day(at))
    taken = set(
        Appointment.objects.filter(mentor_id__in=ids, state=Appointment.State.BOOKED, starts_at__gte=at).values_list(
            "mentor_id", "starts_at"
        )
    )
    return [slot for slot in offered(hours, leave, at=at) if (slot.mentor.pk, slot.starts_at) not in taken]


def minutes_of(hours: OfficeHours) -> tuple[int, int]:
    """From which minute of its day to which."""
    begins = hours.starts.hour * 60 + hours.starts.minute
    return begins, begins + hours.minutes * hours.slots


def collide(one: OfficeHours, other: OfficeHours) -> bool:
    """Whether two office hours of one mentor would ever overlap."""
    days = {hours.weekday if hours.on is None else hours.on.weekday() for hours in (one, other)}
    if len(days) > 1 or (one.on and other.on and one.on != other.on):
        return False
    (begins, ends), (starts, stops) = minutes_of(one), minutes_of(other)
    return begins < stops and starts < ends
