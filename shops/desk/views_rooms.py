"""Another room for guests who booked: the host's other rooms, and one press."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clock import now
from common.fields import LineField
from common.states import WrongState
from shops.bookings import rooms
from shops.desk.views_bookings import FASTER, own_booking


class ReasonForm(forms.Form):
    reasons = LineField(
        label=gettext_lazy("Why, if you like to say it"), most=120, ask="", required=False,
        help_text=gettext_lazy("The guest reads it: a pipe broke, a large family comes…"),
    )  # fmt: skip


@login_required
def booking_room(request: HttpRequest, pk: int) -> HttpResponse:
    """Every other room, and of each that cannot be had, why."""
    shown = own_booking(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    to = request.POST.get("to", "")
    if form.is_bound and form.is_valid() and to.isascii() and to.isdecimal() and len(to) < 10:
        try:
            rooms.change_room(booking=shown, to=int(to), by=request.user, reasons=form.cleaned_data["reasons"], at=now())
        except rooms.CannotHave as fault:
            messages.warning(request, fault.words)
        except WrongState:
            messages.warning(request, str(FASTER))
        else:
            messages.success(request, _("They have that room now. The guest is told, and the voucher says it."))
        return redirect("desk:booking", pk)
    context = {
        "shop": shown.line.parcel.shop, "booking": shown, "line": shown.line, "order": shown.line.parcel.order, "form": form,
        "rooms": rooms.rooms_for(shown, now()),
    }  # fmt: skip
    return render(request, "shops/desk/booking_room.html", context)
