"""Taking bookings: what of the shop can be booked, on which terms, at which prices."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.queries import coming_days
from common.clock import now, shanghai_day
from shops.availability.festivals import Moved, follow, moved
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
        "rates": with_moved(bookable, rates_of([bookable])[bookable.pk]),
        "forms": forms, "locked": not bookable.visit.shop.is_changeable,
    }  # fmt: skip
    return render(request, "shops/desk/guests/prices.html", context)


def with_moved(bookable: Bookable, rates: list[Rate]) -> list[tuple[Rate, Moved | None]]:
    """Each rule, with where its festival is now if an editor has moved it out of the rule's days. Two queries at most."""
    elsewhere = {one.rate.pk: one for one in moved(Rate.objects.filter(bookable=bookable), now())}
    return [(rate, elsewhere.get(rate.pk)) for rate in rates]


def weekend_words() -> dict[str, str]:
    return {"name_zh_hans": "周末", "name_en": "Weekend"}


def pressed(request: HttpRequest, bookable: Bookable, forms: dict[str, Any]) -> bool:
    """Do what was pressed; whether it was done. What is wrong stands at its field, or above the page."""
    do = request.POST.get("do", "")
    given: dict[str, Any] = {"by": request.user, "at": now()}
    try:
        if do.startswith("remove-"):
            remove_rate(rate=rate_of(bookable, do), **given)
        elif do.startswith("follow-"):
            follow(rate=rate_of(bookable, do), **given)
        elif do not in forms or not forms[do].is_valid():
            return False
        elif do == "base":
            change_visit(visit=bookable.visit, changes={"price": forms[do].cleaned_data["price"]}, **given)
        else:
            return wrote(bookable, forms[do], given)
    except NotChangeable:
        messages.warning(request, LOCKED)
        return False
    except RatesMeet as meeting:
        messages.warning(request, meeting.words)
        return False
    messages.success(request, _("Saved."))
    return True


def rate_of(bookable: Bookable, do: str) -> Rate:
    """The rule that "remove-7" speaks of; 404 for another's."""
    pk = do.partition("-")[2]
    return get_object_or_404(Rate, pk=int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 19 else 0, bookable=bookable)


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
