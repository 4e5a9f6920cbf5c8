"""What a buyer presses on the page of an order: I have it; call it off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now
from common.states import WrongState
from shops.fulfilment import operations
from shops.orders.models import ShopOrder
from shops.orders.remembering import may_open


def part_of(request: HttpRequest, number: str, pk: int, *kinds: str) -> ShopOrder:
    """One shop's part of an order that this reader placed; 404 for anybody else, and for what is not of these `kinds`: goods,
    unless told."""
    parts = ShopOrder.objects.filter(kind__in=kinds or (ShopOrder.Kind.GOODS,)).select_related("order__buyer", "shop__owner")
    found = parts.filter(pk=pk, order__number=number).first()
    if found is None or not may_open(request, found.order):
        raise Http404
    return found


@require_POST
def received(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The buyer has it."""
    try:
        if operations.receive(parcel=part_of(request, number, pk), by=request.user, at=now()):
            messages.success(request, _("Good. The shop gets its money."))
    except WrongState as fault:
        has_gone = fault.was in (ShopOrder.State.BACK, ShopOrder.State.CANCELLED)
        messages.warning(request, _("The shop says otherwise: see how it stands.") if has_gone else _("It was not posted yet."))
    return redirect("orders:order", number)


@require_POST
def call_off(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The buyer wants this part no more."""
    try:
        operations.call_off(parcel=part_of(request, number, pk), by=request.user, at=now())
        messages.success(request, _("Called off. The shop is told, and nothing is posted."))
    except WrongState:
        messages.warning(request, _("It is packed or on its way already. Talk to the shop, or send it back when it comes."))
    return redirect("orders:order", number)
