"""Who rang, and days on which nobody comes."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.contact import can_be_rung
from shops.availability.models import MOST_NIGHTS
from shops.availability.rates import ONE_DAY
from shops.builder.forms import Words
from shops.builder.forms_visits import whole
from shops.catalogue.fields import DayField


class GuestForm(forms.Form):
    """Who rang."""

    name = Words(label=_("Name"), max_length=40, error_messages={"required": _("Write who comes.")})
    phone = Words(label=_("Telephone"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}),
                  error_messages={"required": _("Write the number they can be rung at.")})  # fmt: skip
    people = whole(_("How many people"), 200, _("Write how many come, like 3."))

    def clean_phone(self) -> str:
        if not can_be_rung(self.cleaned_data["phone"]):
            raise forms.ValidationError(_("Write a telephone number, like 139 0000 0001."))
        return self.cleaned_data["phone"]

    def words(self) -> str:
        return f"{self.cleaned_data['name']} × {self.cleaned_data['people']}"


class RoomGuestForm(GuestForm):
    rooms = whole(_("Rooms"), 50, _("Write how many rooms, like 1."))
    until = DayField(label=_("Leaves on"))

    def __init__(self, *args: Any, day: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.day = day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        until = given.get("until")
        if until is None and "until" not in self.errors:
            given["until"] = self.day + ONE_DAY
        elif until and not self.day < until <= self.day + timedelta(days=MOST_NIGHTS):
            self.add_error("until", _("Choose a day of leaving after the day you come."))
        return given


class CloseForm(forms.Form):
    """Days on which nobody else comes."""

    reason = Words(label=_("Why"), max_length=120, error_messages={"required": _("Write why, for yourself and your helpers.")})
    last = DayField(label=_("Until and with (empty: this day)"))

    def __init__(self, *args: Any, day: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.day = day

    def clean_last(self) -> date:
        last = self.cleaned_data["last"] or self.day
        if not self.day <= last <= self.day + timedelta(days=366):
            raise forms.ValidationError(_("Choose a day within a year after the first."))
        return last
