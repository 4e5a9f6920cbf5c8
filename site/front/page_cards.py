"""The picture of a county page when it is shared: its own photograph, else its title drawn on the page's cloth.

Its address holds a mark of all that the picture shows, so it is good for ever; another mark leads to the one that is true.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.county import county
from front.page_cards_drawn import DRAWING, drawn, photographed
from printing.fonts import missing
from shops.sharing.fitting import drawable

PNG = b"\x89PNG"
YEAR = 365 * 24 * 3600
BANDS = {"learn": "tea", "guidance": "tea", "visit": "drum", "culture": "path"}


@dataclass(frozen=True)
class PageCard:
    """All that the picture shows. `photo`: the picture of the library, None for a drawn card; `photo_mark`: its file's."""

    page: int
    title: str
    second: str
    about: str
    site: str
    band: str
    photo: int | None
    photo_mark: str

    @property
    def mark(self) -> str:
        return hashlib.sha256(repr((DRAWING, self)).encode()).hexdigest()[:16]

    @property
    def address(self) -> str:
        return reverse("page_card", args=[self.page, self.mark, self.kind])

    @property
    def kind(self) -> str:
        """What its address ends with."""
        return "png" if self.photo is None else "jpg"

    @property
    def path(self) -> str:
        """Where it is kept."""
        return f"cards/pages/{self.page}/{self.mark}.{self.kind}"


def card_of(page: Any) -> PageCard:
    """One query for a page with a photograph, none without."""
    twin = getattr(page, "twin", None)
    second = twin.title if twin and twin.live and twin.title != page.title else ""
    photo, mark = photo_of(page)
    section = page.url_path.split("/")[2]
    about, site, band = getattr(page, "lede", ""), county().site_name, BANDS.get(section, "sun")
    return PageCard(page.pk, page.title, second, about, site, band, photo, mark)


def legible(text: str) -> str:
    """In one line, without the characters that our font would draw as boxes."""
    line = drawable(text)
    boxes = set(missing(line))
    return "".join(one for one in line if one not in boxes).strip()


def photo_of(page: Any) -> tuple[int | None, str]:
    """The first photograph among the page's words, and a mark of its file and of what must stay in sight."""
    body = getattr(page, "body", None)
    chosen = first_photo(list(body.raw_data)) if body else None
    if chosen is None:
        return None, ""
    seen = ("file_hash", "file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    row = get_image_model().objects.filter(pk=chosen).values_list(*seen).first()
    return (chosen, repr(row)) if row else (None, "")


def first_photo(value: Any) -> int | None:
    """The first "photo" anywhere in blocks as they are stored."""
    if isinstance(value, dict):
        photo = value.get("photo")
        return photo if isinstance(photo, int) else first_of(value.values())
    return first_of(value) if isinstance(value, list) else None


def first_of(values: Iterable[Any]) -> int | None:
    return next((found for value in values if (found := first_photo(value)) is not None), None)


def kept_picture(card: PageCard) -> bytes:
    """Drawn when it is first asked for; what the page looked like before is swept away."""
    if default_storage.exists(card.path):
        with default_storage.open(card.path) as file:
            return bytes(file.read())
    photo = get_image_model().objects.filter(pk=card.photo).first() if card.photo else None
    picture = (photographed(photo) if photo else None) or drawn_of(card)
    sweep(card.path.rpartition("/")[0])
    default_storage.save(card.path, ContentFile(picture))
    return picture


def drawn_of(card: PageCard) -> bytes:
    """The letters of our font are only looked up here: they take a second, the first time."""
    title, second, about, site = (legible(text) for text in (card.title, card.second, card.about, card.site))
    return drawn(title or site, second, about, site, card.band)


def sweep(folder: str) -> None:
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")


@require_safe
def page_card(request: HttpRequest, pk: int, mark: str, kind: str) -> HttpResponse:
    """Raises Http404 for a page that nobody may open without signing in."""
    page = Page.objects.live().public().filter(pk=pk, depth__gte=2).specific().first()
    if page is None:
        raise Http404
    page.twin = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).first()
    with override(page.locale.language_code):
        card = card_of(page)
    if (mark, kind) != (card.mark, card.kind):
        return redirect(card.address)
    picture = kept_picture(card)
    drawn_anyway = picture.startswith(PNG)  # a photograph that is lost
    response = HttpResponse(picture, content_type="image/png" if drawn_anyway else "image/jpeg")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
