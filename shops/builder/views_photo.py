"""One photograph: cut, straightened, its light mended, and back to how it was taken. Its pictures are drawn by the server.

All that is being tried stands in the address: nothing is kept before "Keep" is pressed; going back a page takes back a step.
"""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now
from shops.builder import photos as operations
from shops.builder.queries import photos_kept
from shops.builder.views import own_shop
from shops.catalogue.models import Product
from shops.franchise.changing import NotChangeable
from shops.visits.models import Visit
from uploads import recipes
from uploads.light import LIGHT, Finding
from uploads.models import Photo
from uploads.operations import Refused
from uploads.recipes import Recipe
from uploads.versions import Lost, drawn, source_of

LIMIT = "photo_look"  # of ACCOUNT_RATE_LIMITS: pictures drawn for one person
LOOKED_AT = 640  # px of a drawn picture
FRESH = 600  # seconds a browser may keep one: a photograph never changes


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def product_photo(request: HttpRequest, product_id: int, photo_id: int) -> HttpResponse:
    """One photo of a product, to be changed."""
    product = get_object_or_404(
        Product.objects.select_related("shop").kept(), pk=product_id, shop=own_shop(request, "change goods")
    )
    return photo_page(request, product, photo_id, section="change_goods", back="builder:product_photos")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def visit_photo(request: HttpRequest, visit_id: int, photo_id: int) -> HttpResponse:
    """One photo of a room, activity or walk, to be changed."""
    visit: Visit = get_object_or_404(Visit.objects.select_related("shop"), pk=visit_id, shop=own_shop(request, "change looks"))
    return photo_page(request, visit, photo_id, section="change_visits", back="builder:visit_photos")


def photo_page(request: HttpRequest, of: operations.Shown, photo_id: int, *, section: str, back: str) -> HttpResponse:
    """The page of one photo; a press in its address leads on to what it makes of it."""
    if request.method == "POST":
        return kept(request, of, photo_id, back)
    rows: Any = of.photos
    shown = get_object_or_404(rows.select_related("photo__made_from"), photo_id=photo_id)
    source = source_of(shown.photo)
    recipe = recipes.read(request.GET if request.GET else shown.photo.recipe)
    if press := request.GET.get("do"):
        after = recipes.pressed(recipe, press, source.width, source.height)
        return redirect(f"{request.path}?{query(after)}#look")
    context = {
        "of": of,
        "shown": shown,
        "section": section,
        "back": reverse(back, args=[of.pk]),
        "locked": not of.shop.is_changeable,
    }
    return render(request, "shops/builder/photo.html", context | looks(shown.photo, source, recipe))


def looks(photo: Photo, source: Photo, recipe: Recipe) -> dict[str, Any]:
    """The pictures' addresses, and what was found on the photograph."""
    whole = replace(recipe, left=0, top=0, right=0, bottom=0)
    found = [Finding(one) for one in source.findings or () if one in Finding.values]
    fields = {name: getattr(recipe, name) for name in ("turn", "lean", "left", "top", "right", "bottom", "light")}
    return {
        "recipe": fields, "is_new": recipe != recipes.read(photo.recipe), "is_as_taken": photo.pk == source.pk,
        "look": query(recipe), "whole": query(whole), "plain": query(replace(recipe, light=0)),
        "mended": query(replace(recipe, light=1)), "found": found, "light_helps": bool(LIGHT & set(found)),
    }  # fmt: skip


def query(recipe: Recipe) -> str:
    """A recipe as an address says it; one that is empty says so, for the photo may be shown by another."""
    return urlencode(recipe.said or {"turn": 0})


def kept(request: HttpRequest, of: operations.Shown, photo_id: int, back: str) -> HttpResponse:
    """Show the photo as it was tried, or as it was taken."""
    recipe = Recipe() if request.POST.get("do") == "original" else recipes.read(request.POST)
    again = f"?{query(recipe)}#look"
    try:
        operations.change_photo(of=of, photo_id=photo_id, recipe=recipe, by=request.user, at=now())
    except NotChangeable:
        messages.warning(request, _("Your shop cannot be changed just now. Nothing was changed."))
        return redirect("builder:progress")
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(f"{request.path}{again}")
    except operations.Gone as gone:
        return said_gone(request, of, gone, back, again)
    messages.success(request, _("Kept. The photo as it was taken stays with you: you can always go back to it."))
    return redirect(f"{reverse(back, args=[of.pk])}#photos")


def said_gone(request: HttpRequest, of: operations.Shown, gone: operations.Gone, back: str, again: str) -> HttpResponse:
    """Where somebody else changed it meanwhile: theirs stands, and what was tried here is one press away."""
    if gone.instead is None:
        messages.warning(request, _("Somebody took this photo away meanwhile. Nothing was changed."))
        return redirect(f"{reverse(back, args=[of.pk])}#photos")
    messages.warning(
        request, _("Somebody changed this photo meanwhile. Theirs is shown now; press Keep once more to use yours.")
    )
    one = back.removesuffix("s")
    return redirect(reverse(one, args=[of.pk, gone.instead]) + again)


@require_safe
@login_required
def look(request: HttpRequest, photo_id: int) -> HttpResponse:
    """A photograph of the shop's people as the recipe in the address makes it: small, for their eyes, so many a minute."""
    photo = photos_kept(own_shop(request)).select_related("made_from").filter(pk=photo_id).first()
    if photo is None:
        raise Http404
    if not ratelimit.consume(request, action=LIMIT):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    try:
        jpeg = drawn(photo, recipes.read(request.GET), LOOKED_AT)
    except Lost as lost:
        raise Http404 from lost
    return HttpResponse(
        jpeg,
        content_type="image/jpeg",
        headers={"Cache-Control": f"private, max-age={FRESH}", "X-Content-Type-Options": "nosniff"},
    )
