"""The terms as a franchise manager changes them, and why a bonus is withheld."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.fields import NumberField, PercentField, YuanField, filled
from shops.bonuses.models import BonusTerms
from shops.bonuses.terms import FIELDS


def days_field(label: Any, least: int, most: int) -> NumberField:
    return NumberField(
        least=least, most=most, label=label,
        wrong=filled(_("Write a whole number of days, from %(least)s to %(most)s."), least=least, most=most),
    )  # fmt: skip


class TermsForm(forms.Form):
    is_on = forms.BooleanField(label=_("Bonuses are given for new orders"), required=False)
    basis_points = PercentField(label=_("Bonus, as a percentage of the goods"), most=20)
    monthly_cap = YuanField(label=_("Most a sharer gets in a month"), wrong=_("Write one sum, like 100."))
    window_days = days_field(_("Days to wait after the goods have come"), 8, 60)
    remember_days = days_field(_("Days that an opened link counts"), 1, 60)
    credit_days = days_field(_("Days until credit ends"), 30, 730)
    order_share = PercentField(label=_("Most that credit pays, as a percentage of an order’s goods"), most=90)
    with_visits = forms.BooleanField(label=_("Rooms, activities and walks count too"), required=False)
    points_review = NumberField(
        least=0, most=100, label=_("Points for a review with photographs"), wrong=_("Write a whole number, from 0 to 100.")
    )
    points_daily = NumberField(
        least=0, most=1000, label=_("Points a day, at most"), wrong=_("Write a whole number, up to 1000.")
    )

    def __init__(self, data: Any = None, *, terms: BonusTerms) -> None:
        super().__init__(data, initial={name: getattr(terms, name) for name in FIELDS})

    def facts(self) -> dict[str, Any]:
        """As `change_terms` takes them."""
        return {name: self.cleaned_data[name] for name in FIELDS}
