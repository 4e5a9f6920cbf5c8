"""Further packs of a product, each on its own page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now
from shops.builder.goods.asking import answered
from shops.builder.goods.forms_packs import PackForm, pack_values
from shops.builder.goods.page import NOT_NOW, Page, pack_seen, say_echoes
from shops.builder.goods.saying import put_outside, say_outside, say_with_undo
from shops.builder.goods.views import own_product
from shops.catalogue import operations
from shops.catalogue.bands import NotInBand
from shops.catalogue.contents import written
from shops.catalogue.merging import ChangedMeanwhile, opened
from shops.catalogue.models import Product, Variant
from shops.franchise.changing import NotChangeable
from shops.range.models import AllowedPack


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_pack(request: HttpRequest, product_id: int) -> HttpResponse:
    """Another pack of the product."""
    of = own_product(request, product_id)
    data = answered(request.POST) if request.method == "POST" else None
    form = PackForm(data, initial=allowed(of, request.GET.get("of", "")))
    if data is not None and form.is_valid():
        at = now()
        try:
            operations.add_pack(product=of, by=request.user, at=at, pack=form.pack(), prices=form.prices())
        except NotChangeable:
            form.add_error(None, NOT_NOW)
        except operations.PacksEnough:
            form.add_error(
                None, _("A product has %(n)s packs at most. Stop selling one of them first.") % {"n": operations.MOST_PACKS}
            )
        except NotInBand as fault:
            put_outside(form, fault.faults)
        else:
            say_echoes(request, form)
            say_outside(request, of)
            say_with_undo(request, of.shop, at, _("The pack is added."))
            return redirect("builder:change_product", of.pk)
    context = {
        "form": form, "product": of, "shop": of.shop, "asks": form.asks() if data is not None else [],
        "sure": sorted(form.sure), "section": "change_product", "locked": not of.shop.is_changeable,
    }  # fmt: skip
    return render(request, "shops/builder/goods/pack.html", context)


def allowed(product: Product, number: str) -> dict[str, str]:
    """What is in the pack of the product's standard that the address names; nothing for any other."""
    if not (number.isascii() and number.isdecimal() and len(number) < 12):
        return {}
    found = AllowedPack.objects.filter(pk=int(number), standard__grades__carried__product=product).first()
    return {"contents": written(found)} if found else {}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pack(request: HttpRequest, product_id: int, pack_id: int) -> HttpResponse:
    """One pack's contents, prices and stock."""
    shown = own_pack(request, product_id, pack_id)
    page = Page(request, PackForm, pack_values(shown), pack_seen(shown), variant=shown)
    if page.is_sent and save_pack(page, shown):
        return redirect("builder:change_product", product_id)
    return page.shown("shops/builder/goods/pack.html", product=shown.product, pack=shown)


def own_pack(request: HttpRequest, product_id: int, pack_id: int) -> Variant:
    of = own_product(request, product_id)
    shown: Variant = get_object_or_404(Variant.objects.select_related("offer"), pk=pack_id, product=of, is_sold=True)
    shown.product = of
    return shown


def save_pack(page: Page, variant: Variant) -> bool:
    form = page.form
    at = now()
    given: dict[str, Any] = {"variant": variant, "by": page.request.user, "at": at, "seen": opened(page.seen)}
    try:
        operations.change_pack(pack=form.pack(), prices=form.prices(), **given)
    except NotChangeable:
        return page.locked()
    except ChangedMeanwhile as clash:
        fresh = Variant.objects.select_related("offer").get(pk=variant.pk)
        page.clash(clash, pack_seen(fresh), pack_values(fresh))
        return False
    except NotInBand as fault:
        put_outside(form, fault.faults)
        return False
    say_outside(page.request, variant.product)
    return page.saved(_("Saved."), at)


@login_required
@require_POST
def drop_pack(request: HttpRequest, product_id: int, pack_id: int) -> HttpResponse:
    """Sell a pack no more."""
    gone, at = own_pack(request, product_id, pack_id), now()
    try:
        operations.drop_pack(variant=gone, by=request.user, at=at)
        say_with_undo(request, gone.product.shop, at, _("This pack is no longer sold."))
    except NotChangeable:
        messages.warning(request, _("Your shop cannot be changed just now. Nothing was changed."))
    except operations.LastPack:
        messages.warning(request, _("It is the last pack. Let the product rest, or take it out of the shop instead."))
    return redirect("builder:change_product", product_id)
