"""Measuring photographs that were taken in before their light was measured."""

import logging

from uploads.jobs import decoded
from uploads.light import findings
from uploads.models import Photo

MOST = 20  # at a time: some seconds of one core
log = logging.getLogger(__name__)


def measure_some(most: int = MOST) -> int:
    """Measure the newest that are ready and were not; how many. What cannot be opened any more has no findings."""
    photos = list(Photo.objects.filter(state=Photo.State.READY, findings__isnull=True).order_by("-pk")[:most])
    for photo in photos:
        Photo.objects.filter(pk=photo.pk, findings__isnull=True).update(findings=found_on(photo))
    return len(photos)


def found_on(photo: Photo) -> list[str]:
    try:
        return findings(decoded(photo), photo.width, photo.height)
    except (OSError, ValueError):
        log.warning("Photo %s cannot be measured", photo.pk)
        return []
