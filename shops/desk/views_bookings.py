"""One booking, found by the code of a voucher too: they came, did not, leave early, cannot be taken in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.clock import now, shanghai_day
from common.states import WrongState
from shops.bookings import operations, queries
from shops.builder.views import own_shop
from shops.catalogue.fields import DayField
from shops.fulfilment.forms import CancelForm
from shops.orders.models import Booking, ShopOrder

FASTER = gettext_lazy("Somebody was faster: see how it stands now.")


class EarlyForm(forms.Form):
    on = DayField(label=gettext_lazy("They leave on"), required=True)


@login_required
def by_code(request: HttpRequest) -> HttpResponse:
    """The booking of a voucher's code, read by a phone or typed."""
    shop = own_shop(request, "change goods")
    code = request.GET.get("code", "")[:20]
    if found := queries.booking_by_code(shop, code):
        return redirect("desk:booking", found.pk)
    messages.warning(request, _("No booking of this shop has that code. Look at the voucher once more."))
    return redirect("desk:guests")


def own_booking(request: HttpRequest, pk: int) -> Booking:
    """404 for another shop's."""
    shop = own_shop(request, "change goods")
    shown = queries.booking_of_shop(shop, pk)
    if shown is None:
        raise Http404
    shown.line.parcel.shop = shop
    return shown


@login_required
def booking(request: HttpRequest, pk: int) -> HttpResponse:
    """One booking, and what became of it."""
    shown = own_booking(request, pk)
    do = request.POST.get("do", "")
    early = EarlyForm(request.POST if do == "early" else None)
    saying = CancelForm(request.POST if do == "cancel" else None)
    if done(request, shown, do, early, saying):
        return redirect("desk:booking", pk)
    at, parcel = now(), shown.line.parcel
    context = {
        "shop": parcel.shop, "booking": shown, "line": shown.line, "order": parcel.order, "parcel": parcel,
        "early": early, "saying": saying, "is_booked": parcel.state == ShopOrder.State.BOOKED,
        "has_begun": at >= shown.arrives_at, "is_the_day": shanghai_day(at) >= shanghai_day(shown.arrives_at),
    }  # fmt: skip
    return render(request, "shops/desk/booking.html", context)


def done(request: HttpRequest, shown: Booking, do: str, early: EarlyForm, saying: CancelForm) -> bool:
    """Whether something was pressed and said; what was wrong with what was typed stands on the form."""
    given: dict[str, Any] = {"booking": shown, "by": request.user, "at": now()}
    try:
        if do == "came":
            operations.check_in(**given)
            messages.success(request, _("They are here. Keep every guest’s identity card in the register."))
        elif do == "missed":
            operations.miss(**given)
            messages.success(request, _("Written down. The nights to come are free again, and the guest is told."))
        elif do == "early" and early.is_valid():
            back = operations.leave_early(on=early.cleaned_data["on"], **given)
            messages.success(
                request, ngettext("%(n)s night is free again.", "%(n)s nights are free again.", back) % {"n": back}
            )
        elif do == "cancel" and saying.is_valid():
            operations.cancel(reasons=saying.cleaned_data["reasons"], **given)
            messages.success(request, _("Cancelled. All of the money goes back, and the guest is told."))
        else:
            return False
    except operations.TooEarly:
        messages.warning(request, _("Their day has not come yet."))
    except ValueError:
        early.add_error("on", _("Write a day between their coming and their leaving."))
        return False
    except WrongState:
        messages.warning(request, str(FASTER))
    return True
