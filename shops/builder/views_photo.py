"""One photograph: cut, straightened, its light mended, and back to how it was taken. Its pictures are drawn by the server.

All that is being tried stands in the address: nothing is kept before "Keep" is pressed; going back a page takes back a step.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now
from shops.builder import photos as operations
from shops.builder.goods.saying import say_with_undo
from shops.builder.queries import photos_kept
from shops.builder.step_photos import beside_steps, change_step_photo
from shops.builder.views import own_shop
from shops.catalogue.models import Product
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop
from shops.visits.models import Visit
from uploads import recipes
from uploads.light import Finding
from uploads.models import Photo
from uploads.operations import Refused
from uploads.recipes import Recipe
from uploads.versions import Lost, drawn, source_of

LIMIT = "photo_look"  # of ACCOUNT_RATE_LIMITS: pictures drawn for one person
LOOKED_AT = 640  # px of a drawn picture
FRESH = 600  # seconds a browser may keep one: a photograph never changes


@dataclass(frozen=True)
class Place:
    """Where a photograph stands: `of` what (named on the page), `photos` that stand there, the page one came from and goes
    `back` to, the address of `one` of them, and the operation that does the `change`."""

    of: Any
    shop: Shop
    photos: QuerySet[Photo]
    section: str
    back: str
    one: Callable[[int], str]
    change: Callable[..., Photo]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def product_photo(request: HttpRequest, product_id: int, photo_id: int) -> HttpResponse:
    """One photo of a product, to be changed."""
    product = get_object_or_404(
        Product.objects.select_related("shop").kept(), pk=product_id, shop=own_shop(request, "change goods")
    )
    return photo_page(request, place_in(product, "change_goods", "builder:product_photo"), photo_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def visit_photo(request: HttpRequest, visit_id: int, photo_id: int) -> HttpResponse:
    """One photo of a room, activity or walk, to be changed."""
    visit: Visit = get_object_or_404(Visit.objects.select_related("shop"), pk=visit_id, shop=own_shop(request, "change looks"))
    return photo_page(request, place_in(visit, "change_visits", "builder:visit_photo"), photo_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def step_photo(request: HttpRequest, photo_id: int) -> HttpResponse:
    """One photo beside a step of how it is made, to be changed."""
    shop = own_shop(request, "change looks")
    place = Place(
        of=shop, shop=shop, photos=photos_kept(shop).filter(pk__in=beside_steps(shop)), section="change_making",
        back=reverse("builder:change_making") + "#photos", one=lambda photo: reverse("builder:step_photo", args=[photo]),
        change=partial(change_step_photo, shop=shop),
    )  # fmt: skip
    return photo_page(request, place, photo_id)


def place_in(of: operations.Shown, section: str, one: str) -> Place:
    """A place among the photographs of goods, or of what guests come for; `one` is the name of one photo's page."""
    rows: Any = of.photos
    return Place(
        of=of, shop=of.shop, photos=Photo.objects.filter(pk__in=rows.values("photo")), section=section,
        back=reverse(f"{one}s", args=[of.pk]) + "#photos", one=lambda photo: reverse(one, args=[of.pk, photo]),
        change=partial(operations.change_photo, of=of),
    )  # fmt: skip


def photo_page(request: HttpRequest, place: Place, photo_id: int) -> HttpResponse:
    """The page of one photo; a press in its address leads on to what it makes of it."""
    if request.method == "POST":
        return kept(request, place, photo_id)
    photo = get_object_or_404(place.photos.select_related("made_from"), pk=photo_id)
    source = source_of(photo)
    recipe = recipes.read(request.GET if request.GET else photo.recipe)
    if press := request.GET.get("do"):
        after = recipes.pressed(recipe, press, source.width, source.height)
        return redirect(f"{request.path}?{query(after)}#look")
    context = {"place": place, "photo": photo, "section": place.section, "locked": not place.shop.is_changeable}
    return render(request, "shops/builder/photo.html", context | looks(photo, source, recipe))


def looks(photo: Photo, source: Photo, recipe: Recipe) -> dict[str, Any]:
    """The pictures' addresses, and what was found on the photograph."""
    whole = replace(recipe, left=0, top=0, right=0, bottom=0)
    found = [Finding(one) for one in source.findings or () if one in Finding.values]
    fields = {name: getattr(recipe, name) for name in ("turn", "lean", "left", "top", "right", "bottom", "light")}
    return {
        "recipe": fields, "is_new": recipe != recipes.read(photo.recipe), "is_as_taken": photo.pk == source.pk,
        "look": query(recipe), "whole": query(whole), "plain": query(replace(recipe, light=0)),
        "mended": query(replace(recipe, light=1)), "found": found, "is_measured": source.findings is not None,
    }  # fmt: skip


def query(recipe: Recipe) -> str:
    """A recipe as an address says it; one that is empty says so, for the photo may be shown by another."""
    return urlencode(recipe.said or {"turn": 0})


def kept(request: HttpRequest, place: Place, photo_id: int) -> HttpResponse:
    """Show the photo as it was tried, or as it was taken."""
    recipe = Recipe() if request.POST.get("do") == "original" else recipes.read(request.POST)
    again, at = f"?{query(recipe)}#look", now()
    try:
        place.change(photo_id=photo_id, recipe=recipe, by=request.user, at=at)
    except NotChangeable:
        messages.warning(request, _("Your shop cannot be changed just now. Nothing was changed."))
        return redirect("builder:progress")
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(f"{request.path}{again}")
    except operations.Gone as gone:
        return said_gone(request, place, gone, again)
    words = _("Kept. The photo as it was taken stays with you: you can always go back to it.")
    say_with_undo(request, place.shop, at, words)
    return redirect(place.back)


def said_gone(request: HttpRequest, place: Place, gone: operations.Gone, again: str) -> HttpResponse:
    """Where somebody else changed it meanwhile: theirs stands, and what was tried here is one press away."""
    if gone.instead is None:
        messages.warning(request, _("Somebody took this photo away meanwhile. Nothing was changed."))
        return redirect(place.back)
    messages.warning(
        request, _("Somebody changed this photo meanwhile. Theirs is shown now; press Keep once more to use yours.")
    )
    return redirect(place.one(gone.instead) + again)


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
