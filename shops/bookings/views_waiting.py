"""Waiting for what is full: asking to be told, one's place in the line, and booking what is held for one."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from shops.availability import waiting as line
from shops.availability.checking import Amiss
from shops.availability.models import Bookable, Waiting
from shops.availability.queries import WhyNot, bookable_of
from shops.bookings import choosing
from shops.bookings.forms_waiting import form_for
from shops.bookings.queries import waits
from shops.bookings.remembering import remember_waits
from shops.orders.baskets import TooMany, put_visit_in
from shops.orders.models import BasketVisit
from shops.orders.remembering import basket_made, keep_basket
from shops.orders.views import how_much

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
LIMIT = "wait_for_place"
ASKED = ("first", "until", "session", "rooms", "adults", "children", "extra_beds", "meals")


@READ_OR_SEND
def wait(request: HttpRequest, pk: int) -> HttpResponse:
    """Which days or session, how many, and where to write to."""
    bookable = bookable_of(pk)
    if bookable is None:
        raise Http404
    full = [one for one in choosing.meetings(bookable, now()) if one.why_not == WhyNot.FULL] if not bookable.is_room else []
    shown = {name: request.GET[name][:12] for name in ASKED if request.GET.get(name)}
    given = request.POST if request.method == "POST" else None
    form = form_for(bookable, full, given, shown, is_guest=not request.user.is_authenticated)
    if form.is_bound and form.is_valid() and (answer := joined(request, bookable, form)):
        return answer
    context = {
        "visit": bookable.visit, "shop": bookable.visit.shop, "bookable": bookable, "form": form,
        "meetings": [one._replace(why_not="") for one in full],
    }  # fmt: skip
    return private(render(request, "shops/bookings/wait.html", context))


def joined(request: HttpRequest, bookable: Bookable, form: Any) -> HttpResponse | None:
    """Into the line; None where it makes no sense or too many were asked, which the form says."""
    wish, person = form.wish, request.user if request.user.is_authenticated else None
    phone, rooms = wish.pop("phone", ""), wish.pop("rooms", 1)
    if not ratelimit.consume(request, action=LIMIT, key=str(person.pk) if person else phone):
        form.add_error(None, _("You have asked for too many today. Ask again tomorrow, or ring the host."))
        return None
    said = {"person": person, "phone": phone, "language": get_language() or "zh-hans", "at": now()}
    try:
        made = line.join(bookable=bookable, rooms=rooms, **wish, **said)
    except Amiss as fault:
        form.add_error(None, fault.words)
        return None
    except line.IsFree:
        messages.success(request, _("It is free: book it now."))
        return redirect("storefront:visit", bookable.visit_id)
    if person is None:
        remember_waits(request, [made.key])
    return redirect("bookings:waiting", made.key)


@READ_OR_SEND
def waiting(request: HttpRequest, key: str) -> HttpResponse:
    """One's turn, and what may be pressed: booking what is held, or waiting no more."""
    found = waits().filter(key=key).first()
    if found is None:
        raise Http404
    if found.person_id is None:
        remember_waits(request, [key])
    if request.method == "POST":
        if request.POST.get("do") == "book" and (answer := booked(request, found)):
            return answer
        if request.POST.get("do") == "leave" and line.leave(waiting=found, by=None, at=now()):
            messages.success(request, _("You have left the line."))
        return redirect("bookings:waits") if "from" in request.POST else redirect("bookings:waiting", key)
    context = {"waiting": found, "visit": found.bookable.visit, "shop": found.bookable.visit.shop}
    return private(render(request, "shops/bookings/waiting.html", context))


def booked(request: HttpRequest, found: Waiting) -> HttpResponse | None:
    """What is held for them goes into the basket, and they to the till; None where that cannot be, which is said."""
    if found.state != Waiting.State.OFFERED or found.stay is None:
        messages.warning(request, _("It is not held for you any more."))
        return None
    wish = BasketVisit(
        visit=found.bookable.visit, session=found.session, first=found.first, until=found.until, adults=found.adults,
        rooms=found.places if found.until else 1, children=found.children, extra_beds=found.extra_beds, meals=found.meals,
        held_key=found.stay.key,
    )  # fmt: skip
    mine = basket_made(request)
    try:
        put_visit_in(basket=mine, wish=wish, at=now())
    except Amiss as fault:
        messages.warning(request, fault.words)
        return None
    except TooMany:
        messages.warning(request, _("Your basket holds twelve visits. Order these first, or take one out."))
    return keep_basket(request, redirect("orders:checkout"), mine, how_much(mine))


def private(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"], answer["Cache-Control"] = "noindex, nofollow", "private, no-store"
    return answer
