"""What a mentor says of one version: a mark for each criterion, and words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.assessment.fields import TextField
from courses.assessment.models import Criterion

MARKS = (("good", _("Good")), ("change", _("One change")))


class ReviewForm(forms.Form):
    words = TextField(
        most=600,
        rows=4,
        required=False,
        ask="",
        label=_("What you say"),
        help_text=_("One good thing, then one change at most."),
    )

    def __init__(self, data: Any = None, *, criteria: list[Criterion], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.criteria = criteria
        for criterion in criteria:
            self.fields[f"mark_{criterion.pk}"] = forms.ChoiceField(choices=MARKS, widget=forms.RadioSelect, required=False)

    def lines(self) -> list[tuple[Criterion, forms.BoundField]]:
        """Each criterion with its mark."""
        return [(criterion, self[f"mark_{criterion.pk}"]) for criterion in self.criteria]

    def marks(self) -> dict[str, str]:
        """The marks given, by the criterion's id as text."""
        given = {str(criterion.pk): self.cleaned_data.get(f"mark_{criterion.pk}", "") for criterion in self.criteria}
        return {key: mark for key, mark in given.items() if mark}
