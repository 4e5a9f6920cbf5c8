"""Appointments, sessions and due days as iCalendar: one to download, or all of a person's to subscribe to."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from cms.county import county
from common.clock import now
from courses.attendance.models import TrainingDay
from courses.cohorts.queries import Progress
from courses.mentoring.models import Appointment
from courses.timetable.models import Session

CONTENT_TYPE = "text/calendar; charset=utf-8"
SHANGHAI = "Asia/Shanghai"
STATUS = {Appointment.State.BOOKED: "CONFIRMED", Appointment.State.CANCELLED: "CANCELLED"}


def calendar_of(
    appointments: Iterable[Appointment], person: Any, sessions: Iterable[Session] = (), standing: Progress | None = None,
    training_days: Iterable[TrainingDay] = (),
) -> bytes:  # fmt: skip
    """The appointments from `person`'s side, the sessions, the days on the base, and the due days of `standing`.

    Times in Shanghai, with its VTIMEZONE.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Yaodu//Office hours//EN")
    calendar.add("version", "2.0")
    site = county().site_name_en if get_language() == "en" else county().site_name_zh
    calendar.add("x-wr-calname", _("Office hours") + f" · {site}")
    calendar.add_component(Timezone.from_tzid(SHANGHAI))
    for appointment in appointments:
        calendar.add_component(event(appointment, person))
    for session in sessions:
        calendar.add_component(session_event(session))
    for day in training_days:
        calendar.add_component(training_day_event(day))
    for stage in standing.stages if standing else ():
        if stage.work and stage.work.due and stage.work.due.on and not stage.work.is_handed_in:
            uid = f"due-{standing.enrolment.pk}-{stage.stage.key}@yaodu"  # type: ignore[union-attr]
            calendar.add_component(due_event(uid, stage.work.title, stage.work.due.on))
    return calendar.to_ical()


def event(appointment: Appointment, person: Any) -> Event:
    other = appointment.enrolment.trainee if person.pk == appointment.mentor_id else appointment.mentor
    made = Event()
    made.add("uid", f"{appointment.key}@yaodu")
    made.add("dtstamp", appointment.cancelled_at or appointment.booked_at)
    made.add("sequence", 1 if appointment.state == Appointment.State.CANCELLED else 0)
    made.add("status", STATUS[appointment.state])  # type: ignore[index]
    made.add("summary", str(_("Office hour with %(name)s") % {"name": other.name}))
    made.add("dtstart", local(appointment.starts_at))
    made.add("dtend", local(appointment.ends_at))
    made.add("location", f"{appointment.get_way_display()}: {appointment.where}")
    if appointment.about:
        made.add("description", appointment.about)
    return made


def session_event(session: Session) -> Event:
    made = Event()
    made.add("uid", f"{session.key}@yaodu")
    made.add("dtstamp", session.changed_at)
    made.add("sequence", session.changes)
    made.add("status", "CANCELLED" if session.is_off else "CONFIRMED")
    made.add("summary", session.title)
    made.add("dtstart", local(session.starts_at))
    made.add("dtend", local(session.ends_at))
    if session.place:
        made.add("location", session.place)
    return made


def training_day_event(day: TrainingDay) -> Event:
    made = Event()
    made.add("uid", f"training-day-{day.pk}@yaodu")
    made.add("dtstamp", day.changed_at or day.added_at)
    made.add("sequence", day.changes)
    made.add("status", "CANCELLED" if day.called_off_at else "CONFIRMED")
    made.add("summary", str(_("Day on the base")))
    made.add("dtstart", local(day.starts_at))
    made.add("dtend", local(day.ends_at))
    made.add("location", day.place)
    if day.called_off_why:
        made.add("description", day.called_off_why)
    return made


def due_event(uid: str, title: str, on: date) -> Event:
    """A whole day."""
    made = Event()
    made.add("uid", uid)
    made.add("dtstamp", now())
    made.add("summary", str(_("Due: %(title)s") % {"title": title}))
    made.add("dtstart", on)
    made.add("dtend", on + timedelta(days=1))
    return made


def local(at: datetime) -> datetime:
    return timezone.localtime(at, timezone.get_default_timezone())


def since(at: datetime) -> datetime:
    """How far back a subscription reaches."""
    return at - timedelta(days=30)
