"""The photographs of one's goods: added, taken away, put in order and described, as long as the shop may be changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from shops.builder.operations import changeable
from shops.catalogue.models import Product, ProductPhoto
from uploads.models import Photo

MOST = 8


class NoRoom(Exception):
    """Eight photos are there already; `left_out` says how many of the new ones were not added."""

    def __init__(self, left_out: int) -> None:
        self.left_out = left_out
        super().__init__(left_out)


def put(product: Product, shown: Sequence[tuple[int, str]]) -> None:
    """Show these photographs (id, caption), the cover first, and no others."""
    product.photos.all().delete()
    ProductPhoto.objects.bulk_create(
        ProductPhoto(product=product, photo_id=photo, position=position, caption=caption[:80])
        for position, (photo, caption) in enumerate(shown, 1)
    )


def shown_now(product: Product) -> list[tuple[int, str]]:
    return list(product.photos.order_by("position").values_list("photo_id", "caption"))


def add_photos(*, product: Product, photos: Sequence[Photo], by: Any, at: datetime) -> None:
    """Add `photos` (of the shop's owner or helper) at the end; one that is there already is not added again.

    Raises NotChangeable; NoRoom after adding as many as there is room for.
    """
    with transaction.atomic():
        changeable(product.shop)
        shown = shown_now(product)
        known = {photo for photo, _caption in shown}
        new = [photo.pk for photo in photos if photo.pk not in known]
        fitting = new[: MOST - len(shown)]
        if fitting:
            put(product, [*shown, *((photo, "") for photo in fitting)])
            audit.record(by, "add product photos", product, at=at, photos=fitting)
    if left_out := len(new) - len(fitting):
        raise NoRoom(left_out)


@transaction.atomic
def remove_photo(*, product: Product, photo_id: int, by: Any, at: datetime) -> None:
    """Take one away; the next becomes the cover. What is not there is no fault. Raises NotChangeable."""
    changeable(product.shop)
    before = shown_now(product)
    after = [(photo, caption) for photo, caption in before if photo != photo_id]
    if len(after) < len(before):
        put(product, after)
        audit.record(by, "remove product photo", product, at=at, photo=photo_id)


@transaction.atomic
def describe_photos(*, product: Product, captions: dict[int, str], cover: int | None, by: Any, at: datetime) -> None:
    """Set the captions (of those there) and which is the cover. Raises NotChangeable."""
    changeable(product.shop)
    before = shown_now(product)
    after = sorted(((photo, captions.get(photo, caption)) for photo, caption in before), key=lambda one: one[0] != cover)
    if after != before:
        put(product, after)
        audit.record(by, "describe product photos", product, at=at, cover=cover)
