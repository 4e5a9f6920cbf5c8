"""Other calendars: ours to give away, theirs to follow."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from common.clock import now, shanghai_day
from shops.availability.calendars.following import CalendarsEnough, add_calendar, remove_calendar
from shops.availability.calendars.reading import MOST_BYTES, Problem, Unreadable
from shops.availability.models import Bookable, OtherCalendar, Stay
from shops.availability.setting_up import renew_secret
from shops.desk.guests.forms_calendars import CalendarForm
from shops.desk.guests.page import bookable_of

ENOUGH = gettext_lazy("Five calendars are enough. Take one away first.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def calendars(request: HttpRequest, visit_id: int) -> HttpResponse:
    bookable = bookable_of(request, visit_id)
    form = CalendarForm(
        request.POST if request.POST.get("do") == "add" else None, request.FILES or None, initial={"name": _("Other site")}
    )
    if request.method == "POST" and pressed(request, bookable, form):
        return redirect("desk:guest_calendars", visit_id)
    ours = {
        what: settings.BASE_URL + reverse("availability:calendar", args=[bookable.secret, what])
        for what in ("bookings", "full")
    }
    context = {
        "shop": bookable.visit.shop, "visit": bookable.visit, "bookable": bookable, "form": form, "ours": ours,
        "calendars": list(bookable.calendars.all()), "contradicted": contradicted(bookable),
    }  # fmt: skip
    return render(request, "shops/desk/guests/calendars.html", context)


def contradicted(bookable: Bookable) -> list[Stay]:
    """Entries for which there was no room here, and which are not over."""
    rows = Stay.objects.filter(bookable=bookable, why=Stay.Why.CALENDAR, released_at=None, places=0)
    return list(rows.filter(until__gt=shanghai_day(now())).order_by("first", "pk"))


def pressed(request: HttpRequest, bookable: Bookable, form: CalendarForm) -> bool:
    do = request.POST.get("do", "")
    given: dict[str, Any] = {"by": request.user, "at": now()}
    if do.startswith("remove-"):
        pk = do.removeprefix("remove-")
        calendar = get_object_or_404(OtherCalendar, pk=int(pk) if pk.isascii() and pk.isdecimal() else 0, bookable=bookable)
        remove_calendar(calendar=calendar, **given)
        messages.success(request, _("It is no longer followed; the days it had closed are open again."))
        return True
    if do == "renew":
        renew_secret(bookable=bookable, **given)
        messages.success(request, _("The address is new. The old one leads nowhere."))
        return True
    return do == "add" and form.is_valid() and added(request, bookable, form, given)


def added(request: HttpRequest, bookable: Bookable, form: CalendarForm, given: dict[str, Any]) -> bool:
    file = form.cleaned_data["file"]
    try:
        if file and file.size > MOST_BYTES:
            raise Unreadable(Problem.TOO_BIG)
        add_calendar(
            bookable=bookable, name=form.cleaned_data["name"], address=form.cleaned_data["address"],
            content=file.read() if file else None, is_whole=form.cleaned_data["is_whole"], **given,
        )  # fmt: skip
    except Unreadable as fault:
        form.add_error("file" if file else "address", Problem(fault.problem).label)
        return False
    except CalendarsEnough:
        form.add_error(None, ENOUGH)
        return False
    messages.success(request, _("It was read. What is taken there is closed here."))
    return True
