"""Versions of a photograph: made of the one that was taken by a recipe, beside it and never in its place."""

import hashlib
import json
from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image

from common import audit
from uploads.jobs import make_copies
from uploads.light import mended
from uploads.models import Photo
from uploads.pictures import LEAST_SIDE
from uploads.recipes import Recipe, frame
from uploads.refusals import Refused

MOST_VERSIONS = 24  # of one photograph
# Pillow turns the other way round.
QUARTERS = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


class TooManyVersions(Refused):
    message = _("This photo was changed in 24 ways already. Go back to the photo as it was taken, or add a new one.")


class CutTooSmall(Refused):
    message = _("Too little of the photo is left to see anything. Cut off less.")


class Lost(Refused):
    message = _("This photo cannot be opened any more. Add it anew.")


def source_of(photo: Photo) -> Photo:
    """The photograph as it was taken."""
    return photo.made_from or photo


def developed(image: Image.Image, recipe: Recipe) -> Image.Image:
    """A picture by a recipe."""
    if recipe.turn:
        image = image.transpose(QUARTERS[recipe.turn])
    corners = frame(recipe, *image.size)
    if recipe.lean:
        image = image.rotate(-recipe.lean, Image.Resampling.BICUBIC)
    image = image.crop(corners)
    return mended(image) if recipe.light else image


def drawn(photo: Photo, recipe: Recipe, most: int | None = None) -> bytes:
    """The photograph as it was taken, by a recipe, as a JPEG; with `most`, no side longer. Raises Lost."""
    try:
        with source_of(photo).original.open("rb") as kept, Image.open(kept, formats=("JPEG",)) as image:
            if most:
                image.draft("RGB", (most, most))
            image.load()
            if most:
                image.thumbnail((most, most), Image.Resampling.BILINEAR)
            made = developed(image.convert("RGB"), recipe)
    except (OSError, ValueError) as fault:
        raise Lost from fault
    written = BytesIO()
    made.save(written, "JPEG", quality=75 if most else 88, optimize=True)
    return written.getvalue()


def name_of(source: Photo, recipe: Recipe) -> str:
    """What stands in place of a file's fingerprint: the same recipe of the same photograph is the same version."""
    return hashlib.sha256(f"{source.sha256} {json.dumps(recipe.said, sort_keys=True)}".encode()).hexdigest()


def make_version(*, photo: Photo, recipe: Recipe, by: Any, at: datetime) -> Photo:
    """The photograph that `photo` was made of, by `recipe`; the empty recipe gives back the one that was taken.

    It belongs to whom the photograph belongs. Raises CutTooSmall, TooManyVersions, Lost (all Refused, with words).
    """
    source = source_of(photo)
    if not recipe:
        return source
    known = Photo.objects.filter(owner_id=source.owner_id, sha256=name_of(source, recipe)).first()
    if known and Photo.objects.filter(pk=known.pk).update(unused_since=None):  # held: it is not swept meanwhile
        return known
    width, height = size_of(source, recipe)
    if min(width, height) < LEAST_SIDE:
        raise CutTooSmall
    if source.versions.count() >= MOST_VERSIONS:
        raise TooManyVersions
    return keep_version(source, recipe, drawn(source, recipe), (width, height), by, at)


def size_of(source: Photo, recipe: Recipe) -> tuple[int, int]:
    across, down = (source.height, source.width) if recipe.turn % 2 else (source.width, source.height)
    left, top, right, bottom = frame(recipe, across, down)
    return right - left, bottom - top


@transaction.atomic
def keep_version(source: Photo, recipe: Recipe, jpeg: bytes, size: tuple[int, int], by: Any, at: datetime) -> Photo:
    given = {
        "width": size[0], "height": size[1], "created_at": at, "made_from": source, "recipe": recipe.said,
    }  # fmt: skip
    found, new = Photo.objects.get_or_create(owner_id=source.owner_id, sha256=name_of(source, recipe), defaults=given)
    if new:
        found.original.save("original", ContentFile(jpeg), save=False)
        found.save(update_fields=["original"])
        audit.record(by, "make version of photo", found, at=at, of=source.pk, recipe=recipe.said)
        make_copies.enqueue(photo_id=found.pk)
    return found
