"""The photographs of goods, rooms, activities and walks: added, taken away, ordered, described, while the shop may change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from shops.catalogue.models import Product
from shops.franchise.changing import changeable
from shops.visits.models import Visit
from uploads.models import Photo

MOST = 8
Shown = Product | Visit


class NoRoom(Exception):
    """Eight photos are there already; `left_out` says how many of the new ones were not added."""

    def __init__(self, left_out: int) -> None:
        self.left_out = left_out
        super().__init__(left_out)


def put(of: Shown, shown: Sequence[tuple[int, str]]) -> None:
    """Show these photographs (id, caption), the cover first, and no others."""
    rows: Any = of.photos  # the manager knows the model of its rows, and which field points back
    rows.all().delete()
    rows.bulk_create(
        rows.model(**{rows.field.name: of}, photo_id=photo, position=position, caption=caption[:80])
        for position, (photo, caption) in enumerate(shown, 1)
    )


def named(of: Shown) -> str:
    """What it is called in the audit."""
    return str(of._meta.model_name)


def shown_now(of: Shown) -> list[tuple[int, str]]:
    return list(of.photos.order_by("position").values_list("photo_id", "caption"))


def add_photos(*, of: Shown, photos: Sequence[Photo], by: Any, at: datetime) -> None:
    """Add `photos` (of the shop's owner or helper) at the end; one that is there already is not added again.

    Raises NotChangeable; NoRoom after adding as many as there is room for.
    """
    with transaction.atomic():
        changeable(of.shop)
        shown = shown_now(of)
        known = {photo for photo, _caption in shown}
        new = [photo.pk for photo in photos if photo.pk not in known]
        fitting = new[: MOST - len(shown)]
        if fitting:
            put(of, [*shown, *((photo, "") for photo in fitting)])
            audit.record(by, f"add {named(of)} photos", of, at=at, photos=fitting)
    if left_out := len(new) - len(fitting):
        raise NoRoom(left_out)


@transaction.atomic
def remove_photo(*, of: Shown, photo_id: int, by: Any, at: datetime) -> None:
    """Take one away; the next becomes the cover. What is not there is no fault. Raises NotChangeable."""
    changeable(of.shop)
    before = shown_now(of)
    after = [(photo, caption) for photo, caption in before if photo != photo_id]
    if len(after) < len(before):
        put(of, after)
        audit.record(by, f"remove {named(of)} photo", of, at=at, photo=photo_id)


@transaction.atomic
def describe_photos(*, of: Shown, captions: dict[int, str], cover: int | None, by: Any, at: datetime) -> None:
    """Set the captions (of those there) and which is the cover. Raises NotChangeable."""
    changeable(of.shop)
    before = shown_now(of)
    after = sorted(((photo, captions.get(photo, caption)) for photo, caption in before), key=lambda one: one[0] != cover)
    if after != before:
        put(of, after)
        audit.record(by, f"describe {named(of)} photos", of, at=at, cover=cover)
