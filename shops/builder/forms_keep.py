"""Adding a helper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.contact import Contact, parse_contact
from accounts.forms import contact_field
from shops.franchise.models import Helper


def rights_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("What they may do"), choices=Helper.Right.choices, initial=Helper.Right.values,
        widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Choose at least one thing they may do.")},
    )  # fmt: skip


class RightsForm(forms.Form):
    """What a helper may do from now on."""

    rights = rights_field()


class HelperForm(forms.Form):
    """The mobile number or e-mail of somebody who signed up."""

    contact = contact_field()
    rights = rights_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].label = _("Their mobile number or e-mail")
        self.fields["contact"].help_text = _("The one they sign in with.")
        self.fields["contact"].error_messages["required"] = _("Enter the number or e-mail of the person who helps you.")
        self.fields["contact"].widget.attrs["autocomplete"] = "off"

    def clean_contact(self) -> Contact:
        return parse_contact(self.cleaned_data["contact"])
