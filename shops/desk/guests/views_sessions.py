"""The times of an activity and the departures of a walk: one or every week, who comes, calling one off."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from common.clock import now, shanghai_day
from shops.availability.by_hand import book_seats_by_phone
from shops.availability.models import Bookable, Session, Stay
from shops.availability.owning import of_session
from shops.availability.queries import sessions_of
from shops.availability.setting_up import SeatsTaken, TooMany, add_sessions, change_session, weekly
from shops.availability.waiting import waiting_for
from shops.bookings.sessions import call_session_off
from shops.builder.stepping import LOCKED
from shops.desk.guests.forms_guests import GuestForm
from shops.desk.guests.forms_sessions import CallOffForm, NumbersForm, SessionsForm
from shops.desk.guests.page import bookable_of, posted, session_of
from shops.desk.guests.views_days import entered, let_go
from shops.franchise.changing import NotChangeable

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
AHEAD = timedelta(days=366)


@READ_OR_SEND
@login_required
def sessions(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Those to come, and the form for more."""
    bookable = bookable_of(request, visit_id, room=False)
    shown = {"seats": bookable.visit.most, "guide": bookable.guide, "starts": "09:00"}
    form = SessionsForm(request.POST if request.method == "POST" else None, initial=shown)
    if request.method == "POST" and form.is_valid() and added(request, bookable, form):
        return redirect("desk:guest_sessions", visit_id)
    today = shanghai_day(now())
    context = {
        "shop": bookable.visit.shop, "visit": bookable.visit, "bookable": bookable, "form": form,
        "meetings": sessions_of([bookable], today, today + AHEAD, now())[bookable.pk],
        "locked": not bookable.visit.shop.is_changeable, "line": waiting_for(bookable, now()),
    }  # fmt: skip
    return render(request, "shops/desk/guests/sessions.html", context)


def added(request: HttpRequest, bookable: Bookable, form: SessionsForm) -> bool:
    given, first = form.cleaned_data, form.first()
    numbers = {"seats": given["seats"], "price": given["price"], "guide": given["guide"]}
    times = weekly(first, given["until"] or given["on"])
    try:
        made = add_sessions(bookable=bookable, times=times, by=request.user, at=now(), **numbers)
    except NotChangeable:
        messages.warning(request, LOCKED)
        return False
    except TooMany as many:
        form.add_error("until", _("At most %(n)s at a time.") % {"n": many.most})
        return False
    if not made:
        form.add_error("on", _("There is one at that time already, or it is over."))
        return False
    words = ngettext("%(n)s date was added.", "%(n)s dates were added.", len(made)) % {"n": len(made)}
    messages.success(request, words)
    return True


@READ_OR_SEND
@login_required
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Who comes, a guest who rang, other numbers, calling it off."""
    shown = session_of(request, session_id)
    stands = {"seats": shown.seats, "price": shown.price, "guide": shown.guide}
    numbers = NumbersForm(posted(request, "numbers"), prefix="numbers", initial=stands)
    guest = GuestForm(posted(request, "guest"), prefix="guest", initial={"people": 2})
    off = CallOffForm(posted(request, "off"), prefix="off")
    if request.method == "POST" and pressed(request, shown, guest, off, numbers):
        return redirect("desk:guest_session", session_id)
    visit = shown.bookable.visit
    context = {
        "shop": visit.shop, "visit": visit, "bookable": shown.bookable, "session": shown, "guests": list(of_session(shown)),
        "guest": guest, "off": off, "numbers": numbers, "is_over": shown.starts_at <= now(),
        "press": request.POST.get("press", "")[:32] or uuid4().hex,
    }  # fmt: skip
    return render(request, "shops/desk/guests/session.html", context)


def pressed(request: HttpRequest, shown: Session, guest: GuestForm, off: CallOffForm, numbers: NumbersForm) -> bool:
    """Do what was pressed; whether it was done."""
    do, press = request.POST.get("do", ""), request.POST.get("press", "")[:32] or uuid4().hex
    given: dict[str, Any] = {"by": request.user, "at": now()}
    if do == "guest" and guest.is_valid():
        said = {"words": guest.words(), "phone": guest.cleaned_data["phone"], "seats": guest.cleaned_data["people"]}
        return entered(guest, lambda: book_seats_by_phone(session=shown, press=press, **said, **given), request)
    if do == "numbers" and numbers.is_valid():
        return changed(request, shown, numbers)
    if do == "off" and off.is_valid():
        to_ring = call_session_off(session=shown, reason=off.cleaned_data["reason"], **given)
        messages.success(request, _("Called off. Ring those who booked by telephone.") if to_ring else _("Called off."))
        return True
    if do.startswith("release-"):
        return let_go(request, Stay.objects.filter(session=shown), do.removeprefix("release-"))
    return False


def changed(request: HttpRequest, shown: Session, form: NumbersForm) -> bool:
    try:
        change_session(session=shown, by=request.user, at=now(), **form.cleaned_data)
    except NotChangeable:
        messages.warning(request, LOCKED)
    except SeatsTaken:
        form.add_error("seats", _("More places are taken than that: call those guests off first."))
        return False
    else:
        messages.success(request, _("Changed."))
    return True
