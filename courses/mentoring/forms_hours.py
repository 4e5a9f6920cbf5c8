"""Offering office hours, booking a slot and giving it back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.assessment.fields import LineField
from courses.mentoring.models import Way
from courses.mentoring.slots import Slot

ONCE = "once"
LENGTHS = (10, 15, 20, 30, 45)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def lengths() -> list[tuple[int, str]]:
    return [(each, gettext("%(n)d minutes") % {"n": each}) for each in LENGTHS]


def day_field(label: Any, **given: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=DAY, error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")}, **given
    )


class OfferForm(forms.Form):
    """Each week on a day, or once."""

    weekday = forms.ChoiceField(
        label=_("Which day"),
        choices=[*((str(number), name) for number, name in WEEKDAYS.items()), (ONCE, _("Only once, on the date below"))],
        error_messages={"required": _("Choose a day."), "invalid_choice": _("Choose a day.")},
    )
    on = day_field(_("The date, if only once"), required=False)
    starts = forms.TimeField(
        label=_("From what time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Enter a time like 19:30."), "invalid": _("Enter a time like 19:30.")},
    )
    minutes = forms.TypedChoiceField(label=_("How long each talk is"), coerce=int, choices=lengths)
    slots = forms.TypedChoiceField(label=_("How many, one after the other"), coerce=int, choices=[(n, n) for n in range(1, 9)])
    way = forms.ChoiceField(label=_("How you meet"), choices=Way.choices)
    where = LineField(
        most=160,
        ask=_("Say which number to call, which place, or which meeting to join."),
        label=_("Number, place or meeting"),
    )

    def __init__(self, data: Any = None, *, today: date | None = None) -> None:
        initial = {"minutes": 15, "slots": 4, "starts": "19:30", "way": Way.PHONE}
        super().__init__(data, initial=initial, label_suffix="")
        self.today = today

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("weekday") == ONCE and not self.errors.get("on"):
            if not given.get("on"):
                self.add_error("on", _("Choose a day."))
            elif self.today and given["on"] < self.today:
                self.add_error("on", _("This day is over; choose one to come."))
        return given

    def offer(self) -> dict[str, Any]:
        """What `booking.offer` takes."""
        given = {name: self.cleaned_data[name] for name in ("starts", "minutes", "slots", "way", "where")}
        if self.cleaned_data["weekday"] == ONCE:
            return {**given, "on": self.cleaned_data["on"]}
        return {**given, "weekday": int(self.cleaned_data["weekday"])}


class CancelForm(forms.Form):
    reason = LineField(most=200, ask="", required=False, label=_("Why, if you like"))


class BookForm(forms.Form):
    """Which slot, and what it is about."""

    slot = forms.CharField(max_length=40, error_messages={"required": _("Choose a time."), "max_length": _("Choose a time.")})
    about = LineField(
        most=200, ask="", required=False, label=_("What you would like to talk about"),
        help_text=_("One line, so that your mentor can think of it before."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, slots: Sequence[Slot] = ()) -> None:
        super().__init__(data, label_suffix="")
        self.slots = {slot.key: slot for slot in slots}
