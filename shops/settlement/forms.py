"""Bank details, the day the bank paid, and why something is not paid."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.fields import LineField
from shops.settlement.banking import FigureWrong, NoAccountNumber, read_number


class PayeeForm(forms.Form):
    """The number is typed anew each time: it is never shown whole."""

    name = LineField(label=_("Name the account is in"), most=60, ask=_("Write the name as it stands at the bank."))
    bank = LineField(
        label=_("Bank and branch"), most=80, ask=_("Write the bank and its branch, like 农业银行江华县支行."),
        help_text=_("As on the card or in the bank book."),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Account or card number"), max_length=60, help_text=_("Spaces do not matter."),
        error_messages={"required": _("Write the number of the account or card.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_number(self) -> str:
        try:
            return read_number(self.cleaned_data["number"])
        except FigureWrong:
            raise forms.ValidationError(_("One figure of this card number is wrong. Compare it with the card.")) from None
        except NoAccountNumber:
            raise forms.ValidationError(_("Write the number of the account: figures only, at least eight.")) from None


class PaidForm(forms.Form):
    paid_on = forms.DateField(
        label=_("The day the bank paid"), widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Say on which day the bank paid."), "invalid": _("Write a day, like 2026-05-18.")},
    )  # fmt: skip


class ReasonsForm(forms.Form):
    """Why it is held back, or what the bank said."""

    reasons = LineField(
        label=_("Why?"), most=200, ask=_("Say why: the shop’s owner reads it."), help_text=_("The shop’s owner reads this.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].widget.attrs["maxlength"] = 200
