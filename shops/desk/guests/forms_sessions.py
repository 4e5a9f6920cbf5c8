"""The dates of an activity or a walk: made, changed, called off."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import YuanField
from shops.builder.forms import ONE_PRICE, Words
from shops.builder.forms_visits import whole
from shops.catalogue.fields import DayField
from shops.desk.guests.forms_prices import A_DAY

SEATS = _("Write how many people may come, from 1 to 200, like 12.")


class SessionsForm(forms.Form):
    """One session, or the same time every week until a day."""

    on = DayField(label=_("Day"))
    starts = forms.TimeField(
        label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose a time."), "invalid": _("Choose a time.")},
    )  # fmt: skip
    until = DayField(label=_("Every week until (empty: once)"))
    seats = whole(_("How many may come"), 200, SEATS)
    price = YuanField(label=_("Price for a person (empty: as usual)"), wrong=ONE_PRICE, required=False)
    guide = Words(label=_("Who guides"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("on") and "on" not in self.errors:
            self.add_error("on", A_DAY)
        on, until = given.get("on"), given.get("until")
        if on and until and not on <= until <= on + timedelta(days=365):
            self.add_error("until", _("Choose a day within a year after the first."))
        return given

    def first(self) -> datetime:
        given = self.cleaned_data
        return timezone.make_aware(datetime.combine(given["on"], given["starts"]), timezone.get_default_timezone())


class NumbersForm(forms.Form):
    """What of a date may be changed: its time stays, since guests were told it."""

    seats = whole(_("How many may come"), 200, SEATS)
    price = YuanField(label=_("Price for a person (empty: as usual)"), wrong=ONE_PRICE, required=False)
    guide = Words(label=_("Who guides"), max_length=40, required=False)


class CallOffForm(forms.Form):
    reason = Words(label=_("Why"), max_length=120, error_messages={"required": _("Write why: the guests read it.")})
