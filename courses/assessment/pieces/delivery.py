"""Piece 7: posting days, where parcels are handed over, and what each region pays. An empty region is not posted to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.money import yuan
from courses.assessment.fields import LineField, YuanField
from courses.assessment.pieces.base import Fact, Maker, PieceForm, chosen, fact, listed
from courses.assessment.pieces.choices import REGIONS, WEEKDAYS

FEE = _("Enter the fee in yuan, like 6 or 8.50, 0 if it is free, or leave it empty if you do not post there.")
FREE_OVER = _("Enter one amount in yuan, like 99, or leave it empty.")


class DeliveryForm(PieceForm):
    heading = _("Your posting days and fees")
    rows = (("posting_days",), ("handover",), *((f"fee_{region}", f"free_over_{region}") for region, words in REGIONS))

    posting_days = forms.MultipleChoiceField(
        choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple, label=_("Days you post"),
        help_text=_("Fresh goods go out from Monday to Wednesday."),
        error_messages={"required": _("Tick at least one day."), "invalid_choice": _("Tick at least one day.")},
    )  # fmt: skip
    handover = LineField(
        most=120, label=_("Where and until what hour"),
        help_text=_("The drop point and its last hour, like 河口村服务点，10 点前."),
        ask=_("Write where you hand parcels over and until what hour."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, maker: Maker, **given: Any) -> None:
        super().__init__(data, maker=maker, **given)
        for region, words in REGIONS:
            self.fields[f"fee_{region}"] = YuanField(
                required=False, zero=True, wrong=FEE, label=_("%(region)s: fee") % {"region": words},
                help_text=_("Empty: you do not post there."),
            )  # fmt: skip
            self.fields[f"free_over_{region}"] = YuanField(
                required=False, wrong=FREE_OVER, label=_("Free from"), help_text=_("Empty: never free.")
            )

    @classmethod
    def as_typed(cls, content: dict[str, Any]) -> dict[str, Any]:
        written = {name: content.get(name) for name in ("posting_days", "handover")}
        for fee in content.get("fees", []):
            written[f"fee_{fee['region']}"] = yuan(fee["fee_fen"])
            written[f"free_over_{fee['region']}"] = yuan(fee["free_over_fen"]) if fee["free_over_fen"] else ""
        return written

    def clean(self) -> dict[str, Any]:
        tried = [region for region, words in REGIONS if f"fee_{region}" in self.errors]
        if not tried and not list(self.fees()):
            self.add_error("fee_hunan", _("Enter the fee of at least one region."))
        for region, _words in REGIONS:
            given = self.cleaned_data
            if given.get(f"free_over_{region}") and given.get(f"fee_{region}") is None and region not in tried:
                self.add_error(f"fee_{region}", FEE)
        return self.cleaned_data

    def fees(self) -> Iterable[dict[str, Any]]:
        for region, _words in REGIONS:
            fee = self.cleaned_data.get(f"fee_{region}")
            if fee is not None:
                yield {"region": region, "fee_fen": fee, "free_over_fen": self.cleaned_data.get(f"free_over_{region}")}

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"posting_days": given.get("posting_days", []), "handover": given.get("handover", ""), "fees": list(self.fees())}

    @classmethod
    def facts(cls, content: dict[str, Any]) -> list[Fact]:
        fees = {fee["region"]: fee for fee in content.get("fees", [])}
        return [
            fact(content, "posting_days", _("Days you post"), lambda days: listed(chosen(WEEKDAYS, day) for day in days)),
            fact(content, "handover", _("Where and until what hour")),
            *(Fact(f"fee-{region}", str(words), said_fee(fees.get(region))) for region, words in REGIONS),
        ]


def said_fee(fee: dict[str, Any] | None) -> str:
    """A region's fee in words."""
    if fee is None:
        return gettext("Not posted to")
    said = yuan(fee["fee_fen"]) if fee["fee_fen"] else gettext("Free")
    return (
        gettext("%(fee)s, free from %(amount)s") % {"fee": said, "amount": yuan(fee["free_over_fen"])}
        if fee["free_over_fen"]
        else said
    )
