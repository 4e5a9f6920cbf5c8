"""Piece 3: one product, its grade, its sale unit, its months and how much there is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.assessment.fields import LineField, NumberField, TextField
from courses.assessment.pieces.base import Fact, Maker, PieceForm, chosen, fact, listed
from courses.assessment.pieces.choices import CATEGORIES, MONTHS


class ProductForm(PieceForm):
    heading = _("Your product")
    public = ("name_zh", "name_en", "about")
    rows = (("name_zh",), ("name_en",), ("category", "unit"), ("variety", "grade"), ("harvest_months",), ("stock",), ("about",))

    name_zh = LineField(
        most=40,
        label=_("Name of the product"),
        help_text=_("Your village and the product, like 河口苦茶."),
        ask=_("Write the name of the product."),
    )
    name_en = LineField(most=60, required=False, ask="", label=_("Name in English, if you have one"))
    category = forms.ChoiceField(
        choices=(("", _("Choose one")), *CATEGORIES), label=_("Category"),
        error_messages={
            "required": _("Choose where buyers will look for it."),
            "invalid_choice": _("Choose where buyers will look for it."),
        },
    )  # fmt: skip
    unit = LineField(
        most=24,
        label=_("Sold as"),
        help_text=_("Like 250 克/袋 or 5 斤/箱."),
        ask=_("Write what one buyer gets, like 250 克/袋."),
    )
    variety = LineField(most=40, label=_("Variety"), ask=_("Write the variety, or what it is made of."))
    grade = LineField(
        most=60,
        label=_("Grade"),
        help_text=_("Something you can measure."),
        ask=_("Write the grade, like 一芽一叶 or 80–100 克/个."),
    )
    harvest_months = forms.TypedMultipleChoiceField(
        choices=MONTHS, coerce=int, widget=forms.CheckboxSelectMultiple, label=_("Months of harvest or making"),
        error_messages={"required": _("Tick at least one month."), "invalid_choice": _("Tick at least one month.")},
    )  # fmt: skip
    stock = NumberField(
        least=0, most=99_999, unit=_("packs"), label=_("Packs you have now"), help_text=_("60 or 六十 both work."),
        wrong=_("Write how many packs you have, like 60, or 0 if none yet."),
    )  # fmt: skip
    about = TextField(
        most=600, rows=4, label=_("About it"), help_text=_("Taste, use, how it is grown. No cures, no “best”."),
        ask=_("Write two or three sentences about it."),
    )  # fmt: skip

    @classmethod
    def suggestions(cls, maker: Maker) -> dict[str, Any]:
        field = maker.known.get("field", {})
        return {name: field[name] for name in ("variety", "harvest_months") if name in field}

    @classmethod
    def facts(cls, content: dict[str, Any]) -> list[Fact]:
        return [
            fact(content, "name_zh", _("Name of the product")),
            fact(content, "name_en", _("Name in English")),
            fact(content, "category", _("Category"), lambda value: chosen(CATEGORIES, value)),
            fact(content, "unit", _("Sold as")),
            fact(content, "variety", _("Variety")),
            fact(content, "grade", _("Grade")),
            fact(content, "harvest_months", _("Months"), lambda months: listed(chosen(MONTHS, month) for month in months)),
            fact(content, "stock", _("Packs in stock")),
            fact(content, "about", _("About it")),
        ]
