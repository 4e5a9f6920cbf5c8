"""Office hours: offered by a mentor, booked by a trainee, given back by either, remembered the day before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from common import audit
from common.clock import shanghai_day
from common.rights import can
from common.states import WrongState, move
from courses.cohorts.absences import take_leave
from courses.cohorts.mentors import Handover, hand_over
from courses.cohorts.models import Enrolment, MentorLeave
from courses.mentoring import letters
from courses.mentoring.models import Appointment, CalendarAddress, OfficeHours, new_token
from courses.mentoring.slots import NOTICE, collide, free_slots, instant, minutes_of

MOST_UPCOMING = 1  # of one trainee
MOST_OFFERS = 14  # of one mentor
TOLD_FREE = 3  # other times a trainee is told when a mentor cancels
DAY = 24 * 60


class Overlaps(Exception):
    """The mentor offers something at this time already, or it would run past midnight."""


class TooManyOffers(Exception):
    """Two weeks' worth of office hours are offered already."""


class SlotTaken(Exception):
    """Somebody was first, or the slot is not offered any more."""


class OneAtATime(Exception):
    """The trainee has an appointment to come; the next is booked after it."""


class TooLate(Exception):
    """It begins too soon for its trainee to give it back; a call to the mentor is kinder."""


class NotYours(Exception):
    """The person may not do this; nothing was changed."""


def hold_person(person_id: int) -> Any:
    """The person's row, locked: their offers, leave and appointments are changed one press at a time."""
    return get_user_model().objects.select_for_update(no_key=True).get(pk=person_id)


@transaction.atomic
def offer(
    *, mentor: Any, starts: time, minutes: int, slots: int, way: str, where: str, at: datetime,
    weekday: int | None = None, on: date | None = None,
) -> OfficeHours:  # fmt: skip
    """Offer slots each week on `weekday`, or once `on` a day. The same offer again is the same one.

    Raises Overlaps, TooManyOffers, NotYours.
    """
    mentor = hold_person(mentor.pk)
    if not can(mentor, "open desk"):
        raise NotYours
    given = {"starts": starts, "minutes": minutes, "slots": slots, "way": way, "where": where}
    wanted = OfficeHours(mentor=mentor, weekday=weekday, on=on, offered_at=at, **given)
    standing = list(mentor.office_hours.exclude(on__lt=shanghai_day(at)))
    for one in standing:
        if (one.weekday, one.on) == (weekday, on) and all(getattr(one, name) == value for name, value in given.items()):
            return one
    if minutes_of(wanted)[1] > DAY or any(collide(wanted, one) for one in standing):
        raise Overlaps
    if len(standing) >= MOST_OFFERS:
        raise TooManyOffers
    wanted.save(force_insert=True)
    audit.record(mentor, "offer office hours", wanted, at=at)
    return wanted


@transaction.atomic
def end_offer(*, hours_id: int, mentor: Any, at: datetime) -> None:
    """Offer it no more; what is booked stands until it is cancelled. Another's offer, or one ended before, is left alone."""
    hold_person(mentor.pk)
    if hours := OfficeHours.objects.filter(pk=hours_id, mentor=mentor).first():
        audit.record(mentor, "end office hours", hours, at=at)
        hours.delete()


@dataclass(frozen=True)
class Absence:
    """What came of an absence: how many appointments were cancelled, and the trainees handed over, when they were."""

    leave: MentorLeave
    cancelled: int
    handover: Handover | None


@transaction.atomic
def be_away(
    *, mentor: Any, starts_on: date, ends_on: date, by: Any, at: datetime, words: str = "", passes_on: bool = False
) -> Absence:
    """Write down the days away and do what follows: what is booked on them is cancelled, the trainees are told of other
    times; with `passes_on`, all the mentor's trainees are given to others. Pressed twice, it is done once.

    Locks cohorts before the mentor, as admissions do. Raises LeaveOverlaps, ValueError.
    """
    handover = hand_over(mentor=mentor, by=by, at=at, day=max(starts_on, shanghai_day(at))) if passes_on else None
    leave = take_leave(mentor=mentor, starts_on=starts_on, ends_on=ends_on, by=by, at=at, words=words)
    within = (max(at, instant(starts_on, time.min)), instant(ends_on + timedelta(days=1), time.min))
    booked = Appointment.objects.filter(mentor=mentor, state=Appointment.State.BOOKED, starts_at__range=within)
    cancelled = list(booked.select_related("enrolment__trainee", "enrolment__cohort", "mentor"))
    for appointment in cancelled:
        call_off(appointment, by, "", at)
    return Absence(leave, len(cancelled), handover)


