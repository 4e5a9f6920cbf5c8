"""Piece 1: the shop's name, its seal, and the sign they hang on."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import Township
from cms.queries import township_names
from common.shop_names import MOST, fits
from courses.assessment.fields import LineField
from courses.assessment.pieces.base import Fact, Maker, PieceForm, chosen, fact
from courses.assessment.pieces.choices import BANDS, CLOTHS

SEAL = re.compile(r"[^\W_]\Z")


def townships() -> list[tuple[str, str]]:
    return [("", _("Choose one")), *((each.slug, each.name) for each in Township.objects.all())]  # type: ignore[list-item]


class NameForm(PieceForm):
    heading = _("Your sign")
    public = ("name_zh", "name_en", "byline")
    rows = (("name_zh",), ("name_en", "seal"), ("byline",), ("band",), ("cloth",), ("township", "village"))

    name_zh = LineField(
        most=2 * MOST,
        label=_("Shop name"),
        help_text=_("Two to twelve characters, easy to say."),
        ask=_("Write the name of your shop."),
    )
    name_en = LineField(
        most=60, required=False, ask="", label=_("Name in English, if you have one"), help_text=_("Leave it empty if you like.")
    )
    seal = LineField(
        most=1,
        label=_("Seal"),
        help_text=_("One character, often your family name."),
        ask=_("Write one character for the seal, like 盘."),
    )
    byline = LineField(
        most=80, required=False, ask="", label=_("Line under the name"), help_text=_("Who you are and whom you sell to.")
    )
    band = forms.ChoiceField(
        choices=BANDS, widget=forms.RadioSelect, initial="sun", label=_("Stitched pattern"),
        error_messages={"required": _("Choose a pattern."), "invalid_choice": _("Choose a pattern.")},
    )  # fmt: skip
    cloth = forms.ChoiceField(
        choices=CLOTHS, widget=forms.RadioSelect, initial="indigo", label=_("Cloth colour"),
        error_messages={"required": _("Choose a colour."), "invalid_choice": _("Choose a colour.")},
    )  # fmt: skip
    township = forms.ChoiceField(
        choices=townships, label=_("Township"),
        error_messages={"required": _("Choose your township."), "invalid_choice": _("Choose your township.")},
    )  # fmt: skip
    village = LineField(most=60, required=False, ask="", label=_("Village"))

    def __init__(self, data: Any = None, *, maker: Maker, **given: Any) -> None:
        super().__init__(data, maker=maker, **given)
        if maker.townships:
            self.fields["township"].choices = maker.townships  # type: ignore[attr-defined]

    @classmethod
    def suggestions(cls, maker: Maker) -> dict[str, Any]:
        first = maker.name.strip()[:1].upper()
        return {"seal": first, "band": "sun", "cloth": "indigo"} | maker.known.get("home", {})

    def clean_seal(self) -> str:
        seal = self.cleaned_data["seal"]
        if not SEAL.match(seal):
            raise forms.ValidationError(_("Write one character for the seal, like 盘."))
        return seal

    def clean_name_zh(self) -> str:
        name = self.cleaned_data["name_zh"]
        if not fits(name):
            raise forms.ValidationError(_("Write a name of two to twelve characters."))
        return name

    @classmethod
    def facts(cls, content: dict[str, Any]) -> list[Fact]:
        places = township_names()
        return [
            fact(content, "name_zh", _("Shop name")),
            fact(content, "name_en", _("Name in English")),
            fact(content, "seal", _("Seal")),
            fact(content, "byline", _("Line under the name")),
            fact(content, "band", _("Stitched pattern"), lambda value: chosen(BANDS, value)),
            fact(content, "cloth", _("Cloth colour"), lambda value: chosen(CLOTHS, value)),
            fact(content, "township", _("Township"), lambda value: str(places.get(value, value))),
            fact(content, "village", _("Village")),
        ]
