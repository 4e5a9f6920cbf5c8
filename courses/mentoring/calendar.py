"""Appointments as iCalendar, for a phone's own calendar: one to download, or all of a person's to subscribe to."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from cms.county import county
from courses.mentoring.models import Appointment

CONTENT_TYPE = "text/calendar; charset=utf-8"
SHANGHAI = "Asia/Shanghai"
STATUS = {Appointment.State.BOOKED: "CONFIRMED", Appointment.State.CANCELLED: "CANCELLED"}


def calendar_of(appointments: Iterable[Appointment], person: Any) -> bytes:
    """The appointments from `person`'s side, times in Shanghai with its VTIMEZONE."""
    calendar = Calendar()
    calendar.add("prodid", "-//Yaodu//Office hours//EN")
    calendar.add("version", "2.0")
    site = county().site_name_en if get_language() == "en" else county().site_name_zh
    calendar.add("x-wr-calname", _("Office hours") + f" · {site}")
    calendar.add_component(Timezone.from_tzid(SHANGHAI))
    for appointment in appointments:
        calendar.add_component(event(appointment, person))
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


def local(at: datetime) -> datetime:
    return timezone.localtime(at, timezone.get_default_timezone())


def since(at: datetime) -> datetime:
    """How far back a subscription reaches."""
    return at - timedelta(days=30)
