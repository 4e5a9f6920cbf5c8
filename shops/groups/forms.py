"""Ordering in a group, and the shop's terms for groups."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.fields import NumberField, group_size_field
from common.money import yuan
from shops.catalogue.fields import PriceField
from shops.catalogue.models import Offer
from shops.groups.models import HOURS, PACKS, SessionTerms
from shops.orders.forms import CheckoutForm

WINDOWS = ((12, _("12 hours")), (24, _("24 hours: the usual")), (48, _("2 days")), (72, _("3 days")))


class TogetherForm(CheckoutForm):
    """The answers of every order, and how many packs: in a group of one's own parcel."""

    at_once = True

    def __init__(self, *args: Any, most: int, goes: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label, wrong = _("How many packs for you"), _("Write how many packs you want, from 1 to %(most)s.")
        if goes:
            label, wrong = _("How many of you come"), _("Write how many of you come, from 1 to %(most)s.")
        self.fields["packs"] = NumberField(least=1, most=most, label=label, wrong=wrong % {"most": most})


class GoingForm(forms.Form):
    """The terms of groups that go to a session."""

    price = PriceField(label=_("Price for a person in a group"), wrong=_("Enter one group price, like 36 or 36.50."))
    size = group_size_field()
    hours = forms.TypedChoiceField(label=_("How long a group gathers"), choices=WINDOWS, coerce=int, widget=forms.RadioSelect)
    most_people = NumberField(
        least=1, most=20, label=_("People with one order, at most"), wrong=_("Write how many people, from 1 to 20.")
    )

    def __init__(self, data: Any = None, *, terms: SessionTerms | None) -> None:
        names = ("price", "size", "hours", "most_people")
        usual = {"size": 3, "hours": HOURS, "most_people": PACKS}
        super().__init__(data, initial={name: getattr(terms, name) for name in names} if terms else usual)
        self.fields["size"].required = True


class GroupTermsForm(forms.Form):
    """What a group pays, how many make one, for how long it gathers."""

    group_price = PriceField(
        label=_("Price of a pack in a group"), wrong=_("Enter one group price, like 36 or 36.50."),
        help_text=_("Lower than alone. 38, ¥38 and 三十八 all work."),
    )  # fmt: skip
    group_size = group_size_field()
    hours = forms.TypedChoiceField(label=_("How long a group gathers"), choices=WINDOWS, coerce=int, widget=forms.RadioSelect)
    most_packs = NumberField(
        least=1, most=99, label=_("Packs for one person, at most"), wrong=_("Write how many packs, from 1 to 99."),
        help_text=_("So that nobody buys up the stock at the group’s price."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, offer: Offer) -> None:
        self.offer = offer
        terms = getattr(offer, "group_terms", None)
        first = {
            "group_price": offer.group_price, "group_size": offer.group_size or 3,
            "hours": terms.hours if terms else HOURS, "most_packs": terms.most_packs if terms else PACKS,
        }  # fmt: skip
        super().__init__(data, initial=first)
        self.fields["group_size"].required = True

    def clean_group_price(self) -> int:
        price: int = self.cleaned_data["group_price"]
        if price >= self.offer.price:
            raise ValidationError(
                _("Enter a group price below the price alone, %(price)s.") % {"price": yuan(self.offer.price)}
            )
        return price
