"""Handing a parcel over, and saying why it cannot be sent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shops.fulfilment.models import Carrier
from shops.fulfilment.operations import NoNumber, read_number
from shops.orders.models import OrderLine

NO_NUMBER = _("Write the number on the courier’s slip: letters and figures, at least six.")


CASH_BY_COURIER = _("A courier brings the cash later: say so here when you have it. Tick this only if you bring it yourselves.")
TOO_MANY_OUT = _("Write for each how many cannot be sent: at most as many as are left to post.")
TOO_MANY_SPOILED = _("Write for each how many are spoiled: none, or at most as many as were sent.")


class PostForm(forms.Form):
    """A courier, a number, and how many of each line; all that is left unless it is changed."""

    carrier = forms.ChoiceField(label=_("Courier"), choices=Carrier.choices, initial=Carrier.SF)
    number = forms.CharField(
        label=_("Parcel number"), max_length=60, required=False,
        help_text=_("On the courier’s slip. Leave it empty only if you bring it yourselves."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip

    def __init__(self, *args: Any, left: dict[OrderLine, int], is_cash: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = left
        if is_cash:
            self.fields["cash"] = forms.BooleanField(required=False)
        for line, count in left.items():
            self.fields[f"packs-{line.pk}"] = forms.IntegerField(min_value=0, max_value=count, initial=count, required=False)

    @property
    def rows(self) -> list[tuple[OrderLine, int, forms.BoundField]]:
        return [(line, count, self[f"packs-{line.pk}"]) for line, count in self.left.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        number = cleaned.get("number", "")
        if cleaned.get("cash") and cleaned.get("carrier") != Carrier.OWN:
            self.add_error("cash", CASH_BY_COURIER)
        if cleaned.get("carrier") == Carrier.OWN and not number.strip():
            return cleaned
        try:
            cleaned["number"] = read_number(number)
        except NoNumber:
            self.add_error("number", NO_NUMBER)
        return cleaned

    @property
    def packs(self) -> dict[int, int] | None:
        """Packs by line's id; None where the form said nothing of lines."""
        if not any(name.startswith("packs-") for name in self.data):
            return None
        return {line.pk: self.cleaned_data.get(f"packs-{line.pk}") or 0 for line in self.left}


class BackForm(forms.Form):
    """What came back: how many of each line are spoiled, and a word to the buyer."""

    words = forms.CharField(
        label=_("A word to the buyer, if you like"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, sent: dict[OrderLine, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sent = sent
        for line, count in sent.items():
            self.fields[f"spoiled-{line.pk}"] = number_of_packs(count, TOO_MANY_SPOILED, initial=0)

    @property
    def rows(self) -> list[tuple[OrderLine, int, forms.BoundField]]:
        return [(line, count, self[f"spoiled-{line.pk}"]) for line, count in self.sent.items()]

    @property
    def spoiled(self) -> dict[int, int]:
        """Packs by line's id."""
        return {line.pk: self.cleaned_data.get(f"spoiled-{line.pk}") or 0 for line in self.sent}


class FewerForm(forms.Form):
    """Packs that cannot be sent, by line, why, and whether they are there after all."""

    why = forms.CharField(
        label=_("Why can they not be sent?"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Say why: the buyer reads it.")}, help_text=_("The buyer reads this."),
    )  # fmt: skip
    are_there = forms.BooleanField(label=_("They are here and sound: put them back on the shelf"), required=False)

    def __init__(self, data: Any = None, *, left: dict[OrderLine, int]) -> None:
        super().__init__(data, auto_id="fewer_%s")
        self.left = left
        for line, count in left.items():
            self.fields[f"out-{line.pk}"] = number_of_packs(count, TOO_MANY_OUT)

    @property
    def rows(self) -> list[tuple[OrderLine, int, forms.BoundField]]:
        return [(line, count, self[f"out-{line.pk}"]) for line, count in self.left.items()]

    @property
    def packs(self) -> dict[int, int]:
        """Packs by line's id."""
        return {line.pk: self.cleaned_data.get(f"out-{line.pk}") or 0 for line in self.left}


def number_of_packs(most: int, wrong: Any, initial: int | None = None) -> forms.IntegerField:
    """None to `most` packs; `wrong` says so, whatever the mistake."""
    said = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(min_value=0, max_value=most, initial=initial, required=False, error_messages=said)


class CancelForm(forms.Form):
    reasons = forms.CharField(
        label=_("Why can it not be sent?"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why: the buyer reads it.")}, help_text=_("The buyer reads this."),
    )  # fmt: skip

    def clean_reasons(self) -> str:
        if not (words := self.cleaned_data["reasons"].strip()):
            raise ValidationError(self.fields["reasons"].error_messages["required"])
        return words
