"""The photographs of one product, or of one room, activity or walk. Every press keeps what is written beside the photos."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.sanitise import one_line
from shops.builder import photos as operations
from shops.builder.queries import goods_of
from shops.builder.views import own_shop
from shops.catalogue.queries import photos_of
from shops.franchise.changing import NotChangeable
from uploads.operations import Refused, take_in_photo


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def product_photos(request: HttpRequest, product_id: int) -> HttpResponse:
    """The photos with their words; a POST adds, removes, or keeps words and cover."""
    shop = own_shop(request, "change goods")
    product = get_object_or_404(goods_of(shop), pk=product_id)
    return photos_page(request, product, section="change_goods", names=("builder:change_product", "builder:product_photos"))


def photos_page(request: HttpRequest, of: operations.Shown, *, section: str, names: tuple[str, str]) -> HttpResponse:
    """The page; `names` are those of the page one came from and of this one."""
    back, here = (reverse(name, args=[of.pk]) for name in names)
    if request.method == "POST":
        try:
            posted(request, of)
        except NotChangeable:
            messages.warning(request, _("Your shop cannot be changed just now. Nothing was changed."))
            return redirect("builder:progress")
        if request.POST.get("do") == "save":
            messages.success(request, _("Saved."))
            return redirect(back)
        return redirect(f"{here}#photos")
    context = {"of": of, "photos": photos_of(of), "most": operations.MOST, "section": section, "back": back}
    return render(request, "shops/builder/photos.html", {**context, "locked": not of.shop.is_changeable})


def posted(request: HttpRequest, of: operations.Shown) -> None:
    """Keep the words, then do what was pressed. Raises NotChangeable."""
    given: dict[str, Any] = {"of": of, "by": request.user, "at": now()}
    operations.describe_photos(captions=captions(request), cover=number(request.POST.get("cover", "")), **given)
    pressed = request.POST.get("do", "")
    if pressed.startswith("remove-") and (photo := number(pressed.removeprefix("remove-"))):
        operations.remove_photo(photo_id=photo, **given)
    if pressed == "add":
        add(request, given)


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def captions(request: HttpRequest) -> dict[int, str]:
    found = {
        number(name.removeprefix("caption-")): words for name, words in request.POST.items() if name.startswith("caption-")
    }
    return {key: one_line(str(words)) for key, words in found.items() if key}


def add(request: HttpRequest, given: dict[str, Any]) -> None:
    """Take the files in and show them; each that is refused says why."""
    files, taken = request.FILES.getlist("new"), []
    if not files:
        messages.error(request, _("Choose a photo first, then press Add."))
    for file in files[: operations.MOST]:
        try:
            taken.append(take_in_photo(owner=request.user, file=file, at=given["at"]))
        except Refused as refused:
            messages.error(request, f"{file.name}: {refused}")
    try:
        operations.add_photos(photos=taken, **given)
    except operations.NoRoom as full:
        words = ngettext(
            "Eight photos are enough; %(n)s was not added.", "Eight photos are enough; %(n)s were not added.", full.left_out
        )
        messages.error(request, words % {"n": full.left_out})
