"""A mobile number as people type it, wherever somebody without an account says where to write to."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.contact import parse_contact

NO_MOBILE = _("Enter an 11-digit mobile number, like 139 0000 0001.")


class MobileField(forms.CharField):
    """Cleaned to E.164; full-width digits, spaces and dashes are fine."""

    def __init__(self, **given: Any) -> None:
        facts: dict[str, Any] = {"label": _("Your mobile number"), "max_length": 24, "error_messages": {"required": NO_MOBILE}}
        super().__init__(**{**facts, **given})
        self.widget.attrs.update({"autocomplete": "tel", "inputmode": "tel"})

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            phone = parse_contact(typed).phone
        except ValidationError:
            phone = None
        if not phone:
            raise ValidationError(NO_MOBILE)
        return phone
