"""What a mentor has written of one version, kept in their session until it is sent."""

from typing import Any

from courses.assessment.models import Version
from courses.assessment.operations import Remark
from courses.mentoring.forms import MOST_PINS, ReviewForm
from uploads.models import Enclosure, Photo

LONGEST = 1000  # characters of one field


class ReviewDraft:
    """Fields as typed, pins already put on photos, and the ids of a voice note and a photo already taken in."""

    def __init__(self, session: Any, version: Version) -> None:
        self.session, self.key = session, f"review-{version.pk}"
        self.kept: dict[str, Any] = {"typed": {}, "pins": [], "enclosed": {}} | session.get(self.key, {})

    @property
    def typed(self) -> dict[str, str]:
        return self.kept["typed"]

    @property
    def pins(self) -> list[dict[str, Any]]:
        return self.kept["pins"]

    def keep(self, form: ReviewForm, data: Any) -> None:
        """What stands in the fields now."""
        self.kept["typed"] = {name: data[name][:LONGEST] for name in form.fields if data.get(name)}
        self.save()

    def enclose(self, kept: dict[str, Any]) -> None:
        self.kept["enclosed"] |= {kind: file.pk for kind, file in kept.items()}
        self.save()

    def drop(self, kind: str) -> None:
        self.kept["enclosed"].pop(kind, None)
        self.save()

    def pin(self, pins: list[dict[str, Any]]) -> None:
        """Put `pins` on their photos; their fields are free for the next ones."""
        self.kept["pins"] = [*self.pins, *(pin for pin in pins if pin not in self.pins)][:MOST_PINS]
        for pin in pins:
            for name in (f"pin_{pin['photo']}", f"point_{pin['photo']}"):
                self.typed.pop(name, None)
        self.save()

    def unpin(self, number: str) -> None:
        """Take the pin with this number (from 1) off again; a number that is not there changes nothing."""
        self.kept["pins"] = [pin for place, pin in enumerate(self.pins, start=1) if str(place) != number]
        self.save()

    def remarks(self, form: ReviewForm) -> list[Remark]:
        """The comments of the answer: on criteria first, then the pins on photos of this version."""
        here = {photo.pk for photo in form.photos}
        pins = [pin for pin in self.pins if pin["photo"] in here]
        on_photos = [Remark(words=pin["words"], photo_id=pin["photo"], x=pin["x"], y=pin["y"]) for pin in pins]
        return [*form.on_criteria(), *on_photos]

    def enclosed(self, mentor: Any) -> dict[str, Any]:
        """The voice note and the photo taken in so far. A query each, none without."""
        keys: dict[str, int] = self.kept["enclosed"]
        found: dict[str, Any] = {}
        if "voice" in keys:
            found["voice"] = Enclosure.objects.filter(owner_id=mentor.pk, pk=keys["voice"]).first()
        if "photo" in keys:
            found["photo"] = Photo.objects.filter(owner_id=mentor.pk, pk=keys["photo"]).first()
        return found

    def save(self) -> None:
        self.session[self.key] = self.kept

    def forget(self) -> None:
        self.session.pop(self.key, None)
