"""Taking bookings: what of the shop can be booked, on which terms, at which prices."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.queries import FestivalDay, coming_days
from common.clock import now, shanghai_day
from shops.availability.models import Bookable, Rate
from shops.availability.owning import bookables_by_visit, coming
from shops.availability.queries import rates_of
from shops.availability.setting_up import RatesMeet, TooMany, remove_rate, set_up, write_rate
from shops.builder.queries import visits_kept
from shops.builder.stepping import LOCKED
from shops.builder.visits import change_visit
from shops.desk.guests.forms_prices import BasePriceForm, FestivalForm, RateForm, SeasonForm, WeekendForm
from shops.desk.guests.forms_terms import TERMS, shown_terms
from shops.desk.guests.page import bookable_of, posted, shop_of, visit_of
from shops.franchise.changing import NotChangeable

HALF_A_YEAR = timedelta(days=180)
READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def guests(request: HttpRequest) -> HttpResponse:
    """Who comes next, and every room, activity and walk with where its bookings are kept."""
    shop = shop_of(request)
    known, visits = bookables_by_visit(shop), list(visits_kept(shop))
    rows = [(visit, known.get(visit.pk)) for visit in visits]
    return render(request, "shops/desk/guests/guests.html", {"shop": shop, "rows": rows, "coming": coming(shop, now())})


@READ_OR_SEND
@login_required
def terms(request: HttpRequest, visit_id: int) -> HttpResponse:
    """One page from ringing to booking: nights, people, times, what comes back on cancelling."""
    visit = visit_of(request, visit_id)
    bookable = Bookable.objects.filter(visit=visit).first()
    form = TERMS[visit.kind](request.POST if request.method == "POST" else None, initial=shown_terms(bookable, visit.kind))
    context = {"shop": visit.shop, "visit": visit, "bookable": bookable, "form": form, "locked": not visit.shop.is_changeable}
    if request.method == "POST" and form.is_valid():
        try:
            set_up(visit=visit, by=request.user, at=now(), changes=form.cleaned_data)
        except NotChangeable:
            messages.warning(request, LOCKED)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:guest_prices" if visit.is_room or bookable else "desk:guest_sessions", visit.pk)
    return render(request, "shops/desk/guests/terms.html", context)


@READ_OR_SEND
@login_required
def prices(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The usual price, and what differs from it: weekends, seasons, festivals."""
    bookable = bookable_of(request, visit_id)
    days = coming_days(shanghai_day(now()))
    forms: dict[str, Any] = {
        "base": BasePriceForm(posted(request, "base"), initial={"price": bookable.visit.price}),
        "weekend": WeekendForm(posted(request, "weekend"), prefix="weekend", initial={"weekdays": [4, 5], **weekend_words()}),
        "season": SeasonForm(posted(request, "season"), prefix="season"),
        "festival": FestivalForm(posted(request, "festival"), prefix="festival", days=days),
    }
    if request.method == "POST" and pressed(request, bookable, forms):
        return redirect("desk:guest_prices", visit_id)
    context = {
        "shop": bookable.visit.shop, "visit": bookable.visit, "bookable": bookable,
        "rates": with_moved(bookable, rates_of([bookable])[bookable.pk], days),
        "forms": forms, "locked": not bookable.visit.shop.is_changeable,
    }  # fmt: skip
    return render(request, "shops/desk/guests/prices.html", context)


def with_moved(bookable: Bookable, rates: list[Rate], days: list[FestivalDay]) -> list[tuple[Rate, date | None]]:
    """Each rule, with the day its festival falls on where an editor has moved it out of the days of the rule. One query."""
    keys = dict(Rate.objects.filter(bookable=bookable).values_list("pk", "festival__translation_key"))
    return [
        (rate, moved_to(rate, [one.on for one in days if one.on and one.page.translation_key == keys[rate.pk]]))
        for rate in rates
    ]


def moved_to(rate: Rate, held_on: list[date]) -> date | None:
    """The festival's nearest day, when it is of the same year and not among those of the rule."""
    if not held_on or rate.first is None or rate.until is None:
        return None
    first, until = rate.first, rate.until
    nearest = min(held_on, key=lambda day: abs(day - first))
    return nearest if not first <= nearest < until and abs(nearest - first) < HALF_A_YEAR else None


def weekend_words() -> dict[str, str]:
    return {"name_zh_hans": "周末", "name_en": "Weekend"}


def pressed(request: HttpRequest, bookable: Bookable, forms: dict[str, Any]) -> bool:
    """Do what was pressed; whether it was done. What is wrong stands at its field, or above the page."""
    do = request.POST.get("do", "")
    given: dict[str, Any] = {"by": request.user, "at": now()}
    try:
        if do.startswith("remove-"):
            pk = do.removeprefix("remove-")
            rate = get_object_or_404(Rate, pk=int(pk) if pk.isascii() and pk.isdecimal() else 0, bookable=bookable)
            remove_rate(rate=rate, **given)
        elif do not in forms or not forms[do].is_valid():
            return False
        elif do == "base":
            change_visit(visit=bookable.visit, changes={"price": forms[do].cleaned_data["price"]}, **given)
        else:
            return wrote(bookable, forms[do], given)
    except NotChangeable:
        messages.warning(request, LOCKED)
        return False
    messages.success(request, _("Saved."))
    return True


def wrote(bookable: Bookable, form: RateForm, given: dict[str, Any]) -> bool:
    try:
        write_rate(bookable=bookable, facts=form.facts(), **given)
    except RatesMeet as meeting:
        form.add_error(None, meeting.words)
        return False
    except TooMany as many:
        form.add_error(None, _("%(n)s price rules are enough. Take one away first.") % {"n": many.most})
        return False
    return True
