"""What rooms, farm activities and walks have in common: a name in both languages, months, a guide price, how one comes."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.contact import can_be_rung
from common.money import yuan
from courses.assessment.fields import LineField, NumberField, TextField, YuanField
from courses.assessment.pieces.base import Fact, chosen, fact, listed
from courses.assessment.pieces.choices import MONTHS
from courses.assessment.pieces.photographed import PhotographedForm

RING = _("Write a telephone number, like 139 0000 0001, or leave it empty.")
MOST_PEOPLE = 200


class VisitForm(PhotographedForm):
    """A reason to come. Subclasses add their own fields and say `rows` and `own_facts`."""

    public = ("name_zh", "name_en", "about")

    name_zh = LineField(most=40, label=_("Name in Chinese"), ask=_("Write a name in Chinese."))
    name_en = LineField(most=60, required=False, ask="", label=_("Name in English, if you have one"))
    about = TextField(
        most=600, rows=4, label=_("About it"), help_text=_("What a guest sees and does. Only what is there already."),
        ask=_("Write two or three sentences about it."),
    )  # fmt: skip
    months = forms.TypedMultipleChoiceField(
        choices=MONTHS, coerce=int, widget=forms.CheckboxSelectMultiple, label=_("Months when guests may come"),
        error_messages={"required": _("Tick at least one month."), "invalid_choice": _("Tick at least one month.")},
    )  # fmt: skip
    price_fen = YuanField(
        label=_("Guide price"),
        help_text=_("38, ¥38 or 三十八 all work."),
        wrong=_("Enter one price in yuan, like 38 or 38.50."),
    )
    come = LineField(
        most=160, label=_("How to come"), help_text=_("The bus and where it stops, the road, where a car may stand."),
        ask=_("Write how a guest finds you: the bus, the road, where to park."),
    )  # fmt: skip
    phone = LineField(
        most=20, required=False, ask="", label=_("Telephone for guests"),
        help_text=_("Everybody will see it in your shop. Left empty, guests ring the county’s help line."),
    )  # fmt: skip

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if phone and not can_be_rung(phone):
            raise forms.ValidationError(RING)
        return phone

    @classmethod
    def as_typed(cls, content: dict[str, Any]) -> dict[str, Any]:
        own = {name: value for name, value in content.items() if name in cls.base_fields and value is not None}
        typed = {name: yuan(value) if name.endswith("_fen") else value for name, value in own.items()}
        return {**typed, **super().as_typed(content)}

    def content(self) -> dict[str, Any]:
        own = {name: self.cleaned_data[name] for name in self.base_fields if name in self.cleaned_data}
        return {**own, **super().content()}

    @classmethod
    def own_facts(cls, content: dict[str, Any]) -> list[Fact]:
        """The lines of this kind only."""
        raise NotImplementedError

    @classmethod
    def facts(cls, content: dict[str, Any]) -> list[Fact]:
        return [
            fact(content, "name_zh", _("Name in Chinese")),
            fact(content, "name_en", _("Name in English")),
            *cls.own_facts(content),
            fact(content, "price_fen", _("Guide price"), yuan),
            fact(content, "months", _("Months"), lambda months: listed(chosen(MONTHS, month) for month in months)),
            fact(content, "about", _("About it")),
            fact(content, "come", _("How to come")),
            fact(content, "phone", _("Telephone for guests")),
            *super().facts(content),
        ]


class GroupForm(VisitForm):
    """Something done together: how long it takes, and for how many people."""

    minutes = NumberField(
        least=15, most=1440, unit=_("minutes"), label=_("How long, in minutes"), help_text=_("90 or 九十 both work."),
        wrong=_("Write how many minutes it takes, from 15 to 1440, like 90."),
    )  # fmt: skip
    least = NumberField(
        least=1, most=MOST_PEOPLE, unit=_("people"), label=_("Fewest people"),
        wrong=_("Write the fewest people you do it for, from 1 to 200, like 2."),
    )  # fmt: skip
    most = NumberField(
        least=1, most=MOST_PEOPLE, unit=_("people"), label=_("Most people"),
        wrong=_("Write the most people you can look after, from 1 to 200, like 12."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        least, most = given.get("least"), given.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("The most people must be as many as the fewest, or more."))
        return given

    @classmethod
    def own_facts(cls, content: dict[str, Any]) -> list[Fact]:
        return [
            fact(content, "minutes", _("How long"), lambda minutes: gettext("%(n)s minutes") % {"n": minutes}),
            fact(content, "least", _("Fewest people")),
            fact(content, "most", _("Most people")),
        ]
