"""Office hours: the mentor's page that offers them, the trainee's that books one, and the calendars of both."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.clock import now, shanghai_day
from common.rights import allow_or_404
from courses.attendance.queries import days_for
from courses.cohorts.models import Enrolment
from courses.cohorts.queries import current_enrolment, progress
from courses.mentoring import asked, booking
from courses.mentoring.calendar import CONTENT_TYPE, calendar_of, since
from courses.mentoring.forms_hours import BookForm, CancelForm, OfferForm
from courses.mentoring.models import Appointment, CalendarAddress
from courses.mentoring.slots import AHEAD, NOTICE, free_slots
from courses.timetable.queries import sessions_for


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hours(request: HttpRequest) -> HttpResponse:
    """A mentor's own office hours: who comes, what is offered, when the mentor is away."""
    allow_or_404(request.user, "open desk")
    at, pressed = now(), request.POST.get("do", "")
    today = shanghai_day(at)
    offer = OfferForm(request.POST if pressed == "offer" else None, today=today)
    if request.method == "POST" and done(request, pressed, offer, at):
        return redirect("mentoring:hours")
    mentor: Any = request.user
    mine = Appointment.objects.filter(mentor=mentor, state=Appointment.State.BOOKED, ends_at__gt=at)
    context = {
        "offer": offer, "appointments": mine.select_related("enrolment__trainee"),
        "offered": mentor.office_hours.exclude(on__lt=today), "away": mentor.leaves.filter(ends_on__gte=today),
        "days": AHEAD.days, "calendar": calendar_url(request, request.user), "cancelling": CancelForm(),
    }  # fmt: skip
    return render(request, "mentoring/hours.html", context)


def done(request: HttpRequest, pressed: str, offer: OfferForm, at: datetime) -> bool:
    """Do what was pressed; False when the form says what to mend."""
    mentor, number = request.user, pressed.rpartition("-")[2]
    which = int(number) if number.isdecimal() and len(number) < 10 else 0
    if pressed == "offer":
        return offer.is_valid() and offered(request, offer, at)
    if pressed.startswith("end-offer-"):
        booking.end_offer(hours_id=which, mentor=mentor, at=at)
        messages.success(request, _("Not offered any more. What is booked stands."))
    return True


def offered(request: HttpRequest, form: OfferForm, at: datetime) -> bool:
    try:
        booking.offer(mentor=request.user, at=at, **form.offer())
    except booking.Overlaps:
        form.add_error("starts", _("You offer something at this time already, or it runs past midnight. Choose another time."))
        return False
    except booking.TooManyOffers:
        form.add_error(None, _("Fourteen office hours are enough. End one first."))
        return False
    messages.success(request, _("Offered. Trainees can book it from now on."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def book(request: HttpRequest) -> HttpResponse:
    """A trainee's page: the appointment to come, or the free times to book one."""
    enrolment = current_enrolment(request.user)
    if enrolment is None:
        raise Http404
    allow_or_404(request.user, "book office hours", enrolment)
    at = now()
    slots = free_slots(booking.mentors_of(enrolment), at=at)
    form = BookForm(request.POST if request.method == "POST" else None, slots=slots)
    if request.method == "POST" and form.is_valid() and booked(request, enrolment, form, at):
        return redirect("mentoring:book")
    mine = asked.next_appointment(enrolment, at=at)
    context = {
        "form": form, "mine": mine, "slots": slots, "days": AHEAD.days, "cancelling": CancelForm(),
        "notice": NOTICE.seconds // 3600,
        "calendar": calendar_url(request, request.user) if mine else "",
        "cancel_until": mine.starts_at - NOTICE if mine else None, "may_cancel": bool(mine and at <= mine.starts_at - NOTICE),
    }  # fmt: skip
    return render(request, "mentoring/book.html", context)


def booked(request: HttpRequest, enrolment: Enrolment, form: BookForm, at: datetime) -> bool:
    mentor_id, starts_at = named(form.cleaned_data["slot"])
    try:
        booking.book(enrolment=enrolment, mentor_id=mentor_id, starts_at=starts_at, about=form.cleaned_data["about"], at=at)
    except booking.SlotTaken:
        form.add_error("slot", _("Somebody has just taken this time. Choose another; your words are kept."))
        return False
    except booking.OneAtATime:
        form.add_error(None, _("You have a time already. Cancel it first, or book the next after it."))
        return False
    messages.success(request, _("Booked. We remind you the day before."))
    return True


def named(key: str) -> tuple[int, datetime]:
    """The mentor's id and the instant of a slot's key; of nothing, for a key nobody gave."""
    mentor, _dash, minute = key.partition("-")
    whole = mentor.isdecimal() and minute.isdecimal() and len(mentor) < 10 and len(minute) < 11
    return (int(mentor), datetime.fromtimestamp(int(minute), UTC)) if whole else (0, datetime.fromtimestamp(0, UTC))


@require_POST
@login_required
def cancel(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Give an appointment back; others' are not there."""
    appointment = get_object_or_404(Appointment.objects.select_related("enrolment"), pk=appointment_id)
    allow_or_404(request.user, "see appointment", appointment)
    form = CancelForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        booking.cancel(appointment=appointment, by=request.user, reason=reason, at=now())
    except booking.TooLate:
        messages.error(request, _("It is too late to cancel here. Please call the other person."))
    else:
        messages.success(request, _("Cancelled. The other person is told."))
    return redirect("mentoring:hours" if appointment.mentor_id == request.user.pk else "mentoring:book")


@require_safe
@login_required
def appointment_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """One appointment as a file for the phone's calendar."""
    rows = Appointment.objects.select_related("enrolment__trainee", "mentor")
    appointment = get_object_or_404(rows, key=key)
    allow_or_404(request.user, "see appointment", appointment)
    return as_calendar([appointment], (), None, (), request.user, "office-hour.ics")


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """All of a person's appointments, for who knows the unguessable address: a phone's calendar does not sign in."""
    address = get_object_or_404(CalendarAddress.objects.select_related("person"), token=token, person__is_active=True)
    return as_calendar(*days_of(address.person, since(now())), address.person, "")


def days_of(person: Any, from_at: datetime) -> tuple[Any, Any, Any, Any]:
    """A person's appointments and sessions from an instant on, where they stand, which says when pieces are due, and their
    days on the base."""
    enrolment = current_enrolment(person)
    mine = asked.appointments_of(person).filter(starts_at__gt=from_at)
    stands = progress(enrolment) if enrolment else None
    return mine, sessions_for(person, from_at), stands, days_for(person, from_at)


def as_calendar(
    appointments: Any, sessions: Any, standing: Any, training_days: Any, person: Any, name: str
) -> HttpResponse:  # fmt: skip
    content = calendar_of(appointments, person, sessions, standing, training_days)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def calendar_url(request: HttpRequest, person: Any) -> str:
    """The whole private address to subscribe to, '' until it was asked for."""
    address = CalendarAddress.objects.filter(person=person).first()
    return request.build_absolute_uri(asked.calendar_path(address.token)) if address else ""


@require_POST
@login_required
def new_calendar(request: HttpRequest) -> HttpResponse:
    """Make the private address, or another in its place."""
    booking.renew_calendar(person=request.user, at=now())
    messages.success(request, _("This is your private calendar address. Give it to nobody."))
    back = {"hours": "mentoring:hours", "dates": "front:dates"}
    return redirect(back.get(request.POST.get("from", ""), "mentoring:book"))
