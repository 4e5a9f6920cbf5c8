"""The photographs beside the steps of how it is made: parts of the shop's front, so every change is an edition of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from shops.builder.editions import change_front, front_of
from shops.builder.photos import Gone, meanwhile
from shops.builder.queries import photos_kept
from shops.franchise.changing import changeable
from shops.franchise.models import Shop
from uploads.models import Photo
from uploads.recipes import Recipe
from uploads.versions import make_version


def beside_steps(shop: Shop) -> list[int]:
    """The photographs beside the steps as the owner last left them, in order."""
    return [row["photo"] for row in front_of(shop).get("making_steps", []) if row.get("photo")]


@transaction.atomic
def change_step_photo(*, shop: Shop, photo_id: int, recipe: Recipe, by: Any, at: datetime) -> Photo:
    """Show, beside the steps where this photograph stands, what the recipe makes of it as it was taken; the words stay.

    The empty recipe shows it as it was taken. Raises NotChangeable, Gone, and what `make_version` refuses.
    """
    rows = front_of(changeable(shop)).get("making_steps", [])
    there = [row["photo"] for row in rows if row.get("photo")]
    photo = photos_kept(shop).select_related("made_from").filter(pk=photo_id).first()
    if photo is None or photo_id not in there:
        raise Gone(meanwhile([(one, "") for one in there], photo))
    made = make_version(photo=photo, recipe=recipe, by=by, at=at)
    steps = [{**row, "photo": made.pk} if row.get("photo") == photo_id else row for row in rows]
    change_front(shop=shop, by=by, at=at, changes={"making_steps": steps})
    return made


def filled(steps: Sequence[bool], photos: Sequence[int]) -> tuple[dict[int, int], int]:
    """Which step (from 1) gets which of the new photographs: each that waits for one, in order; how many are left over."""
    waiting = [n for n, waits in enumerate(steps, 1) if waits]
    return dict(zip(waiting, photos, strict=False)), max(0, len(photos) - len(waiting))
