"""All that somebody waits for: a person's own, and a guest's by their number, as guests find their orders."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common.clock import now
from outbox import codes
from shops.availability.models import Waiting
from shops.bookings.forms_waiting import FindWaitsForm
from shops.bookings.queries import waits_of
from shops.bookings.remembering import remember_waits, remembered_waits
from shops.bookings.views_waiting import READ_OR_SEND, private

ASKED, LIMIT = "waits_asked", "find_waits"


@READ_OR_SEND
def waits(request: HttpRequest) -> HttpResponse:
    """Days, turn, until when it is held, and leaving by one press; beside them, how a guest finds theirs."""
    form = FindWaitsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        phone = form.cleaned_data["phone"]
        if ratelimit.consume(request, action=LIMIT, key=phone):
            known = Waiting.objects.filter(phone=phone, state__in=Waiting.LIVE).exists()
            request.session[ASKED] = codes.send_code(of=phone, phone=phone if known else "", template="waits_code", at=now())
            return redirect("bookings:waits_code")
        messages.warning(request, _("Many codes were asked for this number. Try again tomorrow, or call the help line."))
    rows = waits_of(request.user, remembered_waits(request))
    return private(render(request, "shops/bookings/waits.html", {"waits": rows, "form": form}))


@READ_OR_SEND
def code(request: HttpRequest) -> HttpResponse:
    """The code that was sent; right, what this number waits for is this browser's."""
    asked = request.session.get(ASKED)
    if not asked:
        return redirect("bookings:waits")
    if request.method == "POST":
        right = codes.is_right(asked, request.POST.get("code", "")[:20], now())
        request.session[ASKED] = asked
        if right:
            del request.session[ASKED]
            rows = Waiting.objects.filter(phone=asked["of"], state__in=Waiting.LIVE)
            remember_waits(request, rows.values_list("key", flat=True))
            return redirect("bookings:waits")
        messages.warning(request, _("That is not the code, or it is too old. Ask for a new one if it does not come."))
    return private(render(request, "shops/bookings/waits_code.html", {"phone": asked["of"]}))
