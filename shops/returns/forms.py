"""What a buyer claims, a shop answers, a manager decides. What is wrong is said beside the field, and what was typed stays."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.fields import TextField, YuanField
from shops.fulfilment.forms import number_of_packs
from shops.fulfilment.operations import NoNumber, read_number
from shops.orders.models import OrderLine
from shops.returns.models import LONGEST, Claim
from shops.returns.terms import Reason

ALL, PART = "all", "part"
TOO_MANY = _("Write for each how many packs it is about: at most as many as there are.")
SUM = _("Write a sum in yuan, such as 12.50.")
NO_NUMBER = _("Write the number on the courier’s slip: letters and figures, at least six.")


class ClaimForm(forms.Form):
    """What is wrong with how many of which, and what would put it right."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"), widget=forms.RadioSelect, error_messages={"required": _("Choose what is wrong.")}
    )
    money = forms.ChoiceField(
        label=_("What would put it right?"), widget=forms.RadioSelect, initial=ALL,
        choices=[(ALL, _("All the money for these packs")), (PART, _("I keep them, and want a part of the money"))],
        error_messages={"required": _("Choose one of the two.")},
    )  # fmt: skip
    amount = YuanField(label=_("How much of it?"), wrong=SUM, required=False)
    words = TextField(
        most=LONGEST, ask=_("Say what is the matter: the shop reads it."), rows=4, label=_("In your words"),
        help_text=_("What you saw when you opened it. Up to 400 characters."),
    )  # fmt: skip

    def __init__(self, *args: Any, left: dict[OrderLine, int], reasons: list[Reason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = left
        self.fields["reason"].choices = [(one.value, one.label) for one in reasons]  # type: ignore[attr-defined]
        for line, count in left.items():
            self.fields[f"packs-{line.pk}"] = number_of_packs(count, TOO_MANY, initial=count if len(left) == 1 else None)

    @property
    def rows(self) -> list[tuple[OrderLine, int, forms.BoundField]]:
        return [(line, count, self[f"packs-{line.pk}"]) for line, count in self.left.items()]

    @property
    def packs(self) -> dict[int, int]:
        """Packs by line's id."""
        return {line.pk: self.cleaned_data.get(f"packs-{line.pk}") or 0 for line in self.left}

    @property
    def keeps(self) -> int | None:
        """Fen wanted where the goods are kept; None for all of their money."""
        return self.cleaned_data["amount"] if self.cleaned_data["money"] == PART else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("money") == PART:
            if cleaned.get("amount") is None and "amount" not in self.errors:
                self.add_error("amount", SUM)
            if cleaned.get("reason") == Reason.MIND:
                self.add_error("money", _("Who changed their mind sends the goods back, and gets all the money for them."))
        if not any(self.packs.values()) and not any(name.startswith("packs-") for name in self.errors):
            self.add_error(None, _("Say how many packs it is about, at least one."))
        return cleaned


class VisitClaimForm(forms.Form):
    """What a guest was not given, and how much of the money they want back for it."""

    amount = YuanField(label=_("How much do you want back?"), wrong=SUM)
    words = TextField(
        most=LONGEST, ask=_("Say what was wrong: the host reads it."), rows=4, label=_("What was not right?"),
        help_text=_("What was promised, and what you found. Up to 400 characters."),
    )  # fmt: skip

    def __init__(self, *args: Any, left: dict[OrderLine, int], reasons: list[Reason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left, self.reasons = left, reasons

    @property
    def packs(self) -> dict[int, int]:
        return {line.pk: count for line, count in self.left.items()}

    @property
    def keeps(self) -> int:
        return int(self.cleaned_data["amount"])

    def clean(self) -> dict[str, Any]:
        return {**(super().clean() or self.cleaned_data), "reason": Reason.SERVED}


class WordsForm(forms.Form):
    """Words that the other side reads; `ask` says what is missing without them."""

    words = TextField(most=LONGEST, ask=_("Say why: it is read by the other side."), rows=3, label=_("Why?"))


class AnswerForm(forms.Form):
    """A word, which agreeing does without."""

    words = TextField(most=LONGEST, ask="", required=False, rows=2, label=_("A word to the buyer, if you like"))


class OfferForm(WordsForm):
    amount = YuanField(label=_("How much do you offer?"), wrong=SUM)

    field_order = ["amount", "words"]


class BackForm(WordsForm):
    """Where the goods are to go."""

    words = TextField(
        most=LONGEST, ask=_("Say where the buyer sends it: name, number, address."), rows=3,
        label=_("Where to? Who pays the postage?"),
    )  # fmt: skip


class SentForm(forms.Form):
    carrier = forms.CharField(label=_("Courier"), max_length=20, required=False)
    number = forms.CharField(label=_("Parcel number"), max_length=60, error_messages={"required": NO_NUMBER})

    def clean_number(self) -> str:
        try:
            return read_number(self.cleaned_data["number"])
        except NoNumber as fault:
            raise ValidationError(NO_NUMBER) from fault


class CameForm(forms.Form):
    """How many of what came back are spoiled."""

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim
        for one in claim.lines.all():
            self.fields[f"spoiled-{one.line_id}"] = number_of_packs(one.packs, TOO_MANY, initial=0)

    @property
    def rows(self) -> list[tuple[OrderLine, int, forms.BoundField]]:
        return [(one.line, one.packs, self[f"spoiled-{one.line_id}"]) for one in self.claim.lines.all()]

    @property
    def spoiled(self) -> dict[int, int]:
        return {one.line_id: self.cleaned_data.get(f"spoiled-{one.line_id}") or 0 for one in self.claim.lines.all()}


class GiveForm(WordsForm):
    """Money back that nobody asked for."""

    amount = YuanField(label=_("How much goes back?"), wrong=SUM)

    field_order = ["amount", "words"]


class DecideForm(WordsForm):
    """Who pays, and how much; nobody: the claim is denied."""

    paid_by = forms.ChoiceField(
        label=_("Who pays?"), widget=forms.RadioSelect, required=False,
        choices=[*Claim.PaidBy.choices, ("", _("Nobody: no money goes back"))],
    )  # fmt: skip
    amount = YuanField(label=_("How much?"), wrong=SUM, required=False)

    field_order = ["paid_by", "amount", "words"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "paid_by" not in self.data:
            self.add_error("paid_by", _("Choose who pays, or that nobody does."))
        if cleaned.get("paid_by") and cleaned.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", SUM)
        return cleaned
