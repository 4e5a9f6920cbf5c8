"""A product: its words, season, papers and dates, with its first pack. Adding one asks for the least."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.languages import written_in
from shops.builder.forms import EitherLanguage, Words, values_of
from shops.builder.goods.forms_packs import PackForm, pack_values
from shops.catalogue.fields import DayField, KeepingField
from shops.catalogue.models import Category, CategoryRule, Product, Variant

ENGLISH = _("In English (if you like)")
WORDS = (
    "name_zh_hans", "name_en", "variety_zh_hans", "grade_zh_hans", "about_zh_hans", "about_en", "origin_zh_hans",
    "storage_zh_hans", "batch", "produced", "permit", "permit_until", "presale_from", "presale_until", "ships_from",
)  # fmt: skip
KEEPING = ("keeps_for", "keeps_unit", "best_before_on", "best_before_zh_hans", "best_before_en")
OF_FIELD = {
    **dict.fromkeys(KEEPING, "keeps"), "category_id": "category",
    **dict.fromkeys(("pack_grams", "pack_pieces", "pack_unit"), "contents"),
    **dict.fromkeys(("pack_name_zh_hans", "pack_name_en"), "pack_name"),
}  # fmt: skip


def categories() -> list[tuple[int, str]]:
    return [(category.pk, category.name) for category in Category.objects.all()]


class CategoryField(forms.TypedChoiceField):
    def __init__(self, **given: Any) -> None:
        ask = _("Choose where buyers will look for it.")
        super().__init__(
            label=_("Category"), coerce=int, error_messages={"required": ask, "invalid_choice": ask}, **given
        )  # fmt: skip


class ProductForm(PackForm, EitherLanguage):
    """Fields of Product, and of its first pack as PackForm has them."""

    PAIRS = {"name": _("Write the product’s name, in Chinese or English.")}
    PUBLIC = ("name_zh_hans", "name_en", "about_zh_hans", "about_en")

    name_zh_hans = Words(label=_("Product name"), max_length=60, required=False)
    name_en = Words(label=ENGLISH, max_length=60, required=False)
    category = CategoryField(required=False)
    produced = forms.ChoiceField(
        label=_("How does it come about?"), choices=Product.Produced.choices[1:], required=False, widget=forms.RadioSelect
    )
    permit = Words(label=_("Number of the permit or registration"), max_length=60, required=False)
    permit_until = DayField(label=_("The permit holds until"), help_text=_("You are told before it ends."))
    about_zh_hans = Words(label=_("About it"), rows=4, max_length=800, required=False)
    about_en = Words(label=_("About it, in English (if you like)"), rows=3, max_length=800, required=False)
    harvest_months = forms.MultipleChoiceField(
        label=_("Its season"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(str(n), name) for n, name in MONTHS.items()],
    )  # fmt: skip
    presale_from = DayField(label=_("Advance booking from"), help_text=_("For what is not picked or made yet."))
    presale_until = DayField(label=_("Advance booking until"))
    ships_from = DayField(label=_("Posted from"))
    variety_zh_hans = Words(label=_("Variety"), max_length=60, required=False)
    grade_zh_hans = Words(label=_("Grade"), max_length=60, required=False, help_text=_("Something you can measure."))
    origin_zh_hans = Words(label=_("Place of origin"), max_length=120, required=False)
    batch = Words(label=_("Batch"), max_length=40, required=False)
    storage_zh_hans = Words(label=_("How to keep it"), max_length=120, required=False)
    keeps = KeepingField(
        label=_("Best before"), required=False, help_text=_("After packing, like 18个月 or 45天; or a day, like 2027-03-01.")
    )

    def __init__(self, data: Any = None, *, product: Product, variant: Variant | None, **given: Any) -> None:
        super().__init__(data, variant=variant, **given)
        self.product = product
        self.fields["category"].choices = categories()  # type: ignore[attr-defined]
        self.fields["grade_zh_hans"].widget.attrs["list"] = "grades"
        self.fields["keeps"].stand = product.best_before or ""  # type: ignore[attr-defined]
        if variant is None:
            for name in PackForm.base_fields:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        begins, ends, ships = (given.get(name) for name in ("presale_from", "presale_until", "ships_from"))
        if (ends or ships) and not begins and "presale_from" not in self.errors:
            self.add_error("presale_from", _("Say from when it may be booked, or leave all three days empty."))
        if begins and not ships and "ships_from" not in self.errors:
            self.add_error("ships_from", _("Say from when you post: buyers pay before it is picked or made."))
        if begins and ends and ends < begins:
            self.add_error("presale_until", _("The last day comes after the first."))
        if begins and ships and ships < begins:
            self.add_error("ships_from", _("Posting begins after booking has begun."))
        return given

    def words(self) -> dict[str, Any]:
        """Fields of Product. What how-long-it-keeps says in words stays when it was left as it stood."""
        said = self.cleaned_data
        keeping = said["keeps"].fields() if said["keeps"] else {}
        if not said["keeps"] and not self["keeps"].value():
            keeping = {"keeps_for": None, "keeps_unit": "", "best_before_on": None, **dict.fromkeys(KEEPING[3:], "")}
        months = sorted(map(int, said["harvest_months"]))
        category = {"category_id": said["category"]} if said["category"] else {}
        return {**{name: said[name] for name in WORDS}, "harvest_months": months, **category, **keeping}


class NewProductForm(PackForm):
    """The least that makes a product; the rest is asked on its own page."""

    name = Words(
        label=_("Product name"), max_length=60, help_text=_("In Chinese or English."),
        error_messages={"required": _("Write the product’s name, in Chinese or English.")},
    )  # fmt: skip
    category = CategoryField()
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    field_order = ("name", "category", "contents", "price", "stock", "key")

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["category"].choices = [("", _("Choose one")), *categories()]  # type: ignore[attr-defined]
        for name in ("pack_name", "group_price", "group_size", "cost"):
            del self.fields[name]

    def prices(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("price", "stock")}

    def words(self) -> dict[str, Any]:
        """Fields of Product."""
        name = self.cleaned_data["name"]
        return {f"name_{written_in(name).replace('-', '_')}": name, "category_id": self.cleaned_data["category"]}


def product_values(product: Product, variant: Variant | None) -> dict[str, Any]:
    """What the fields show at first."""
    months = [str(n) for n in product.harvest_months]
    own = {"harvest_months": months, "category": product.category_id, "keeps": product.best_before or ""}
    return values_of(product, ProductForm) | pack_values(variant) | own


def grades_of(product: Product) -> Sequence[str]:
    """The grades that its category offers, in the reader's language."""
    said = getattr(product.category, f"grades_{(get_language() or 'zh-hans').replace('-', '_')}") or product.category.grades
    return [line.strip() for line in (said or "").splitlines() if line.strip()]


def asks_for_papers(rules: Sequence[CategoryRule]) -> bool:
    """Whether the category asks how a thing comes about."""
    return any(rule.kind == CategoryRule.Kind.PERMIT for rule in rules)
