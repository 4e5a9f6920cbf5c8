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
from shops.builder.captions import ideas, suggested
from shops.builder.goods.saying import say_with_undo
from shops.builder.queries import goods_of
from shops.builder.views import own_shop
from shops.catalogue.queries import photos_of
from shops.franchise.changing import NotChangeable
from uploads.bounds import said_too_large, tells_too_large
from uploads.models import Photo
from uploads.operations import Refused, file_name, take_in_photo

PLACES = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@tells_too_large
def product_photos(request: HttpRequest, product_id: int) -> HttpResponse:
    """The photos with their words; a POST adds, removes, moves, or keeps words and cover."""
    shop = own_shop(request, "change goods")
    product = get_object_or_404(goods_of(shop), pk=product_id)
    names = ("builder:change_product", "builder:product_photos", "builder:product_photo")
    return photos_page(request, product, section="change_goods", names=names)


def photos_page(request: HttpRequest, of: operations.Shown, *, section: str, names: tuple[str, str, str]) -> HttpResponse:
    """The page; `names` are those of the page one came from, of this one, and of one photo's."""
    back, here = (reverse(name, args=[of.pk]) for name in names[:2])
    yours: dict[int, str] = {}
    if request.method == "POST":
        try:
            yours = posted(request, of)
        except NotChangeable:
            messages.warning(request, _("Your shop cannot be changed just now. Nothing was changed."))
            return redirect("builder:progress")
        if said_too_large(request):
            return render(
                request, "shops/builder/photos.html", shown_on(of, names[2], yours, section=section, back=back), status=413
            )
        if request.POST.get("do") == "save" and not yours:
            messages.success(request, _("Saved."))
            return redirect(back)
        if not yours:
            return redirect(f"{here}#photos")
    return render(request, "shops/builder/photos.html", shown_on(of, names[2], yours, section=section, back=back))


def shown_on(of: operations.Shown, one: str, yours: dict[int, str], **context: Any) -> dict[str, Any]:
    """What the page shows: each photo with its words, and those not kept because somebody else wrote others."""
    photos = photos_of(of)
    rows = [
        {"shown": shown, "url": reverse(one, args=[of.pk, shown.photo_id]), "yours": yours.get(shown.photo_id)}
        for shown in photos
    ]
    states = [shown.photo.state for shown in photos]
    return {
        **context, "of": of, "rows": rows, "most": operations.MOST, "ideas": ideas(of), "locked": not of.shop.is_changeable,
        "waiting": states.count(Photo.State.WAITING), "ready": states.count(Photo.State.READY),
        "wordless": any(not shown.caption for shown in photos), "clash": bool(yours),
    }  # fmt: skip


def posted(request: HttpRequest, of: operations.Shown) -> dict[int, str]:
    """Keep the words, then do what was pressed; the words that somebody else's stand in place of. Raises NotChangeable."""
    given: dict[str, Any] = {"of": of, "by": request.user, "at": now()}
    yours: dict[int, str] = {}
    try:
        describe(request, given)
    except operations.WordsClash as clash:
        yours = clash.yours
    press, _dash, which = request.POST.get("do", "").partition("-")
    photo = number(which)
    if press == "remove" and photo:
        operations.remove_photo(photo_id=photo, **given)
        say_with_undo(request, of.shop, given["at"], _("The photo is taken away."))
    elif press in PLACES and photo:
        operations.move_photo(photo_id=photo, places=PLACES[press], **given)
    elif press == "add":
        add(request, given)
    elif press == "suggest":
        operations.describe_photos(captions=suggested(of, photos_of(of)), cover=None, **given)
    return yours


def describe(request: HttpRequest, given: dict[str, Any]) -> None:
    """Keep what was written and chosen, as far as it differs from what the page had shown. Raises WordsClash."""
    chosen, was_chosen = (number(request.POST.get(name, "")) for name in ("cover", "was-cover"))
    words, were = written(request, "caption-"), written(request, "was-")
    operations.describe_photos(captions=words, cover=chosen or was_chosen, was=were, was_cover=was_chosen, **given)


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def written(request: HttpRequest, prefix: str) -> dict[int, str]:
    """What the fields of that kind hold, by photograph."""
    fields = [(number(name.removeprefix(prefix)), words) for name, words in request.POST.items() if name.startswith(prefix)]
    return {photo: one_line(str(words)) for photo, words in fields if photo}


def add(request: HttpRequest, given: dict[str, Any]) -> None:
    """Take the files in and show them; each that is refused says why, and the others are kept."""
    files, taken = request.FILES.getlist("new"), []
    if not files:
        messages.error(request, _("Choose a photo first, then press Add."))
    for file in files[: operations.MOST]:
        try:
            taken.append(take_in_photo(owner=request.user, file=file, at=given["at"]))
        except Refused as refused:
            messages.error(request, f"{file_name(file)}: {refused}")
    beyond = len(files[operations.MOST :])
    try:
        operations.add_photos(photos=taken, **given)
    except operations.NoRoom as full:
        beyond += full.left_out
    if beyond:
        words = ngettext(
            "Eight photos are enough; %(n)s was not added.", "Eight photos are enough; %(n)s were not added.", beyond
        )
        messages.error(request, words % {"n": beyond})
