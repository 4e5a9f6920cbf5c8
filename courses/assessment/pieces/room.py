"""Besides the eight: a room for guests. What is missing of the rules for homestays is warned of, and said in the shop."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.assessment.fields import LineField, NumberField, TextField
from courses.assessment.pieces.base import Fact, chosen, fact, listed
from courses.assessment.pieces.visit import VisitForm

KEPT = (
    ("register", _("I enter every guest’s identity card on arrival")),
    ("extinguisher", _("A fire extinguisher on every floor")),
    ("alarm", _("A smoke alarm in the room")),
    ("exit", _("The way out is free and lit at night")),
)


class RoomForm(VisitForm):
    heading = _("Your room")
    shots = (_("The room by day, from the door"), _("The bed, made"), _("Washroom and toilet"), _("The house from outside"))
    rows = (
        ("name_zh",), ("name_en",), ("rooms", "beds"), ("guests", "price_fen"), ("included",), ("about",), ("months",),
        ("registration",), ("kept",), ("come",), ("phone",),
    )  # fmt: skip

    rooms = NumberField(
        least=1, most=50, unit=_("rooms"), label=_("Rooms like this"),
        wrong=_("Write how many rooms there are, from 1 to 50, like 2.")
    )  # fmt: skip
    beds = NumberField(
        least=1, most=20, unit=_("beds"), label=_("Beds in one room"),
        wrong=_("Write how many beds are in one room, from 1 to 20, like 2.")
    )  # fmt: skip
    guests = NumberField(
        least=1, most=20, unit=_("people"), label=_("Most people in one room"),
        wrong=_("Write how many may sleep in one room, from 1 to 20, like 3.")
    )  # fmt: skip
    included = TextField(
        most=200, rows=2, label=_("What is in the price"), help_text=_("Breakfast, hot water, towels, heating."),
        ask=_("Write what the price includes, like breakfast and hot water."),
    )  # fmt: skip
    registration = LineField(
        most=60, required=False, ask="", label=_("Number of your permit or filing"),
        help_text=_("From the police station or the county. The room stands in your shop once there is a number."),
    )  # fmt: skip
    kept = forms.MultipleChoiceField(
        choices=KEPT, required=False, widget=forms.CheckboxSelectMultiple, label=_("What is in place already"),
        help_text=_("Tick only what an inspector would find today."),
        error_messages={"invalid_choice": _("Tick only from this list.")},
    )  # fmt: skip

    def warnings(self) -> list[str]:
        given, said = self.cleaned_data, super().warnings()
        if not given.get("registration"):
            said.append(
                gettext("Without the number of a permit or filing the room is not shown in your shop. Ask before guests come.")
            )
        if missing := [str(words) for key, words in KEPT if key not in given.get("kept", [])]:
            said.append(gettext("Still to put in place: %(what)s.") % {"what": listed(missing)})
        return said

    @classmethod
    def own_facts(cls, content: dict[str, Any]) -> list[Fact]:
        return [
            fact(content, "rooms", _("Rooms like this")),
            fact(content, "beds", _("Beds in one room")),
            fact(content, "guests", _("Most people in one room")),
            fact(content, "included", _("What is in the price")),
            fact(content, "registration", _("Number of your permit or filing")),
            fact(content, "kept", _("What is in place already"), lambda keys: "\n".join(chosen(KEPT, key) for key in keys)),
        ]
