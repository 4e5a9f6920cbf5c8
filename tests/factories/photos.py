"""Pictures as phones make them, and files that only pretend to be."""

from datetime import UTC, datetime
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from uploads import operations
from uploads.models import Photo

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def picture(width: int = 800, height: int = 600, *, kind: str = "JPEG", colour: str = "#5b9c55", **save) -> bytes:
    """The bytes of a plain picture."""
    written = BytesIO()
    Image.new("RGB", (width, height), colour).save(written, kind, **save)
    return written.getvalue()


def upload(raw: bytes | None = None, name: str = "tea.jpg") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, picture() if raw is None else raw, content_type="image/jpeg")


def photo(owner, *, colour: str = "#5b9c55", **size) -> Photo:
    """A photo of `owner`'s, its copies made."""
    taken = operations.take_in_photo(owner=owner, file=upload(picture(colour=colour, **size)), at=NOW)
    taken.refresh_from_db()
    return taken
