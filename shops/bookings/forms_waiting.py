"""What somebody waits for, where a guest is written to, and by which number they find it again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import MobileField
from shops.availability.models import Bookable
from shops.bookings.forms import PeopleForm, SeatsForm, StayForm


class ReachForm(forms.Form):
    """A guest says where we write to; a person with an account need not."""

    phone = MobileField(help_text=_("We write there. The host never sees it, and we forget it when the days are over."))

    def __init__(self, *args: Any, is_guest: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_guest:
            del self.fields["phone"]


class WaitForStayForm(ReachForm, StayForm):
    field_order = [*StayForm.field_order, "phone"]


class WaitForSeatsForm(ReachForm, SeatsForm):
    field_order = [*SeatsForm.field_order, "phone"]


def form_for(bookable: Bookable, meetings: Any, given: Any, shown: Any, *, is_guest: bool) -> PeopleForm:
    """Bound once it was sent (`given`)."""
    facts = {"bookable": bookable, "initial": shown, "is_guest": is_guest}
    return WaitForStayForm(given, **facts) if bookable.is_room else WaitForSeatsForm(given, meetings=meetings, **facts)


class FindWaitsForm(forms.Form):
    phone = MobileField(help_text=_("The one you gave when you asked."))
