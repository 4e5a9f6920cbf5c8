"""Signing: the typed name and the tick, then the code from one's phone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shops.builder.forms import SignatureForm


class SigningForm(SignatureForm):
    """`read` is the version that was shown; the code is asked for once it was sent."""

    read = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(
        label=_("The code we sent you"), max_length=20, required=False, help_text=_("Six digits. It is good for ten minutes."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip

    def say(self, fault: str) -> None:
        """What is wrong with the code, and what to do."""
        self.add_error("code", {
            "wrong": _("This is not the code we sent. Look at the message again: six digits."),
            "over": _("This code is over. Press “Send another code”."),
            "enough": _("Five codes were sent within the hour. Wait an hour, then press again."),
            "none": _("Type the code from the message."),
        }[fault])  # fmt: skip
