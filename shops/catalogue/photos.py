"""The photographs of a product, or of what a guest comes for: read and put as rows of (photograph, words), the cover first."""

from collections.abc import Sequence
from typing import Any

from uploads.models import Photo

MOST = 8
LONGEST = 80  # characters of a caption
Row = tuple[int, str]  # a photograph's id, its caption


def put(of: Any, shown: Sequence[Row]) -> None:
    """Show these photographs (id, caption), the cover first, and no others."""
    rows: Any = of.photos  # the manager knows the model of its rows, and which field points back
    rows.all().delete()
    rows.bulk_create(
        rows.model(**{rows.field.name: of}, photo_id=photo, position=position, caption=caption[:LONGEST])
        for position, (photo, caption) in enumerate(shown, 1)
    )


def shown_now(of: Any) -> list[Row]:
    return list(of.photos.order_by("position").values_list("photo_id", "caption"))


def sources(photos: Sequence[int]) -> dict[int, int]:
    """Each photograph's id → that of the one as it was taken."""
    return {photo.pk: photo.source_id for photo in Photo.objects.filter(pk__in=photos)}
