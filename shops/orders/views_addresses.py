"""My addresses: several, one usual; each is understood as at the checkout."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.rights import visible
from common.templatetags.words import spaced
from shops.orders import addresses
from shops.orders.forms import AddressForm, to_of
from shops.orders.models import Address


def own(request: HttpRequest, pk: int) -> Address:
    """One of the reader's; 404 for another's."""
    return get_object_or_404(visible(request.user, Address).select_related("owner"), pk=pk)


@require_safe
@login_required
def book(request: HttpRequest) -> HttpResponse:
    """All of them, the usual one first."""
    return render(request, "shops/orders/addresses.html", {"addresses": visible(request.user, Address), "most": Address.MOST})


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """One more."""
    owner: Any = request.user
    form = AddressForm(request.POST or None, initial={"name": owner.name, "phone": spaced(owner.phone)})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            addresses.add_address(
                owner=request.user, to=to_of(said), title=said["title"], is_usual=said["is_usual"], at=now()
            )  # fmt: skip
        except addresses.TooMany:
            form.add_error(None, _("Your address book is full. Take one out first."))
        else:
            messages.success(request, _("Kept."))
            return redirect("orders:addresses")
    return render(request, "shops/orders/address.html", {"form": form, "address": None})


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, to be changed."""
    address = own(request, pk)
    form = AddressForm(request.POST or None, initial=answers_of(address))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            addresses.change_address(
                address=address, to=to_of(said), title=said["title"], is_usual=said["is_usual"], at=now()
            )  # fmt: skip
        except addresses.KeptAlready:
            form.add_error(None, _("You have this address already. Take one of the two out."))
        else:
            messages.success(request, _("Kept."))
            return redirect("orders:addresses")
    return render(request, "shops/orders/address.html", {"form": form, "address": address})


def answers_of(address: Address) -> dict[str, str | bool]:
    """As a form asks for them."""
    return {
        "title": address.title, "name": address.name, "phone": spaced(address.phone), "is_usual": address.is_usual,
        "address": f"{address.place}{address.street}",
    }  # fmt: skip


@require_POST
@login_required
def usual(request: HttpRequest, pk: int) -> HttpResponse:
    addresses.make_usual(address=own(request, pk), at=now())
    messages.success(request, _("This one is filled in from now on."))
    return redirect("orders:addresses")


@require_POST
@login_required
def out(request: HttpRequest, pk: int) -> HttpResponse:
    addresses.remove_address(address=own(request, pk), at=now())
    messages.success(request, _("Taken out. What you have ordered goes where it was to go."))
    return redirect("orders:addresses")
