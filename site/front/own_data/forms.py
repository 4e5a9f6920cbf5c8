"""What a manager writes about somebody's wish to be erased."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.sanitise import plain_text

ASKED = _("Say why, in words the person understands.")


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the account must be kept"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only what the law lets you keep it for: a payment, a dispute or a check that is not over. The person reads it."
        ),
        error_messages={"required": ASKED},
    )  # fmt: skip

    def clean_reason(self) -> str:
        """What is left of it must say something."""
        if not (said := plain_text(self.cleaned_data["reason"])):
            raise forms.ValidationError(ASKED)
        return said
