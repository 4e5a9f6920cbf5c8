"""Besides the eight: a walk one leads oneself, from stop to stop. Packages with transport or lodging are a travel agency's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.sanitise import one_line
from courses.assessment.fields import LineField, TextField
from courses.assessment.pieces.base import Fact, fact
from courses.assessment.pieces.visit import GroupForm

FEWEST, MOST, LONGEST = 2, 12, 60
OWN = (("own", _("I lead it myself; no transport, meals or lodging are sold with it")),)
PACKAGES = _("Take out transport, meals and lodging, then tick this: packages need a travel agency’s licence.")
STOPS = _("Write two to twelve stops, one a line, each at most 60 characters long.")


class TourForm(GroupForm):
    heading = _("Your guided walk")
    shots = (_("The best stop on the way"), _("Where you meet"), _("The path, as it is"))
    rows = (
        ("name_zh",), ("name_en",), ("stops",), ("meeting",), ("minutes", "price_fen"), ("least", "most"), ("months",),
        ("about",), ("safety",), ("own",), ("come",), ("phone",),
    )  # fmt: skip

    stops = TextField(
        most=800,
        rows=5,
        label=_("The stops, in order"),
        help_text=_("One a line: a place, and what is shown there."),
        ask=STOPS,
    )
    meeting = LineField(
        most=120, label=_("Where you meet"), help_text=_("A place a stranger finds, like the bridge at the village gate."),
        ask=_("Write where you meet your guests."),
    )  # fmt: skip
    safety = TextField(
        most=300, rows=3, label=_("What could hurt a guest, and what you do about it"),
        help_text=_("Steep or wet steps, heat, dogs, water. When do you not go?"),
        ask=_("Write what could hurt a guest, and what you do about it."),
    )  # fmt: skip
    own = forms.MultipleChoiceField(
        choices=OWN, widget=forms.CheckboxSelectMultiple, label=_("Your own walk"),
        help_text=_("Packages with transport or lodging may be sold by licensed travel agencies only."),
        error_messages={"required": PACKAGES, "invalid_choice": PACKAGES},
    )  # fmt: skip

    def clean_stops(self) -> str:
        lines = [one_line(line) for line in self.cleaned_data["stops"].splitlines() if line.strip()]
        if not FEWEST <= len(lines) <= MOST or any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(STOPS)
        return "\n".join(lines)

    @classmethod
    def own_facts(cls, content: dict[str, Any]) -> list[Fact]:
        return [
            fact(content, "stops", _("The stops, in order")),
            fact(content, "meeting", _("Where you meet")),
            *super().own_facts(content),
            fact(content, "safety", _("What could hurt a guest, and what you do about it")),
        ]
