"""What somebody waits for, and where a guest is written to."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.contact import parse_contact
from shops.availability.models import Bookable
from shops.bookings.forms import PeopleForm, SeatsForm, StayForm

NO_PHONE = _("Enter an 11-digit mobile number, like 139 0000 0001. We write there when a place is free.")


class ReachForm(forms.Form):
    """A guest says where we write to; a person with an account need not."""

    phone = forms.CharField(
        label=_("Your mobile number"), max_length=24, error_messages={"required": NO_PHONE},
        help_text=_("The host never sees it. We forget it when the days are over."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip

    def __init__(self, *args: Any, is_guest: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_guest:
            del self.fields["phone"]

    def clean_phone(self) -> str:
        try:
            phone = parse_contact(self.cleaned_data["phone"]).phone
        except ValidationError:
            phone = None
        if not phone:
            raise ValidationError(NO_PHONE)
        return phone


class WaitForStayForm(ReachForm, StayForm):
    field_order = [*StayForm.field_order, "phone"]


class WaitForSeatsForm(ReachForm, SeatsForm):
    field_order = [*SeatsForm.field_order, "phone"]


def form_for(bookable: Bookable, meetings: Any, given: Any, shown: Any, *, is_guest: bool) -> PeopleForm:
    """Bound once it was sent (`given`)."""
    facts = {"bookable": bookable, "initial": shown, "is_guest": is_guest}
    return WaitForStayForm(given, **facts) if bookable.is_room else WaitForSeatsForm(given, meetings=meetings, **facts)
