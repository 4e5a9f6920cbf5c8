"""A picture of a transfer, and what a person says of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.sanitise import one_line


class ProofForm(forms.Form):
    picture = forms.FileField(
        label=_("A picture of the transfer"),
        error_messages={"required": _("Choose the picture or screenshot of your transfer.")},
        help_text=_("A photograph or a screenshot, up to 15 MB."), widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip


class LookForm(forms.Form):
    """The money came, with the bank's own number; or it did not, with words for the buyer."""

    number = forms.CharField(
        label=_("Number on the bank’s statement"), max_length=64, required=False,
        help_text=_("One transfer pays one order: the number cannot be used again."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    words = forms.CharField(
        label=_("What the buyer reads"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Say what is wrong and what they may do: the sum, the name, another picture."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        wanted = "number" if self.data.get("do") == "came" else "words"
        if not one_line(cleaned.get(wanted, "")):
            raise ValidationError({wanted: self.missing[wanted]})
        return cleaned

    missing = {
        "number": _("Write the transfer’s number from the bank’s statement: without it, nobody knows that it came."),
        "words": _("Say why: the buyer reads it."),
    }
