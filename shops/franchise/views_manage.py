"""After a shop is open: the register of all shops; suspending, reopening, closing one, and moving its address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now
from common.rights import allow_or_404
from common.states import WrongState
from shops.franchise import operations, queries
from shops.franchise.forms import AddressForm, StopForm
from shops.franchise.models import Shop
from shops.franchise.views import page_of, to_inspect

PAGE = 24


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Every shop by name, or those in one state (`?state=`)."""
    allow_or_404(request.user, "inspect shops")
    state = request.GET.get("state", "")
    page = Paginator(queries.all_shops(state), PAGE).get_page(request.GET.get("page"))
    return render(request, "shops/franchise/register.html", {"page": page, "state": state, "states": Shop.State.choices})


@login_required
@require_POST
def stop(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Suspend or close, with reasons that the owner reads."""
    shop = to_inspect(request, shop_id)
    form = StopForm(request.POST, state=Shop.State.OPEN)
    if not form.is_valid():
        return page_of(request, shop, stopping=form)
    said = form.cleaned_data
    try:
        operations.stop(shop=shop, to=said["to"], by=request.user, reasons=said["reasons"], at=now())
        words = {Shop.State.CLOSED: _("%(shop)s is closed."), Shop.State.SUSPENDED: _("%(shop)s is suspended.")}
        messages.success(request, words[Shop.State(said["to"])] % {"shop": shop.name})
    except WrongState:
        messages.warning(request, _("This shop is not open any more. Nothing was changed."))
    return redirect("franchise:inspect", shop.pk)


@login_required
@require_POST
def reopen(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Open a suspended shop again."""
    shop = to_inspect(request, shop_id)
    try:
        operations.reopen(shop=shop, by=request.user, at=now())
        messages.success(request, _("%(shop)s is open.") % {"shop": shop.name})
    except WrongState:
        messages.warning(request, _("Only a suspended shop can be opened again. Nothing was changed."))
    return redirect("franchise:inspect", shop.pk)


@login_required
@require_POST
def address(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Give the shop another address; the old one leads to it for ever."""
    shop = to_inspect(request, shop_id)
    allow_or_404(request.user, "change address", shop)
    form = AddressForm(request.POST)
    if form.is_valid():
        try:
            operations.change_address(shop=shop, slug=form.cleaned_data["slug"], by=request.user, at=now())
            messages.success(request, _("The shop has its new address. The old one leads to it."))
            return redirect("franchise:inspect", shop.pk)
        except operations.AddressTaken:
            form.say_taken()
    return page_of(request, shop, addressing=form)
