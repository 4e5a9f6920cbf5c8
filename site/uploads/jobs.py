"""The small public copies of a photograph, made outside the request."""

import logging
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks import task
from PIL import Image

from common.states import WrongState, move
from uploads.light import findings
from uploads.models import WIDTHS, Photo

log = logging.getLogger(__name__)


@task()
def make_copies(photo_id: int) -> None:
    """Write the WebP copies of a waiting photo and measure it; run again, it does nothing more. One that fails is refused."""
    photo = Photo.objects.filter(pk=photo_id, state=Photo.State.WAITING).first()
    if photo is None:
        return
    try:
        found = write_copies(photo)
        outcome = Photo.State.READY
    except (OSError, ValueError):
        log.exception("Photo %s could not be made small", photo_id)
        outcome, found = Photo.State.REFUSED, None
    try:
        move(photo, outcome, findings=found)
    except WrongState:  # another worker was faster with the same copies
        log.info("Photo %s was made small twice", photo_id)


def decoded(photo: Photo) -> Image.Image:
    """The picture as it was kept; a large one decodes smaller at once, never below the widest copy.

    Raises OSError, ValueError.
    """
    with photo.original.open("rb") as kept, Image.open(kept, formats=("JPEG",)) as image:
        image.draft("RGB", (WIDTHS[-1], 1))
        image.load()
        return image.copy()


def write_copies(photo: Photo) -> list[str]:
    """Each copy at most its width (never enlarged), in place of one that is there; returns what is found on the picture."""
    image = decoded(photo)
    copy = image.copy()
    for width in sorted(WIDTHS, reverse=True):  # each is made of the next larger
        copy.thumbnail((width, width * 4), Image.Resampling.LANCZOS)
        path = photo.copy_path(width)
        if default_storage.exists(path):
            default_storage.delete(path)
        default_storage.save(path, ContentFile(as_webp(copy)))
    return findings(image, photo.width, photo.height)


def as_webp(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "WEBP", quality=78, method=4)
    return written.getvalue()
