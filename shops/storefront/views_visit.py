"""A room, an activity or a walk on a page of its own: told, and booked by date where its keeper takes bookings."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from common.clock import now
from shops.availability.checking import Amiss
from shops.availability.ladders import told
from shops.availability.models import Bookable
from shops.availability.prices import early_words
from shops.availability.queries import WhyNot, bookable_of
from shops.bookings import choosing
from shops.bookings.forms import PeopleForm, SeatsForm, StayForm
from shops.bookings.views_waiting import ASKED
from shops.groups.going import going_to
from shops.orders.baskets import TooMany, put_visit_in
from shops.orders.dated import dated
from shops.orders.models import BasketVisit
from shops.orders.priced import Dated
from shops.orders.remembering import basket_made, keep_basket
from shops.orders.views import how_much
from shops.reviews.counting import counts_of
from shops.reviews.queries import reviews_of_visit
from shops.visits.models import Visit
from shops.visits.queries import with_pictures

USUALLY = {"rooms": "1", "adults": "2", "children": "0", "extra_beds": "0", "meals": "0"}


def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Days with what is left and the price, people, and what it comes to; a POST puts it into the basket."""
    shown = with_pictures(Visit.objects.open().select_related("shop__owner", "rating")).filter(pk=pk).first()
    if shown is None:
        raise Http404
    bookable, context = bookable_of(pk), {
        "visit": shown, "shop": shown.shop, "counts": counts_of(getattr(shown, "rating", None)),
        "said": reviews_of_visit(shown, request.GET.get("before", "")),
    }  # fmt: skip
    if bookable:
        bookable.visit = shown
        return booked(request, bookable, context)
    return render(request, "shops/storefront/visit.html", context)


def booked(request: HttpRequest, bookable: Bookable, context: dict[str, Any]) -> HttpResponse:
    at = now()
    meetings = [] if bookable.is_room else choosing.meetings(bookable, at)
    answers = request.POST if request.method == "POST" else request.GET
    form = form_for(bookable, meetings, answers, is_sent=request.method == "POST")
    found = looked_at(form, bookable) if form.is_bound else None
    if request.method == "POST" and found and found.is_ready and (answer := put_in(request, found)):
        return answer
    month = choosing.nights(bookable, request.GET.get("from", ""), chosen_of(answers), at) if bookable.is_room else None
    context |= {
        "together": going_to([one.session for one in meetings], at),
        "bookable": bookable, "form": form, "found": found, "meetings": meetings, "ladder": told(bookable.ladder),
        "early": early_words(bookable) if bookable.early_days else "",
        "month": month, "wait_for": urlencode({name: answers[name][:12] for name in ASKED if answers.get(name)}),
        "is_full": month.has_full if month else any(one.why_not == WhyNot.FULL for one in meetings),
    }  # fmt: skip
    return render(request, "shops/storefront/visit.html", context)


def form_for(bookable: Bookable, meetings: Any, answers: Any, *, is_sent: bool) -> PeopleForm:
    """Bound once a day is chosen or it is sent; two people come until somebody says otherwise."""
    is_chosen = bool(answers.get("first") and answers.get("until")) if bookable.is_room else "adults" in answers
    given: Any = {**USUALLY, **answers.dict()} if is_chosen or is_sent else None
    if bookable.is_room:
        return StayForm(given, bookable=bookable, initial=chosen_of(answers))
    return SeatsForm(given, bookable=bookable, meetings=meetings, initial={"session": answers.get("session", "")})


def chosen_of(answers: Any) -> dict[str, Any]:
    """What the address says was chosen so far, where it makes sense."""
    first, until = choosing.day_in(answers.get("first", "")), choosing.day_in(answers.get("until", ""))
    counts = {name: answers[name][:12] for name in ("rooms", "adults", "children", "extra_beds", "meals") if name in answers}
    return {"first": first, "until": until if first and until and until > first else None, **counts}


def looked_at(form: Any, bookable: Bookable) -> Dated | None:
    """What it comes to, or what is amiss, as of now; None while the form has faults."""
    if not form.is_valid():
        return None
    found = dated([BasketVisit(visit=bookable.visit, **form.wish)], now())[0]
    if found.amiss:
        form.add_error(None, found.amiss)
    return found


def put_in(request: HttpRequest, found: Dated) -> HttpResponse | None:
    """Into the basket; None where it was taken meanwhile, which the page says."""
    mine = basket_made(request)
    try:
        put_visit_in(basket=mine, wish=found.wanted, at=now())
    except Amiss as fault:
        messages.warning(request, fault.words)
        return None
    except TooMany:
        messages.warning(request, _("Your basket holds twelve visits. Order these first, or take one out."))
    return keep_basket(request, redirect("orders:basket"), mine, how_much(mine))
