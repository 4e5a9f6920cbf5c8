"""Changing the goods, and what every page of a change shares. An invalid form keeps what was typed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.clock import now
from shops.builder import operations, queries
from shops.builder.forms import ProductForm, values_of
from shops.builder.forms_front import helped
from shops.builder.holding import NotChangeable
from shops.builder.stepping import LOCKED, carried, step
from shops.builder.stepping import page as steps_page
from shops.builder.views import own_shop
from shops.catalogue.models import Product, Variant


def section(request: HttpRequest, name: str, form: forms.Form, save: Callable[[Any], object], **context: Any) -> HttpResponse:
    """Show the form, or save it and go on (`then`); a shop that may not change now says so."""
    if request.method == "POST" and form.is_valid():
        try:
            save(form)
        except NotChangeable:
            messages.warning(request, LOCKED)
            return page(request, name, form, **context)
        messages.success(request, _("Saved."))
        for warning in getattr(form, "warnings", list)():
            messages.warning(request, warning)
        return redirect(context.get("then") or "builder:check")
    return page(request, name, form, **context)


def page(request: HttpRequest, name: str, form: forms.Form, **context: Any) -> HttpResponse:
    shown = {"form": form, "section": name, "locked": not context["shop"].is_changeable, **context}
    return render(request, f"shops/builder/{name}.html", shown)


@login_required
def goods(request: HttpRequest) -> HttpResponse:
    """The goods, each with a link to its own page."""
    shop = own_shop(request)
    context = {"shop": shop, "goods": list(queries.goods_of(shop)), "section": "change_goods"}
    return render(request, "shops/builder/change_goods.html", context)


@login_required
def product(request: HttpRequest, product_id: int) -> HttpResponse:
    """One product's words, season, prices and stock."""
    shop = own_shop(request)
    shown = get_object_or_404(Product, pk=product_id, shop=shop)
    form = ProductForm(request.POST if request.method == "POST" else None, initial=initial_of_product(shown))
    context = {"shop": shop, "product": shown, "pack": first_pack(shown), "then": "builder:change_goods"}
    return section(request, "change_product", form, partial(save_product, request, shown), **context)


@carried("first")
def first(request: HttpRequest) -> HttpResponse:
    """The step of the first product: what buyers see first. Without any product, where they come from."""
    shop = own_shop(request)
    shown = shop.products.order_by("position").first()
    if shown is None:
        return steps_page(request, "first", forms.Form(), "", shop=shop, product=None)

    def save(form: ProductForm, seen: int | None) -> Product:
        return save_product(request, shown, form)

    context = {"shop": shop, "product": shown, "pack": first_pack(shown)}
    return step(
        request, "first", lambda *data, **more: helped(ProductForm(*data, **more)), initial_of_product(shown), save, **context
    )


def first_pack(product: Product) -> Variant | None:
    return product.variants.select_related("offer").order_by("position").first()


def initial_of_product(product: Product) -> dict[str, Any]:
    """What the product's form shows at first: its words and its first pack's offer."""
    initial = values_of(product, ProductForm) | {"harvest_months": [str(n) for n in product.harvest_months]}
    pack = first_pack(product)
    if pack and hasattr(pack, "offer"):
        initial |= {name: getattr(pack.offer, name) for name in ("price", "group_price", "group_size", "stock")}
    return initial


def save_product(request: HttpRequest, product: Product, form: ProductForm) -> Product:
    changes, prices = form.words(), form.prices()
    return operations.change_product(product=product, by=request.user, at=now(), changes=changes, prices=prices)
