"""Ordering a harvest ahead, the shop's terms for one, and what is said of it."""

import itertools
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.fields import NumberField
from common.money import yuan
from common.sanitise import one_line
from shops.catalogue.fields import DayField, PriceField
from shops.catalogue.models import Offer
from shops.orders.forms import CheckoutForm
from shops.presale.models import FIRST_DAYS, MOST_DEPOSIT, PACKS, PAYS_DAYS, QUOTA
from shops.presale.offering import Terms

EARLY, DEPOSIT = "early", "deposit"  # what a shop may begin with
PARTS = (
    (0, _("All at once, for less")),
    (10, _("One tenth as a deposit")),
    (MOST_DEPOSIT, _("A fifth as a deposit, the most allowed")),
)
DAYS = ("opens_on", "closes_on", "ready_on", "ships_from")
LONGEST = timedelta(days=400)


class AheadForm(CheckoutForm):
    """The answers of every order, and how many packs."""

    at_once = True

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wrong = _("Write how many packs you want, from 1 to %(most)s.") % {"most": most}
        self.fields["packs"] = NumberField(least=1, most=most, label=_("How many packs"), wrong=wrong)


class TermsForm(forms.Form):
    """What a shop decides of a harvest that it sells ahead."""

    deposit_percent = forms.TypedChoiceField(label=_("What is paid first"), choices=PARTS, coerce=int, widget=forms.RadioSelect)
    price = PriceField(label=_("Price of a pack, booked ahead"), help_text=_("Instead of the usual price; no coupon on top."))
    quota = NumberField(
        least=1, most=99_999, label=_("Packs of this harvest to sell ahead"), wrong=_("Write how many packs, from 1 to 99999."),
        help_text=_("Only what you are sure to pick. It is apart from what is on your shelf."),
    )  # fmt: skip
    most_packs = NumberField(
        least=1, most=99, label=_("Packs in one order, at most"), wrong=_("Write how many packs, from 1 to 99.")
    )
    opens_on = DayField(label=_("Orders from"), required=True)
    closes_on = DayField(label=_("Orders until"), required=True)
    ready_on = DayField(
        label=_("Harvest ready by"),
        required=True,
        help_text=_("You press when it is ready. On this day at the latest, balances are asked for."),
    )
    ships_from = DayField(label=_("Posted from"), required=True)
    pays_days = NumberField(
        least=1, most=30, label=_("Days to pay the balance in"), wrong=_("Write how many days, from 1 to 30."),
        help_text=_("Buyers are reminded half way and on the last day."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, offer: Offer, kind: str, today: date) -> None:
        self.offer, self.today = offer, today
        super().__init__(data, initial=first_terms(offer, kind, today))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for before, after in itertools.pairwise(DAYS):
            if given.get(before) and given.get(after) and given[after] < given[before]:
                facts = {"first": self.fields[before].label, "second": self.fields[after].label}
                self.add_error(after, _("“%(second)s” comes after “%(first)s”.") % facts)
        for name in ("opens_on", "closes_on"):
            if given.get(name) and given[name] < self.today:
                self.add_error(name, _("This day is over."))
        if given.get("ships_from") and given["ships_from"] > self.today + LONGEST:
            self.add_error("ships_from", _("A harvest is sold ahead for about a year at most."))
        self.look_at_price(given)
        return given

    def look_at_price(self, given: dict[str, Any]) -> None:
        price, is_whole = given.get("price"), given.get("deposit_percent") == 0
        if price is None:
            return
        if is_whole and price >= self.offer.price:
            words = _("Whoever pays everything ahead pays less than the usual %(price)s: write a lower price.")
            self.add_error("price", words % {"price": yuan(self.offer.price)})
        elif price > self.offer.price:
            self.add_error("price", _("Write at most the usual price, %(price)s.") % {"price": yuan(self.offer.price)})

    def terms(self) -> Terms:
        return Terms(**self.cleaned_data, first_days=FIRST_DAYS)


def first_terms(offer: Offer, kind: str, today: date) -> dict[str, Any]:
    """What the fields hold at first: the product's own days where they are to come."""
    product = offer.variant.product
    opens = max(product.presale_from or today, today)
    closes = product.presale_until if product.presale_until and product.presale_until > opens else opens + timedelta(days=30)
    ships = product.ships_from if product.ships_from and product.ships_from > closes else closes + timedelta(days=14)
    return {
        "deposit_percent": 0 if kind == EARLY else MOST_DEPOSIT,
        "price": -(-offer.price * 9 // 1000) * 100 if kind == EARLY and offer.price >= 1000 else offer.price,
        "quota": QUOTA, "most_packs": PACKS, "pays_days": PAYS_DAYS, "opens_on": opens, "closes_on": closes,
        "ready_on": max(closes, ships - timedelta(days=7)), "ships_from": ships,
    }  # fmt: skip


class FailedForm(forms.Form):
    """Why a crop failed, as its buyers read it."""

    why = forms.CharField(
        label=_("What happened to the crop"), max_length=200, help_text=_("The buyers read it with the apology."),
        error_messages={"required": _("Say in a sentence what happened: the buyers read it.")},
    )  # fmt: skip

    def clean_why(self) -> str:
        return one_line(self.cleaned_data["why"])


class HarvestForm(forms.Form):
    """How much there will be after all, and until when it is sold."""

    quota = NumberField(
        least=1, most=99_999, label=_("Packs of this harvest to sell ahead"), wrong=_("Write how many packs, from 1 to 99999.")
    )
    closes_on = DayField(
        label=_("Orders until"), required=True, help_text=_("Choose today to take no more orders after today.")
    )


class PutOffForm(forms.Form):
    """To which days a late harvest is put off."""

    ready_on = DayField(label=_("Harvest ready by"), required=True)
    ships_from = DayField(label=_("Posted from"), required=True)
