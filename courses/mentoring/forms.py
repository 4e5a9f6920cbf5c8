"""What a mentor says of one version: a level for each criterion, remarks on criteria and on photos, and words."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.assessment.enclosing import EnclosedField
from courses.assessment.fields import LineField, TextField
from courses.assessment.models import Criterion
from courses.assessment.operations import Remark
from uploads.models import Photo

MOST_PINS = 12
PLACES = (  # a photo's nine parts, as they lie
    ("17,17", _("Top left")), ("50,17", _("Top middle")), ("83,17", _("Top right")),
    ("17,50", _("Middle left")), ("50,50", _("Middle")), ("83,50", _("Middle right")),
    ("17,83", _("Bottom left")), ("50,83", _("Bottom middle")), ("83,83", _("Bottom right")),
)  # fmt: skip
POINT = re.compile(r"(\d{1,2}|100),(\d{1,2}|100)\Z", re.ASCII)


class PointField(forms.CharField):
    """A point of a photo as "x,y" in percent: one of nine parts by a radio, or exactly where it was tapped."""

    def clean(self, value: Any) -> tuple[int, int] | None:
        found = POINT.match(str(value or ""))
        return (int(found[1]), int(found[2])) if found else None


def parts(point: Any) -> list[tuple[str, Any, bool]]:
    """The nine parts; the one that `point` lies in is chosen and keeps the exact point."""
    found = POINT.match(str(point or ""))
    mine = min(2, int(found[1]) // 34) + 3 * min(2, int(found[2]) // 34) if found else None
    return [(str(point) if place == mine else at, name, place == mine) for place, (at, name) in enumerate(PLACES)]


class ReviewForm(forms.Form):
    words = TextField(
        most=600,
        rows=4,
        required=False,
        ask="",
        label=_("What you say"),
        help_text=_("One good thing, then one change at most."),
    )
    voice = EnclosedField("voice", label=_("Or say it"), help_text=_("A voice note, up to 3 minutes and 5 MB."))
    photo = EnclosedField("photo", label=_("Show it"), help_text=_("A photo of how it could be."))

    def __init__(
        self,
        data: Any = None,
        *,
        criteria: list[Criterion],
        photos: Iterable[Photo] = (),
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.criteria, self.photos = criteria, list(photos)
        for criterion in criteria:
            levels = [(str(level.pk), level.words) for level in criterion.levels.all()]
            self.fields[f"mark_{criterion.pk}"] = forms.ChoiceField(choices=levels, widget=forms.RadioSelect, required=False)
            self.fields[f"on_{criterion.pk}"] = LineField(most=200, required=False, ask="", label=_("A remark on this"))
        for photo in self.photos:
            self.fields[f"pin_{photo.pk}"] = LineField(most=200, required=False, ask="", label=_("What you see there"))
            self.fields[f"point_{photo.pk}"] = PointField(required=False, label=_("Where on the photo"))

    def clean(self) -> dict[str, Any]:
        for photo in self.photos:
            if self.cleaned_data.get(f"pin_{photo.pk}") and not self.cleaned_data.get(f"point_{photo.pk}"):
                self.add_error(f"pin_{photo.pk}", _("Tap the place on the photo that you mean."))
        return self.cleaned_data

    def lines(self) -> list[tuple[Criterion, forms.BoundField, forms.BoundField]]:
        """Each criterion with its level and its remark."""
        return [(criterion, self[f"mark_{criterion.pk}"], self[f"on_{criterion.pk}"]) for criterion in self.criteria]

    def pictures(self) -> list[tuple[Photo, forms.BoundField, forms.BoundField, list[tuple[str, Any, bool]]]]:
        """Each photo with the words and the point of a pin, and its nine parts (value, name, whether chosen)."""
        return [
            (photo, self[f"pin_{photo.pk}"], self[f"point_{photo.pk}"], parts(self[f"point_{photo.pk}"].value()))
            for photo in self.photos
        ]

    def marks(self) -> dict[str, str]:
        """The levels chosen, by the criterion's id as text."""
        given = {str(criterion.pk): self.cleaned_data.get(f"mark_{criterion.pk}", "") for criterion in self.criteria}
        return {key: mark for key, mark in given.items() if mark}

    def on_criteria(self) -> list[Remark]:
        given = [(criterion.pk, self.cleaned_data.get(f"on_{criterion.pk}", "")) for criterion in self.criteria]
        return [Remark(words=words, criterion_id=key) for key, words in given if words]

    def new_pins(self) -> list[dict[str, Any]]:
        """The pins typed just now, each with its photo, point and words."""
        pins = []
        for photo in self.photos:
            words, point = self.cleaned_data.get(f"pin_{photo.pk}"), self.cleaned_data.get(f"point_{photo.pk}")
            if words and point:
                pins.append({"photo": photo.pk, "x": point[0], "y": point[1], "words": words})
        return pins
