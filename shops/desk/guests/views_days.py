"""A room's month, and one day of it: who comes, closing and opening it, a guest who rang."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now, shanghai_day
from shops.availability.by_hand import TooLate, book_room_by_phone, close_days, open_day
from shops.availability.guarding import listed
from shops.availability.holding import Full, NotBookable, release
from shops.availability.models import Bookable, Stay
from shops.availability.owning import month_of, on_day
from shops.availability.waiting import waiting_for
from shops.desk.guests.forms_guests import CloseForm, RoomGuestForm
from shops.desk.guests.page import bookable_of, day_of, posted

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
MONTH_AHEAD = timedelta(days=32)


@login_required
@require_safe
def month(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Every day with what is taken, left, and its price; a day leads to its page."""
    bookable = bookable_of(request, visit_id, room=True)
    today = shanghai_day(now())
    asked = request.GET.get("m", "")
    first = day_of(f"{asked}-01") if asked else today.replace(day=1)
    context = {
        "shop": bookable.visit.shop, "visit": bookable.visit, "bookable": bookable, "first": first, "today": today,
        "weeks": month_of(bookable, first, now()), "before": (first - timedelta(days=1)).replace(day=1),
        "after": (first + MONTH_AHEAD).replace(day=1), "line": waiting_for(bookable, now()),
    }  # fmt: skip
    return render(request, "shops/desk/guests/month.html", context)


@READ_OR_SEND
@login_required
def day(request: HttpRequest, visit_id: int, on: str) -> HttpResponse:
    """One night of the rooms."""
    bookable, begins = bookable_of(request, visit_id, room=True), day_of(on)
    guest = RoomGuestForm(posted(request, "guest"), prefix="guest", day=begins, initial={"rooms": 1, "people": 2})
    shut = CloseForm(posted(request, "close"), prefix="close", day=begins)
    if request.method == "POST" and pressed(request, bookable, begins, guest, shut):
        return redirect("desk:guest_day", visit_id, begins.isoformat())
    stays = list(on_day(bookable, begins))
    cell = next(cell for week in month_of(bookable, begins, now()) for cell in week if cell.day == begins)
    context = {
        "shop": bookable.visit.shop, "visit": bookable.visit, "bookable": bookable, "day": begins, "cell": cell,
        "guests": [stay for stay in stays if stay.why not in Stay.CLOSING],
        "closings": [stay for stay in stays if stay.why in Stay.CLOSING],
        "is_shut": any(stay.why == Stay.Why.CLOSED for stay in stays),
        "guest": guest, "shut": shut, "press": request.POST.get("press", "")[:32] or uuid4().hex,
        "before": begins - timedelta(days=1), "after": begins + timedelta(days=1),
    }  # fmt: skip
    return render(request, "shops/desk/guests/day.html", context)


def pressed(request: HttpRequest, bookable: Bookable, begins: date, guest: RoomGuestForm, shut: CloseForm) -> bool:
    """Do what was pressed; whether it was done. The same press again is done once."""
    do, press = request.POST.get("do", ""), request.POST.get("press", "")[:32] or uuid4().hex
    given: dict[str, Any] = {"by": request.user, "at": now()}
    if do == "guest" and guest.is_valid():
        wish = {"first": begins, "until": guest.cleaned_data["until"], "rooms": guest.cleaned_data["rooms"], "press": press}
        said = {"words": guest.words(), "phone": guest.cleaned_data["phone"]}
        return entered(guest, lambda: book_room_by_phone(bookable=bookable, **wish, **said, **given), request)
    if do == "close" and shut.is_valid():
        wish = {"first": begins, "until": shut.cleaned_data["last"] + timedelta(days=1), "press": press}
        reason = shut.cleaned_data["reason"]
        return entered(shut, lambda: close_days(bookable=bookable, reason=reason, **wish, **given), request)
    if do == "open":
        if open_day(bookable=bookable, day=begins, **given):
            messages.success(request, _("The day is open again."))
        return True
    if do.startswith("release-"):
        return let_go(request, Stay.objects.filter(bookable=bookable), do.removeprefix("release-"), begins)
    return False


def entered(form: Any, act: Callable[[], Stay], request: HttpRequest) -> bool:
    """Whether it was written down; where there is no place, the form says on which days."""
    try:
        act()
    except Full as full:
        form.add_error(None, _("Full on %(days)s: nothing was written down.") % {"days": listed(full.days)})
    except TooLate:
        messages.warning(request, _("That day is over. Choose today or a later day."))
        return True
    except NotBookable as refusal:
        form.add_error(None, refusal.words)
    else:
        messages.success(request, _("Written down."))
        return True
    return False


def let_go(request: HttpRequest, stays: Any, pk: str, from_day: date | None = None) -> bool:
    """Give back what somebody who rang has, from this day on; what was ordered here is cancelled with its order."""
    stay = stays.filter(pk=int(pk) if pk.isascii() and pk.isdecimal() else 0, why=Stay.Why.PHONE).first()
    if stay is None:
        return False
    back = release(key=stay.key, by=request.user, at=now(), from_day=from_day and max(from_day, shanghai_day(now())))
    words = ngettext("%(n)s place is free again.", "%(n)s places are free again.", back) % {"n": back}
    messages.success(request, words)
    return True
