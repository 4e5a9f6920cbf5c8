"""Linking goods or a shop to the county's pages: for who keeps the shop, editors and franchise managers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now
from common.rights import allow_or_404
from shops.catalogue import ties, undoing
from shops.catalogue.models import GoodsChange, Product
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop
from shops.storefront.links import groups, read_keys

NOT_NOW = gettext_lazy("This shop cannot be changed just now. Nothing was changed.")
LINK = "link to pages"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def product_links(request: HttpRequest, slug: str) -> HttpResponse:
    """The pages one product is linked to."""
    product = get_object_or_404(Product.objects.kept().select_related("shop"), slug=slug)
    return links(request, product, product.shop)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def shop_links(request: HttpRequest, slug: str) -> HttpResponse:
    """The pages a shop is linked to with all its goods."""
    shop = get_object_or_404(Shop, slug=slug)
    return links(request, shop, shop)


def links(request: HttpRequest, of: ties.Tied, shop: Shop) -> HttpResponse:
    """Tick the pages, save; the message undoes it."""
    allow_or_404(request.user, LINK, shop)
    chosen = ties.keys_of(of)
    error = ""
    if request.method == "POST":
        chosen = read_keys(request.POST.getlist("page"))
        if not (error := save(request, of, shop, chosen)):
            return redirect(address_of(of))
    context = {
        "of": of, "shop": shop, "groups": groups(chosen), "most": ties.MOST, "error": error,
        "product": of if isinstance(of, Product) else None,
    }  # fmt: skip
    return render(request, "shops/storefront/links.html", context)


def save(request: HttpRequest, of: ties.Tied, shop: Shop, keys: list[UUID]) -> str:
    """What was wrong, in words; '' when it was saved."""
    at = now()
    try:
        ties.set_ties(of=of, keys=keys, by=request.user, at=at)
    except NotChangeable:
        return str(NOT_NOW)
    except ties.TooManyTies:
        return _("Choose %(most)s pages at most: take some away, then save.") % {"most": ties.MOST}
    made = undoing.change_made(shop, request.user, at)
    messages.success(request, _("Saved."), extra_tags=reverse("storefront:undo_links", args=[made.pk]) if made else "")
    return ""


def address_of(of: Any) -> str:
    name = "product_links" if isinstance(of, Product) else "shop_links"
    return reverse(f"storefront:{name}", args=[of.slug])


@require_POST
@login_required
def undo(request: HttpRequest, change_id: int) -> HttpResponse:
    """Undo one change of links; once, and for a while."""
    kept = GoodsChange.objects.select_related("shop").filter(what=GoodsChange.What.TIES)
    change = get_object_or_404(kept, pk=change_id)
    allow_or_404(request.user, LINK, change.shop)
    try:
        undoing.undo_change(change=change, by=request.user, at=now())
    except NotChangeable:
        messages.warning(request, NOT_NOW)
    except undoing.TooLate:
        messages.info(request, _("It was undone already, or it is too long ago. Nothing was changed."))
    else:
        messages.success(request, _("Undone."))
    return redirect(address_of(changed(change)))


def changed(change: GoodsChange) -> ties.Tied:
    """What the change was of. Raises Http404 for a product that is gone."""
    pk = change.rows[0]["id"]
    if pk is None:
        return change.shop
    product = Product.objects.filter(pk=pk).first()
    if product is None:
        raise Http404
    return product
