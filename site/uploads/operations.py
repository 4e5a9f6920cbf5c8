"""Taking in people's photographs: checked and kept in the request, made small by a job."""

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import audit
from uploads.jobs import make_copies
from uploads.models import Photo
from uploads.pictures import MOST_BYTES, NotAPicture, Refused, TooLarge, TooSmall, read_picture

__all__ = ["MOST_PHOTOS", "NotAPicture", "Refused", "TooLarge", "TooMany", "TooSmall", "take_in_photo"]

MOST_PHOTOS = 200  # of one person


class TooMany(Refused):
    message = _("You have 200 photos here already. Remove some you no longer use, then add this one.")


def take_in_photo(*, owner: Any, file: Any, at: datetime) -> Photo:
    """Keep `file` as a photo of `owner`'s; the same file again is the same photo. The copies are made by a job.

    Raises NotAPicture, TooLarge, TooSmall or TooMany (all Refused, with words for the person); nothing is kept then.
    """
    if (getattr(file, "size", None) or 0) > MOST_BYTES:
        raise TooLarge
    sha256 = fingerprint(file)
    if known := Photo.objects.filter(owner=owner, sha256=sha256).first():
        return known
    if Photo.objects.filter(owner=owner).count() >= MOST_PHOTOS:
        raise TooMany
    return keep(owner, sha256, read_picture(file), at)


def fingerprint(file: Any) -> str:
    """SHA-256 of the whole file, which is left at its beginning."""
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return sha256


@transaction.atomic
def keep(owner: Any, sha256: str, picture: Any, at: datetime) -> Photo:
    given = {"width": picture.width, "height": picture.height, "created_at": at}
    photo, new = Photo.objects.get_or_create(owner=owner, sha256=sha256, defaults=given)
    if new:
        photo.original.save("original", ContentFile(picture.jpeg), save=False)
        photo.save(update_fields=["original"])
        audit.record(owner, "take in photo", photo, at=at)
        make_copies.enqueue(photo_id=photo.pk)
    return photo
