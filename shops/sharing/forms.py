"""What to print: a poster of which goods, labels of which packs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.fields import NumberField
from shops.sharing.labels import MOST, Kind, Paper, format_of
from shops.sharing.posters import Size
from shops.sharing.queries import ON_POSTER, Labelled

COUNT = _("Enter a whole number from 0 to 210, like 12.")
START = _("Enter the place of the first free sticker, a whole number like 4.")


class LanguageField(forms.ChoiceField):
    """In which language it is printed: the reader's, unless they say another."""

    def __init__(self) -> None:
        super().__init__(
            label=_("In which language"), choices=settings.LANGUAGES, widget=forms.RadioSelect, initial=get_language
        )


class PosterForm(forms.Form):
    language = LanguageField()
    size = forms.ChoiceField(choices=Size.choices)
    goods = forms.MultipleChoiceField(label=_("Which goods"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, goods: Sequence[Any]) -> None:
        chosen = [str(product.pk) for product in goods[:ON_POSTER]]
        super().__init__(data, initial={"goods": chosen})
        self.fields["goods"].choices = [(str(product.pk), product.name) for product in goods]  # type: ignore[attr-defined]
        self.fields["goods"].help_text = _("Three at most.")

    def clean_goods(self) -> list[int]:
        chosen = self.cleaned_data["goods"]
        if len(chosen) > ON_POSTER:
            raise forms.ValidationError(_("Choose three goods at most; a poster is read in passing."))
        return [int(pk) for pk in chosen]


class LabelsForm(forms.Form):
    kind = forms.ChoiceField(label=_("What for"), choices=Kind.choices, initial=Kind.SHELF, widget=forms.RadioSelect)
    paper = forms.ChoiceField(label=_("On what"), choices=Paper.choices, initial=Paper.SHEET, widget=forms.RadioSelect)
    language = LanguageField()
    start = NumberField(
        label=_("First free sticker on the sheet"), least=1, most=21, wrong=START, required=False,
        help_text=_("A half-used sheet can go in again: count row by row from the top left. 1 is a new sheet."), initial=1,
    )  # fmt: skip

    def __init__(self, data: Any, goods: Sequence[Labelled], wanted: str = "") -> None:
        super().__init__(data)
        self.packs: list[int] = []
        for one in goods:
            for pack in one.packs if not one.breaches else ():
                self.packs.append(pack.pk)
                field = NumberField(label=f"{one.product.name} · {pack.name}", least=0, most=MOST, wrong=COUNT, required=False)
                field.initial = 1 if str(one.product.pk) == wanted else None
                self.fields[f"n{pack.pk}"] = field

    @property
    def choices(self) -> list[Any]:
        """The fields that are no packs."""
        return [self[name] for name in ("kind", "paper", "language", "start")]

    @property
    def numbers(self) -> list[Any]:
        return [self[f"n{pk}"] for pk in self.packs]

    @property
    def counts(self) -> dict[int, int]:
        return {pk: int(count) for pk in self.packs if (count := self.cleaned_data.get(f"n{pk}"))}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["start"] = given.get("start") or 1
        if "kind" in given and "paper" in given:
            most = format_of(given["kind"], given["paper"]).count
            given["start"] = 1 if given["paper"] == Paper.SINGLE else given["start"]
            if given["start"] > most:
                words = _("This sheet has %(most)s stickers: enter a number from 1 to %(most)s.")
                self.add_error("start", forms.ValidationError(words, params={"most": most}))
        if not self.errors:
            self.check_counts(sum(self.counts.values()))
        return given

    def check_counts(self, total: int) -> None:
        if not total:
            self.add_error(None, _("Say of at least one pack how many labels you want, like 8."))
        elif total > MOST:
            words = _("These are %(total)s labels; %(most)s can be printed at once. Print them in two parts.")
            self.add_error(None, forms.ValidationError(words, params={"total": total, "most": MOST}))
