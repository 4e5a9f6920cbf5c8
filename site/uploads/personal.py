"""A person's photographs, voice notes and papers."""

from typing import Any

from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part
from uploads.models import WIDTHS, Photo
from uploads.views import SUFFIXES

mine = part("uploads")
mine.holds(
    "uploads.Photo", "owner", title=_("Photos"),
    shown={"width": _("width"), "height": _("height"), "created_at": _("added on")}, files={"original": "jpg"}, erase=DELETE,
)  # fmt: skip
mine.holds(
    "uploads.Enclosure", "owner", title=_("Voice notes and papers"),
    shown={"media_type": _("kind"), "seconds": _("seconds"), "size": _("bytes"), "created_at": _("added on")},
    files={"file": lambda row: SUFFIXES[row.media_type]}, erase=DELETE,
)  # fmt: skip


@mine.also
def delete_copies(person: Any) -> None:
    """The small copies that everybody may see have no row of their own."""
    for photo in Photo.objects.filter(owner=person):
        for width in WIDTHS:
            default_storage.delete(photo.copy_path(width))
