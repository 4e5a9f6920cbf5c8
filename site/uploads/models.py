"""People's photographs, voice notes and papers: taken in, checked, kept private, served after a question of rights."""

import uuid

from django.conf import settings
from django.core.files.storage import default_storage, storages
from django.db import models

WIDTHS = (320, 640, 960)


def private_storage():  # type: ignore[no-untyped-def]
    """Storage that no web server serves; see `uploads.views`."""
    return storages["private"]


def original_path(photo: "Photo", filename: str) -> str:
    return f"photos/{photo.key}.original"


def enclosure_path(enclosure: "Enclosure", filename: str) -> str:
    return f"enclosures/{enclosure.key}.kept"


class Photo(models.Model):
    """A photograph of somebody's (a guest's, known by what they ordered: without owner). The original stays private; `key`
    names the small public copies (unguessable)."""

    class State(models.TextChoices):
        WAITING = "waiting"  # the copies are being made
        READY = "ready"
        REFUSED = "refused"  # could not be read as a picture after all

    TRANSITIONS = {
        State.WAITING: frozenset({State.READY, State.REFUSED}),
        State.READY: frozenset(),
        State.REFUSED: frozenset(),
    }

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="photos")
    original = models.FileField(storage=private_storage, upload_to=original_path)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField()
    made_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="versions")
    recipe = models.JSONField(default=dict, blank=True)  # how it was made of `made_from`; see `uploads.recipes`
    unused_since = models.DateTimeField(null=True, blank=True, editable=False)  # of a version: see `uploads.sweeping`
    findings = models.JSONField(null=True, blank=True)  # see `uploads.light`; None until it was measured

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "sha256"], name="one_photo_per_owner_and_file")]

    @property
    def source_id(self) -> int:
        """The photograph as it was taken: its own id, or that of the one it was made of."""
        return self.made_from_id or self.pk

    def copy_path(self, width: int) -> str:
        """Where the copy `width` pixels wide lies in the public storage."""
        return f"photos/{self.key.hex}-{width}.webp"

    def url(self, width: int = 640) -> str:
        """Address of the copy at least `width` wide that exists by design; meaningful once READY."""
        return default_storage.url(self.copy_path(width))


class Enclosure(models.Model):
    """A voice note or a paper (PDF) of somebody's, that goes with words of theirs. Always private, kept as it came."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enclosures")
    file = models.FileField(storage=private_storage, upload_to=enclosure_path)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=30)  # by its content, never as the browser said
    seconds = models.PositiveSmallIntegerField(null=True, blank=True)  # of a voice note
    size = models.PositiveIntegerField()  # bytes
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "sha256"], name="one_enclosure_per_owner_and_file")]

    @property
    def is_voice(self) -> bool:
        return self.media_type.startswith("audio/")

    @property
    def megabytes(self) -> float:
        """The size as people pay for it, at least 0.1."""
        return max(0.1, round(self.size / 1_000_000, 1))

    @property
    def length(self) -> str:
        """Minutes and seconds of a voice note: 1:05."""
        return f"{(self.seconds or 0) // 60}:{(self.seconds or 0) % 60:02d}"
