"""What is asked of a training day, a roll, a code and a correction."""

import unicodedata
from collections.abc import Mapping
from datetime import time
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from common.fields import LineField, NumberField
from courses.attendance.marking import Line
from courses.attendance.models import Presence, TrainingDay
from courses.cohorts.keeping_forms import day as day_field

AGAIN = _("Open this page again, then write.")
WRONG_TIME = _("Write a time, like 08:30.")


class ClockField(forms.TimeField):
    """A clock time by the phone's own picker, or typed: 8:30, ８：３０, 8点半."""

    def __init__(self, **given: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, error_messages={"required": WRONG_TIME, "invalid": WRONG_TIME}, **given)

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(" ", "")
            value = value.replace("点半", ":30").replace("点", ":").removesuffix("分")
            value = f"{value}00" if value.endswith(":") else value
        return super().to_python(value)


class DayForm(forms.Form):
    """A day to plan, or to plan anew."""

    use_required_attribute = False
    key = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid4, error_messages={"required": AGAIN, "invalid": AGAIN}
    )  # a second sending makes no second day
    held_on = day_field(_("Day"))
    starts = ClockField(label=_("Begins"))
    ends = ClockField(label=_("Ends"))
    place = LineField(
        most=80,
        label=_("Place"),
        help_text=_("So that everybody finds it, like 示范基地 3 号棚."),
        ask=_("Write where you meet."),
    )
    leader: Any = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Who leads it"), empty_label=None,
        error_messages={"invalid_choice": _("Choose a mentor of this cohort.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, leaders: Any, **given: Any) -> None:
        super().__init__(data, label_suffix="", **given)
        field: Any = self.fields["leader"]
        field.queryset = leaders
        field.label_from_instance = lambda one: one.name

    def planned(self, by: Any) -> dict[str, Any]:
        """What the operations take of a day; who plans it leads it unless another is chosen."""
        given = {name: self.cleaned_data[name] for name in ("held_on", "starts", "ends", "place")}
        return {**given, "leader": self.cleaned_data["leader"] or by}


def as_planned(day: TrainingDay) -> dict[str, Any]:
    names = ("key", "held_on", "starts", "ends", "place", "leader")
    return {name: getattr(day, name) for name in names}


class CallOffForm(forms.Form):
    use_required_attribute = False
    why = LineField(most=200, label=_("Why it is called off"), ask=_("Write why, like: the road is flooded."))


class RollForm(forms.Form):
    """What stands under the lines of a roll. The lines themselves are read by `lines_of`."""

    use_required_attribute = False
    guests = NumberField(
        least=0, most=500, required=False, label=_("Others who came"),
        help_text=_("People who are not on the list; only how many."),
        wrong=_("Write how many others came, like 2; 0 for none."),
    )  # fmt: skip
    why = LineField(
        most=200, required=False, ask="", label=_("Why you change what was kept"),
        help_text=_("Only when you change a line that was kept before, like: came at 10:20. The trainee reads it."),
    )  # fmt: skip

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, label_suffix="", **given)


def lines_of(posted: Mapping[str, Any]) -> dict[int, Line]:
    """The lines of a posted roll: `m-12` what was pressed for enrolment 12, `w-12` what its page showed."""
    numbers = [name[2:] for name in posted if name.startswith("m-")]
    known = [number for number in numbers if number.isascii() and number.isdigit() and len(number) < 12]
    return {int(one): Line(posted[f"m-{one}"], posted.get(f"w-{one}", "")) for one in known if posted[f"m-{one}"] in Presence}


class CodeForm(forms.Form):
    use_required_attribute = False
    code = forms.CharField(
        max_length=40, label=_("The six digits your mentor shows"),
        error_messages={"required": _("Type the six digits."), "max_length": _("Type the six digits.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, label_suffix="", **given)


class AskForm(forms.Form):
    use_required_attribute = False
    words = LineField(
        most=300, label=_("What is wrong?"), ask=_("Write what is wrong, like: I was there, my phone was dead."),
        help_text=_("One sentence. Who led the day reads it and answers."),
    )  # fmt: skip

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, label_suffix="", **given)


class AnswerForm(forms.Form):
    use_required_attribute = False
    state = forms.ChoiceField(
        choices=Presence.choices, widget=forms.RadioSelect, label=_("How it stands"),
        error_messages={"required": _("Choose how it stands."), "invalid_choice": _("Choose how it stands.")},
    )  # fmt: skip
    answer = LineField(
        most=200,
        label=_("Your answer"),
        ask=_("Answer in a sentence."),
        help_text=_("The trainee reads it; it stays on record."),
    )

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, label_suffix="", **given)
