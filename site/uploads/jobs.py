"""The small public copies of a photograph, made outside the request."""

import logging
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks import task
from PIL import Image

from common.states import WrongState, move
from uploads.models import WIDTHS, Photo

log = logging.getLogger(__name__)


@task()
def make_copies(photo_id: int) -> None:
    """Write the WebP copies of a waiting photo; run again, it does nothing more. A picture that fails is refused."""
    photo = Photo.objects.filter(pk=photo_id, state=Photo.State.WAITING).first()
    if photo is None:
        return
    try:
        write_copies(photo)
        outcome = Photo.State.READY
    except (OSError, ValueError):
        log.exception("Photo %s could not be made small", photo_id)
        outcome = Photo.State.REFUSED
    try:
        move(photo, outcome)
    except WrongState:  # another worker was faster with the same copies
        log.info("Photo %s was made small twice", photo_id)


def write_copies(photo: Photo) -> None:
    """Each copy at most its width (never enlarged), in place of one that is there."""
    with photo.original.open("rb") as kept, Image.open(kept, formats=("JPEG",)) as image:
        image.load()
        for width in WIDTHS:
            path = photo.copy_path(width)
            if default_storage.exists(path):
                default_storage.delete(path)
            default_storage.save(path, ContentFile(as_webp(image, width)))


def as_webp(image: Image.Image, width: int) -> bytes:
    small = image.copy()
    small.thumbnail((width, width * 4), Image.Resampling.LANCZOS)
    written = BytesIO()
    small.save(written, "WEBP", quality=78, method=4)
    return written.getvalue()
