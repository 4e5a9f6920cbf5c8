"""Photographs of a claim: drawn anew, private, taken in before the claim is, and forgotten where none is made of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from shops.orders.models import ShopOrder
from shops.returns.models import ClaimPhoto
from uploads.pictures import MOST_BYTES, TooLarge, read_picture

MOST_WAITING = 12  # of a part, of no claim
KEPT = timedelta(days=1)


class TooMany(Exception):
    """So many wait already; nothing was kept."""


def take_in(*, parcel: ShopOrder, file: Any, at: datetime) -> ClaimPhoto:
    """Raises TooMany, and what `read_picture` raises (all Refused, with words)."""
    if (getattr(file, "size", None) or 0) > MOST_BYTES:
        raise TooLarge
    if ClaimPhoto.objects.filter(parcel=parcel, claim=None).count() >= MOST_WAITING:
        raise TooMany
    picture = read_picture(file)
    photo = ClaimPhoto(parcel=parcel, taken_at=at)
    photo.picture.save("claim.jpg", ContentFile(picture.jpeg), save=True)
    return photo


def waiting(parcel: ShopOrder, keys: Sequence[str]) -> list[ClaimPhoto]:
    """Those of these keys that were taken in for the part and are of no claim yet. One query."""
    return list(ClaimPhoto.objects.filter(parcel=parcel, claim=None, key__in=keys))


@transaction.atomic
def forget(*, at: datetime, most: int = 200) -> int:
    """Delete those that became no claim in a day; how many."""
    old = list(ClaimPhoto.objects.filter(claim=None, taken_at__lte=at - KEPT).order_by("taken_at")[:most])
    for photo in old:
        transaction.on_commit(partial(photo.picture.storage.delete, str(photo.picture.name)))
        photo.delete()
    return len(old)
