"""A calendar kept elsewhere: its address, or a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shops.builder.forms import Words


class CalendarForm(forms.Form):
    name = Words(
        label=_("What to call it"), max_length=40,
        error_messages={"required": _("Write what you call it, like the site’s name.")},
    )  # fmt: skip
    address = Words(
        label=_("Its address"),
        max_length=500,
        required=False,
        help_text=_("The other site calls it “export calendar” or “iCal”."),
    )
    file = forms.FileField(label=_("Or a file"), required=False, help_text=_("Ends with .ics, at most 1 MB. It is read once."))
    is_whole = forms.BooleanField(
        label=_("Each entry takes all the rooms"), required=False,
        help_text=_("Without the tick an entry takes one room."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if bool(given.get("address")) == bool(given.get("file")) and not self.errors:
            self.add_error("address", _("Paste an address, or choose a file: one of the two."))
        return given
