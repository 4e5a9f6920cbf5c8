"""The goods of a shop: the list, where each stands, its order; a new one, a copy."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now
from common.states import WrongState
from shops.builder.goods import adding, queries
from shops.builder.goods.asking import answered
from shops.builder.goods.forms import NewProductForm
from shops.builder.goods.page import NOT_NOW as KEPT
from shops.builder.goods.page import say_echoes
from shops.builder.goods.saying import say_breaches, say_refusal, say_with_undo
from shops.builder.views import own_shop
from shops.catalogue import shelf
from shops.catalogue.bands import NotInBand
from shops.catalogue.models import Product
from shops.catalogue.rules import Breached
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop
from shops.franchise.selling import NotTrained

State = Product.State
STATES = {state.replace(" ", "-"): state for state in State.values}
NOT_NOW = gettext_lazy("Your shop cannot be changed just now. Nothing was changed.")
ENOUGH = gettext_lazy("Your shop has %(n)s goods, which is the most. Take one out first.")
SAID = {
    State.DRAFT: gettext_lazy("It is no longer on sale."),
    State.ON_SALE: gettext_lazy("It is on sale."),
    State.RESTING: gettext_lazy("It rests: buyers see that it comes back, and cannot buy it."),
    State.REMOVED: gettext_lazy("It is out of the shop. Its page says that it is no longer sold."),
}


def own_product(request: HttpRequest, product_id: int) -> Product:
    """A product of the reader's shop, taken out or not; 404 for any other."""
    shop = own_shop(request, "change goods")
    product: Product = get_object_or_404(Product.objects.select_related("shop", "category"), pk=product_id, shop=shop)
    return product


@login_required
def goods(request: HttpRequest) -> HttpResponse:
    """All goods, with what each lacks; those taken out are last, to be brought back."""
    shop = own_shop(request, "change goods")
    rows = queries.goods_rows(shop)
    context = {
        "shop": shop, "section": "change_goods", "locked": not shop.is_changeable, "key": uuid4().hex,
        "rows": [row for row in rows if row.product.state != State.REMOVED],
        "removed": [row for row in rows if row.product.state == State.REMOVED],
    }  # fmt: skip
    return render(request, "shops/builder/goods/list.html", context)


@login_required
@require_POST
def state(request: HttpRequest, product_id: int, to: str) -> HttpResponse:
    """Put on sale, let rest, take out, bring back; the message undoes it."""
    product = own_product(request, product_id)
    if to not in STATES:
        raise Http404
    try:
        before = shelf.set_state(product=product, to=STATES[to], by=request.user, at=now())
    except NotChangeable:
        messages.warning(request, NOT_NOW)
    except WrongState:
        messages.warning(request, _("That cannot be done with it now. Look at the list again."))
    except shelf.NoPack:
        messages.warning(request, _("It has no pack with a price yet. Add one, then put it on sale."))
        return redirect("builder:change_product", product.pk)
    except NotTrained as untrained:
        messages.warning(request, say_refusal(untrained.refusal))
    except NotInBand as fault:
        messages.warning(request, fault.faults[0].words)
        return redirect("builder:change_product", product.pk)
    except Breached as breached:
        messages.warning(request, say_breaches(product, breached.breaches))
        return redirect(reverse("builder:change_product", args=[product.pk]) + "?check=1")
    else:
        undo = reverse("builder:product_state", args=[product.pk, before.replace(" ", "-")]) if before != STATES[to] else ""
        messages.success(request, f"{product.name}: {SAID[State(STATES[to])]}", extra_tags=undo)
    return redirect("builder:change_goods")


@login_required
@require_POST
def step(request: HttpRequest, product_id: int, way: str) -> HttpResponse:
    """One place up or down, or to the front."""
    product = own_product(request, product_id)
    try:
        shelf.step(product=product, way=way, by=request.user, at=now())
    except NotChangeable:
        messages.warning(request, NOT_NOW)
    return redirect(reverse("builder:change_goods") + f"#g{product.pk}")


@login_required
@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """The whole order, as it was dragged."""
    shop = own_shop(request, "change goods")
    named = [int(pk) for pk in request.POST.get("order", "").split(",") if pk.isascii() and pk.isdecimal() and len(pk) < 18]
    at = now()
    try:
        shelf.set_order(shop=shop, order=named, by=request.user, at=at)
        say_with_undo(request, shop, at, _("The goods stand in the new order."))
    except NotChangeable:
        messages.warning(request, NOT_NOW)
    return redirect("builder:change_goods")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """One short page, then the product's own."""
    shop = own_shop(request, "change goods")
    data = answered(request.POST) if request.method == "POST" else None
    form = NewProductForm(data, initial={"key": uuid4().hex})
    if data is not None and form.is_valid() and (made := add(request, shop, form)):
        return redirect("builder:change_product", made.pk)
    context = {"shop": shop, "form": form, "section": "change_goods", "locked": not shop.is_changeable}
    return render(request, "shops/builder/goods/new.html", context)


def add(request: HttpRequest, shop: Shop, form: NewProductForm) -> Product | None:
    """The product that was added; None where it could not be, with why on the form."""
    given: dict[str, Any] = {
        "words": form.words(),
        "pack": form.pack(),
        "prices": form.prices(),
        "key": form.cleaned_data["key"],
    }
    try:
        made = adding.add_product(shop=shop, by=request.user, at=now(), **given)
    except NotChangeable:
        form.add_error(None, KEPT)
        return None
    except adding.GoodsEnough:
        form.add_error(None, ENOUGH % {"n": adding.MOST_GOODS})
        return None
    say_echoes(request, form)
    messages.success(request, _("Added as a draft. Say more about it here, then put it on sale."))
    return made


@login_required
@require_POST
def copy(request: HttpRequest, product_id: int) -> HttpResponse:
    """A draft like it, to be changed."""
    product = own_product(request, product_id)
    try:
        made = adding.copy_product(product=product, by=request.user, at=now(), key=request.POST.get("key", "")[:40])
    except NotChangeable:
        messages.warning(request, NOT_NOW)
        return redirect("builder:change_goods")
    except adding.GoodsEnough:
        messages.warning(request, ENOUGH % {"n": adding.MOST_GOODS})
        return redirect("builder:change_goods")
    messages.success(request, _("This is the copy. Give it its own name, batch and stock, then put it on sale."))
    return redirect("builder:change_product", made.pk)
