"""Taking in people's photographs, voice notes and papers: checked and kept in the request; photos are made small by a job."""

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import audit
from uploads import papers, sounds
from uploads.bounds import short_name
from uploads.jobs import make_copies
from uploads.models import Enclosure, Photo
from uploads.pictures import MOST_BYTES, NotAPicture, TooLarge, TooSmall, read_picture
from uploads.refusals import Refused

__all__ = [
    "MOST_PHOTOS", "NotAPicture", "Refused", "TooLarge", "TooMany", "TooSmall", "take_in_paper", "take_in_photo",
    "take_in_voice",
]  # fmt: skip

MOST_PHOTOS = 200  # of one person
MOST_ENCLOSURES = 200


class TooMany(Refused):
    message = _("You have 200 photos here already. Remove some you no longer use, then add this one.")


class TooManyEnclosures(Refused):
    message = _("You have 200 voice notes and papers here already. Write it in words, or add a photo.")


def take_in_photo(*, owner: Any, file: Any, at: datetime) -> Photo:
    """Keep `file` as a photo of `owner`'s; the same file again is the same photo. The copies are made by a job. A guest's
    has no owner, and is always one of its own: who lets guests send photographs bounds how many.

    Raises NotAPicture, TooLarge, TooSmall or TooMany (all Refused, with words for the person); nothing is kept then.
    """
    if (getattr(file, "size", None) or 0) > MOST_BYTES:
        raise TooLarge
    sha256 = fingerprint(file)
    if owner is None:
        return keep(None, sha256, read_picture(file), at)
    if known := Photo.objects.filter(owner=owner, sha256=sha256).first():
        return known
    if Photo.objects.filter(owner=owner, made_from=None).count() >= MOST_PHOTOS:
        raise TooMany
    return keep(owner, sha256, read_picture(file), at)


def file_name(file: Any) -> str:
    """What the person knows the file by, in forty characters: its beginning and its end."""
    return short_name(getattr(file, "name", ""))


def fingerprint(file: Any) -> str:
    """SHA-256 of the whole file, which is left at its beginning."""
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return sha256


@transaction.atomic
def keep(owner: Any, sha256: str, picture: Any, at: datetime) -> Photo:
    given = {"width": picture.width, "height": picture.height, "created_at": at}
    if owner is None:
        photo, new = Photo.objects.create(sha256=sha256, **given), True
    else:
        photo, new = Photo.objects.get_or_create(owner=owner, sha256=sha256, defaults=given)
    if new:
        photo.original.save("original", ContentFile(picture.jpeg), save=False)
        photo.save(update_fields=["original"])
        audit.record(owner, "take in photo", photo, at=at)
        make_copies.enqueue(photo_id=photo.pk)
    return photo


def take_in_voice(*, owner: Any, file: Any, at: datetime) -> Enclosure:
    """Keep `file` as a voice note of `owner`'s: up to 3 minutes and 5 MB, whatever a phone records. The same file again
    is the same note. Raises NotASound, IsAVideo, SoundTooLong, SoundTooLarge or TooManyEnclosures (all Refused)."""
    if (getattr(file, "size", None) or 0) > sounds.MOST_BYTES:
        raise sounds.SoundTooLarge
    raw = file.read(sounds.MOST_BYTES + 1)
    sound = sounds.read_sound(raw)
    return enclose(owner, raw, media_type=sound.media_type, seconds=sound.seconds, at=at)


def take_in_paper(*, owner: Any, file: Any, at: datetime) -> Enclosure:
    """Keep `file` as a paper of `owner`'s: a PDF up to 10 MB. The same file again is the same paper.

    Raises NotAPaper, PaperTooLarge or TooManyEnclosures (all Refused, with words for the person); nothing is kept then.
    """
    if (getattr(file, "size", None) or 0) > papers.MOST_BYTES:
        raise papers.PaperTooLarge
    raw = file.read(papers.MOST_BYTES + 1)
    return enclose(owner, raw, media_type=papers.read_paper(raw), seconds=None, at=at)


@transaction.atomic
def enclose(owner: Any, raw: bytes, *, media_type: str, seconds: int | None, at: datetime) -> Enclosure:
    mine, sha256 = Enclosure.objects.filter(owner=owner), hashlib.sha256(raw).hexdigest()
    if known := mine.filter(sha256=sha256).first():
        return known
    if mine.count() >= MOST_ENCLOSURES:
        raise TooManyEnclosures
    given = {"media_type": media_type, "seconds": seconds, "size": len(raw), "created_at": at}
    enclosure, new = Enclosure.objects.get_or_create(owner=owner, sha256=sha256, defaults=given)
    if new:
        enclosure.file.save("kept", ContentFile(raw), save=False)
        enclosure.save(update_fields=["file"])
        audit.record(owner, "take in enclosure", enclosure, at=at)
    return enclosure
