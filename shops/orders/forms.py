"""Who takes the parcels in, and where. Chinese addresses are understood as people write them; numbers as people type them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.contact import parse_contact
from common.numerals import normalised, parse_number
from common.sanitise import one_line
from shops.orders.models import MOST_PACKS
from shops.orders.places import Found, recognise
from shops.orders.placing import To
from shops.orders.pricing import Quote
from shops.orders.ways import ways_for

NO_PACKS = _("Write a whole number of packs, from 1 to 999.")
NO_PLACE = _("Write the province, city and county, then the street and number, in Chinese: 湖南省长沙市岳麓区麓山南路 18 号.")
NO_STREET = _("Add the street and the number of the house, or the village and the group.")
NO_PHONE = _("Enter an 11-digit mobile number, like 139 0000 0001. The courier rings it.")


class PacksForm(forms.Form):
    """How many of one offer, as typed: 2, ２, 两."""

    offer = forms.IntegerField(min_value=1)
    packs = forms.CharField(max_length=12, error_messages={"required": NO_PACKS, "max_length": NO_PACKS})

    def clean_packs(self) -> int:
        try:
            packs = parse_number(normalised(self.cleaned_data["packs"]))
        except ValueError:
            packs = Decimal(0)
        if not 1 <= packs <= MOST_PACKS or packs != packs.to_integral_value():
            raise ValidationError(NO_PACKS)
        return int(packs)


class WhereForm(forms.Form):
    """Who takes a parcel in, their number, and where, in one line."""

    name = forms.CharField(
        label=_("Who takes it in"),
        max_length=40,
        error_messages={"required": _("Enter the name of whoever takes the parcel in.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        max_length=24,
        error_messages={"required": NO_PHONE},
        help_text=_("The courier rings it. You find your order again with it."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=200,
        error_messages={"required": NO_PLACE},
        help_text=_("All in one line, as on a parcel: 湖南省长沙市岳麓区麓山南路 18 号 3 栋 502"),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = Found()

    def clean_name(self) -> str:
        if not (name := one_line(self.cleaned_data["name"])):
            raise ValidationError(self.fields["name"].error_messages["required"])
        return name

    def clean_phone(self) -> str:
        try:
            contact = parse_contact(self.cleaned_data["phone"])
        except ValidationError:
            raise ValidationError(NO_PHONE) from None
        if not contact.phone:
            raise ValidationError(NO_PHONE)
        return contact.phone

    def clean_address(self) -> str:
        address = one_line(self.cleaned_data["address"])
        self.found = recognise(address)
        if not self.found.province or not self.found.county:
            raise ValidationError(NO_PLACE)
        if not self.found.rest:
            raise ValidationError(NO_STREET)
        return address


class AddressForm(WhereForm):
    """An entry of the address book."""

    title = forms.CharField(
        label=_("What you call it, if you like"), max_length=12, required=False, help_text=_("Like home, parents, work"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    is_usual = forms.BooleanField(label=_("This is my usual address"), required=False)

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])


class CheckoutForm(WhereForm):
    """Three answers, a note, and how one pays."""

    at_once = False  # whether only what is paid within minutes will do
    note = forms.CharField(
        label=_("A note to the shops, if you like"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    keep = forms.BooleanField(label=_("Keep this address for next time"), required=False)
    way = forms.ChoiceField(label=_("Pay with"), error_messages={"required": _("Choose how you pay.")})

    def __init__(self, *args: Any, quote: Quote, buyer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = ways_for(quote, buyer, at_once=self.at_once)
        way: Any = self.fields["way"]
        way.choices = [(one.way, one.title) for one in self.ways]
        if not getattr(buyer, "is_authenticated", False) or not quote.lines:
            del self.fields["keep"]
        if not quote.lines:
            self.nothing_is_posted()

    def nothing_is_posted(self) -> None:
        """Whoever only books visits comes: no address is asked."""
        del self.fields["address"]
        name, phone = self.fields["name"], self.fields["phone"]
        name.label, phone.help_text = _("Who is coming"), _("Your host rings it. You find your booking again with it.")
        name.error_messages["required"] = _("Enter the name of whoever comes.")
        phone.error_messages["required"] = _("Enter an 11-digit mobile number, like 139 0000 0001. Your host rings it.")

    def clean_note(self) -> str:
        return one_line(self.cleaned_data["note"])


def to_of(answers: dict[str, Any]) -> To:
    """Who it is for and where the parcels go, of clean answers; nowhere where nothing is posted."""
    found = recognise(answers.get("address", ""))
    return To(answers["name"], answers["phone"], found.region, found.place, found.rest, answers.get("note", ""))
