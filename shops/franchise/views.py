"""Inspection: the shops that wait, and one shop to open or return."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.clock import now
from common.rights import allow_or_404, can, visible
from common.states import WrongState
from shops.franchise import operations, queries
from shops.franchise.forms import AddressForm, OpenForm, ReturnForm, StopForm
from shops.franchise.models import Shop


@login_required
def inspect_list(request: HttpRequest) -> HttpResponse:
    """The shops that wait, the longest waiting first, and what was decided lately."""
    allow_or_404(request.user, "inspect shops")
    context = {"waiting": list(queries.waiting()), "decided": list(queries.decided_lately())}
    return render(request, "shops/franchise/list.html", context)


def to_inspect(request: HttpRequest, shop_id: int) -> Shop:
    """The shop, for who may inspect it; 404 for everybody else."""
    shop = get_object_or_404(visible(request.user, Shop).select_related("owner"), pk=shop_id)
    allow_or_404(request.user, "inspect shop", shop)
    return shop


def page_of(request: HttpRequest, shop: Shop, **forms: Form) -> HttpResponse:
    """The shop's page for a franchise manager; `forms` take the place of the empty ones."""
    context = {
        "shop": shop,
        "opening": OpenForm(),
        "returning": ReturnForm(),
        "stopping": StopForm(state=shop.state),
        "addressing": AddressForm(initial={"slug": shop.slug}),
        "may_address": can(request.user, "change address", shop),
        "goods": list(queries.goods_to_inspect(shop)),
        "agreement": shop.agreements.select_related("terms").order_by("-pk").first(),
        "inspections": list(shop.inspections.select_related("inspector")),
        "sent_at": queries.sent_at(shop),
    }
    return render(request, "shops/franchise/inspect.html", context | forms)


@login_required
def inspect(request: HttpRequest, shop_id: int) -> HttpResponse:
    """One shop: looked at, then opened or returned. Someone else's press first is said, not repeated."""
    shop = to_inspect(request, shop_id)
    deciding = request.POST.get("decision") if request.method == "POST" else ""
    opening = OpenForm(request.POST if deciding == "open" else None)
    returning = ReturnForm(request.POST if deciding == "return" else None)
    if (deciding == "open" and opening.is_valid()) or (deciding == "return" and returning.is_valid()):
        decide(request, shop, opening if deciding == "open" else returning)
        return redirect("franchise:inspect_list")
    return page_of(request, shop, opening=opening, returning=returning)


def decide(request: HttpRequest, shop: Shop, form: OpenForm | ReturnForm) -> None:
    """Open or return, and say what came of it."""
    try:
        if isinstance(form, OpenForm):
            operations.open_shop(shop=shop, inspector=request.user, at=now())
            messages.success(request, _("%(shop)s is open.") % {"shop": shop.name})
        else:
            operations.return_shop(shop=shop, inspector=request.user, reasons=form.cleaned_data["reasons"], at=now())
            messages.success(request, _("%(shop)s is returned with your words.") % {"shop": shop.name})
    except WrongState:
        messages.warning(request, _("This shop was decided already. Nothing was changed."))