def mentors_of(enrolment: Enrolment) -> list[int]:
    """With whom a trainee may book (ids): the mentor given, first, then the cohort's."""
    others = list(enrolment.cohort.mentors.order_by("pk").values_list("pk", flat=True))
    return list(dict.fromkeys([*filter(None, [enrolment.mentor_id]), *others]))


@transaction.atomic
def book(*, enrolment: Enrolment, mentor_id: int, starts_at: datetime, about: str, at: datetime) -> Appointment:
    """Take a free slot; the same press again returns the appointment it made.

    Two trainees may press at once: the mentor's row makes them queue, and the unique constraint lets one in whatever
    happens. Locks the enrolment, then the mentor. Raises SlotTaken, OneAtATime, NotYours.
    """
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("trainee", "cohort").get(pk=enrolment.pk)
    if not can(locked.trainee, "book office hours", locked):
        raise NotYours
    upcoming = locked.appointments.filter(state=Appointment.State.BOOKED, ends_at__gt=at)
    if same := upcoming.filter(mentor_id=mentor_id, starts_at=starts_at).first():
        return same
    if upcoming.count() >= MOST_UPCOMING:
        raise OneAtATime
    if mentor_id not in mentors_of(locked):
        raise SlotTaken
    hold_person(mentor_id)
    free = free_slots([mentor_id], at=at)
    slot = next((one for one in free if one.starts_at == starts_at), None)
    if slot is None or slot.mentor.pk == locked.trainee_id:
        raise SlotTaken
    appointment = Appointment(
        enrolment=locked, mentor=slot.mentor, starts_at=slot.starts_at, ends_at=slot.ends_at, way=slot.way,
        where=slot.where, about=about, booked_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            appointment.save(force_insert=True)
    except IntegrityError as fault:
        raise SlotTaken from fault
    audit.record(locked.trainee, "book office hour", appointment, at=at)
    letters.about_appointment(appointment, "appointment_booked", at)
    return appointment


@transaction.atomic
def cancel(*, appointment: Appointment, by: Any, at: datetime, reason: str = "") -> None:
    """Give the slot back: the trainee until NOTICE before it, the mentor until it begins. Both are told, once.

    A second press changes nothing. Raises TooLate, NotYours.
    """
    people = "enrolment__trainee", "enrolment__cohort", "mentor"
    locked = Appointment.objects.select_for_update(of=("self",)).select_related(*people).get(pk=appointment.pk)
    if not can(by, "see appointment", locked):
        raise NotYours
    if locked.state == Appointment.State.CANCELLED:
        return
    if at > (locked.starts_at if by.pk == locked.mentor_id else locked.starts_at - NOTICE):
        raise TooLate
    call_off(locked, by, reason, at)


def call_off(appointment: Appointment, by: Any, reason: str, at: datetime) -> None:
    """Cancel and tell; a trainee who did not cancel it themself hears of other times."""
    try:
        move(appointment, Appointment.State.CANCELLED, cancelled_at=at, cancelled_by=by, reason=reason)
    except WrongState:
        return
    audit.record(by, "cancel office hour", appointment, at=at)
    free: Sequence[datetime] = ()
    if by.pk != appointment.enrolment.trainee_id:
        others = free_slots(mentors_of(appointment.enrolment), at=at)
        free = [slot.starts_at for slot in others if slot.starts_at != appointment.starts_at][:TOLD_FREE]
    letters.about_appointment(appointment, "appointment_cancelled", at, free)


def remind(*, at: datetime) -> int:
    """Tell both of tomorrow's appointments, once each; how many were told of. The clock calls it, as often as it likes."""
    tomorrow = shanghai_day(at) + timedelta(days=1)
    within = (instant(tomorrow, time.min), instant(tomorrow + timedelta(days=1), time.min))
    due = Appointment.objects.filter(state=Appointment.State.BOOKED, reminded_at=None, starts_at__range=within)
    return sum(remind_of(appointment, at) for appointment in due.select_related("enrolment__trainee", "mentor"))


@transaction.atomic
def remind_of(appointment: Appointment, at: datetime) -> bool:
    unreminded = Appointment.objects.filter(pk=appointment.pk, state=Appointment.State.BOOKED, reminded_at=None)
    if not unreminded.update(reminded_at=at):
        return False
    letters.about_appointment(appointment, "appointment_reminder", at)
    return True


def calendar_address(*, person: Any) -> CalendarAddress:
    """The person's private calendar address, made when it is first asked for."""
    return CalendarAddress.objects.get_or_create(person=person)[0]


@transaction.atomic
def renew_calendar(*, person: Any, at: datetime) -> CalendarAddress:
    """Another address; who knows the old one reads nothing any more."""
    address = calendar_address(person=person)
    CalendarAddress.objects.filter(pk=address.pk).update(token=(token := new_token()))
    address.token = token
    audit.record(person, "renew calendar address", address, at=at)
    return address
