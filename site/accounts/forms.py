"""Signing in and up: one field for a number or an address, one for a code."""

import re
import unicodedata
from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.contact import Contact, parse_contact
from accounts.models import User
from accounts.queries import find, opens
from common.sanitise import one_line

MANY_CODES = _(
    "Many codes were sent there just now. Use the newest one, or wait a minute and ask again; if that does not help, "
    "try again tomorrow."
)
NO_ADDRESS = _("Enter the whole e-mail address, like name@example.com.")


def contact_field() -> forms.CharField:
    return forms.CharField(
        label=_("Mobile number or e-mail"),
        max_length=254,
        help_text=_("We send a six-digit code. There is no password to forget."),
        error_messages={"required": _("Enter your mobile number or e-mail address.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "inputmode": "email", "autocapitalize": "none"}),
    )


class SignInForm(RequestLoginCodeForm):
    """allauth's request for a code, with its two fields made one."""

    contact = contact_field()
    field_order = ["contact"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phone", "email"):
            self.fields[name].required = False
            self.fields[name].widget = forms.HiddenInput()
        self.contact_error: ValidationError | None = None
        if self.is_bound:
            self.data: QueryDict = self.data.copy()
            try:
                contact = parse_contact(self.data.get("contact", ""))
            except ValidationError as error:
                contact, self.contact_error = Contact(), error
            self.data["phone"], self.data["email"] = contact.phone or "", contact.email or ""

    def clean_contact(self) -> str:
        if self.contact_error:
            raise self.contact_error
        return self.cleaned_data["contact"]

    def clean_email(self) -> str:
        """allauth would let in by an address that nobody proved, too, and by one that was taken away."""
        email = super().clean_email()
        if email:
            contact = Contact(email=email)
            owner = find(contact)
            self._user = owner if owner and owner.is_active and opens(contact, owner) else None
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("phone", "email"):  # what allauth says of them belongs to the one field people see
            for message in self.errors.pop(name, []):
                self.add_error("contact", message)
        return cleaned


class NameForm(forms.Form):
    """A person's own name."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=40,
        help_text=_("As your mentor should call you."),
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(_("Enter your name."))
        return name


class SignUpForm(NameForm):
    contact = contact_field()

    def clean_contact(self) -> Contact:
        return parse_contact(self.cleaned_data["contact"])


class EmailForm(forms.Form):
    """An address to be one's own."""

    email = forms.CharField(
        label=_("E-mail address"), max_length=254, help_text=_("We send a six-digit code there."),
        error_messages={"required": NO_ADDRESS},
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "autocapitalize": "none"}),
    )  # fmt: skip

    def clean_email(self) -> str:
        """The address in small letters, full-width ones understood; a number is none."""
        try:
            found = parse_contact(self.cleaned_data["email"]).email
        except ValidationError:
            found = None
        if found is None:
            raise ValidationError(NO_ADDRESS)
        return found


class LettersForm(forms.Form):
    """In which language messages and e-mails come."""

    language = forms.ChoiceField(
        choices=User.Language.choices,
        widget=forms.RadioSelect,
        label=_("In which language should messages come?"),
        error_messages={"required": _("Choose a language."), "invalid_choice": _("Choose a language.")},
    )


class CodeForm(ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Six-digit code"),
            max_length=12,
            error_messages={"required": _("Enter the six digits we sent.")},
            widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        )

    def clean_code(self) -> str:
        self.cleaned_data["code"] = re.sub(r"\D", "", unicodedata.normalize("NFKC", self.cleaned_data["code"]), flags=re.ASCII)
        try:
            return super().clean_code()
        except ValidationError:
            raise ValidationError(_("That is not the code we sent. Look again, or ask for a new one.")) from None
