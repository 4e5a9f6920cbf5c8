"""Changing a shop, section by section. The owner writes one language; the other is optional. Nothing typed is lost."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models import Township
from common import shop_names
from common.fields import GroupPrices, NumberField, YuanField, group_size_field
from common.money import MOST_YUAN, yuan
from common.sanitise import one_line, plain_text
from courses.assessment.costing import CostSheet
from shops.franchise.models import Band, Cloth, Region, Weekday

ONE_PRICE = _("Enter one price, like 38 or 38.50.")
FEE = _("Enter the fee in yuan, like 6 or 8.50, 0 if it is free, or leave it empty if you do not post there.")
FREE_OVER = _("Enter one amount in yuan, like 99, or leave it empty.")
STOCK = _("Enter how many packs you have; 0 for none.")


class Words(forms.CharField):
    """Text from people: control characters go, white space is folded unless it may have lines."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        self.rows = rows
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(widget=kwargs.pop("widget", widget), strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return (plain_text if self.rows else one_line)(super().to_python(value) or "")


class EitherLanguage(forms.Form):
    """A form with fields in pairs (`name_zh_hans`, `name_en`): for each of `PAIRS`, one of the two must be said."""

    PAIRS: dict[str, Any] = {}
    PUBLIC: tuple[str, ...] = ()  # fields whose words buyers read: no boasts

    def warnings(self) -> list[str]:
        """What is allowed but unwise."""
        words = shop_names.boasts(*(self.cleaned_data.get(name) or "" for name in self.PUBLIC))
        said = gettext(
            "The advertising law does not allow words like “%(words)s” without proof. Say what can be measured instead."
        )
        return [said % {"words": gettext(", ").join(words)}] if words else []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for field, message in self.PAIRS.items():
            chinese, english = f"{field}_zh_hans", f"{field}_en"
            if not {chinese, english} & set(self.errors) and not (cleaned.get(chinese) or cleaned.get(english)):
                self.add_error(chinese, message)
        return cleaned


class SignForm(EitherLanguage):
    PAIRS = {"name": _("Write your shop’s name, in Chinese or English.")}
    PUBLIC = ("name_zh_hans", "name_en", "byline_zh_hans", "byline_en")

    name_zh_hans = Words(
        label=_("Shop name"), max_length=2 * shop_names.MOST, required=False,
        help_text=_("As on the sign: short is best, 2 to 12 characters."),
    )  # fmt: skip
    name_en = Words(label=_("In English (if you like)"), max_length=60, required=False)
    seal = Words(
        label=_("Seal"), max_length=1, help_text=_("One character: your family name, for instance."),
        error_messages={"required": _("Write one character for your seal."), "max_length": _("A seal is one character.")},
    )  # fmt: skip
    byline_zh_hans = Words(label=_("Line under the name"), max_length=80, required=False)
    byline_en = Words(label=_("The line in English (if you like)"), max_length=80, required=False)
    band = forms.ChoiceField(label=_("Stitched pattern"), choices=Band.choices, widget=forms.RadioSelect)
    cloth = forms.ChoiceField(label=_("Cloth colour"), choices=Cloth.choices, widget=forms.RadioSelect)
    township = forms.ChoiceField(label=_("Township"))
    village_zh_hans = Words(label=_("Village"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["township"].choices = [  # type: ignore[attr-defined]
            (place.slug, place.name) for place in Township.objects.all()
        ]

    def clean_name_zh_hans(self) -> str:
        name = self.cleaned_data["name_zh_hans"]
        if name and not shop_names.fits(name):
            raise forms.ValidationError(_("Write a name of two to twelve characters."))
        return name


class StoryForm(EitherLanguage):
    PUBLIC = ("story_zh_hans", "story_en")
    PAIRS = {"story": _("Tell your story in one language at least.")}

    story_zh_hans = Words(label=_("Your story"), rows=8, max_length=1200, required=False)
    story_en = Words(label=_("In English (if you like)"), rows=6, max_length=1200, required=False)


class PromiseForm(EitherLanguage):
    PUBLIC = ("promise_zh_hans", "promise_en")
    PAIRS = {"promise": _("Promise buyers one thing at least.")}

    promise_zh_hans = Words(
        label=_("What you promise"), rows=5, max_length=600, required=False, help_text=_("One promise a line.")
    )
    promise_en = Words(label=_("In English (if you like)"), rows=4, max_length=600, required=False)


class DeliveryForm(forms.Form):
    posting_days = forms.MultipleChoiceField(
        label=_("Which days do you post?"), choices=Weekday.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one posting day at least.")},
    )  # fmt: skip
    handover_zh_hans = Words(label=_("Where you hand parcels over"), max_length=120, required=False)
    handover_en = Words(label=_("In English (if you like)"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for region, label in Region.choices:
            self.fields[f"fee_{region}"] = YuanField(
                label=format_lazy(_("{region}: a parcel"), region=label), zero=True, required=False, wrong=FEE,
                help_text=_("0 is free. Leave it empty if you do not post there."),
            )  # fmt: skip
            self.fields[f"free_over_{region}"] = YuanField(
                label=format_lazy(_("{region}: free from"), region=label), required=False, wrong=FREE_OVER
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        regions = [region for region in Region.values if cleaned.get(f"fee_{region}") is not None]
        if not regions and not any(name.startswith("fee_") for name in self.errors):
            self.add_error("fee_hunan", _("Say for one region at least what a parcel costs."))
        return cleaned

    def fees(self) -> dict[str, tuple[int, int | None]]:
        """For each region posted to: its fee and from where it is free, in fen."""
        said = self.cleaned_data
        return {
            region: (said[f"fee_{region}"], said.get(f"free_over_{region}"))
            for region in Region.values
            if said.get(f"fee_{region}") is not None
        }


class ProductForm(GroupPrices, EitherLanguage):
    PAIRS = {"name": _("Write the product’s name, in Chinese or English.")}
    PUBLIC = ("name_zh_hans", "name_en", "about_zh_hans", "about_en")
    WORDS = ("name", "variety", "grade", "origin", "storage", "best_before", "about")

    name_zh_hans = Words(label=_("Product name"), max_length=60, required=False)
    name_en = Words(label=_("In English (if you like)"), max_length=60, required=False)
    price = YuanField(label=_("Price alone"), wrong=ONE_PRICE)
    group_price = YuanField(
        label=_("Price in a group"), required=False, help_text=_("Lower than alone. Leave it empty for no groups."),
        wrong=_("Enter one group price, like 36 or 36.50, or leave it empty."),
    )  # fmt: skip
    group_size = group_size_field()
    stock = NumberField(label=_("How many packs you have"), least=0, most=MOST_YUAN, wrong=STOCK)
    harvest_months = forms.MultipleChoiceField(
        label=_("Its season"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(str(n), name) for n, name in MONTHS.items()],
    )  # fmt: skip
    about_zh_hans = Words(label=_("About it"), rows=4, max_length=800, required=False)
    about_en = Words(label=_("About it, in English (if you like)"), rows=3, max_length=800, required=False)
    origin_zh_hans = Words(label=_("Place of origin"), max_length=120, required=False)
    batch = Words(label=_("Batch"), max_length=40, required=False)
    storage_zh_hans = Words(label=_("How to keep it"), max_length=120, required=False)
    best_before_zh_hans = Words(label=_("Best before"), max_length=60, required=False)
    anyway = forms.BooleanField(
        label=_("I know. Keep this price all the same"), required=False, widget=forms.HiddenInput()
    )  # fmt: skip

    def __init__(self, *args: Any, sheet: CostSheet | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet

    def clean(self) -> dict[str, Any]:
        """A price below what the product costs its maker is asked about once, never refused."""
        cleaned = super().clean()
        if self.sheet and not cleaned.get("anyway"):
            for name in ("price", "group_price"):
                if (price := cleaned.get(name)) and price < self.sheet.least:
                    self.ask_about(name, price)
        return cleaned

    def ask_about(self, name: str, price: int) -> None:
        words = gettext(
            "%(price)s is below your break-even price of %(least)s: each parcel would lose money. Change it, or tick "
            "“Keep this price all the same” and save again."
        )
        self.add_error(name, words % {"price": yuan(price), "least": yuan(self.sheet.least if self.sheet else 0)})
        self.fields["anyway"].widget = forms.CheckboxInput()

    def prices(self) -> dict[str, Any]:
        """Fields of Offer, in fen."""
        said = self.cleaned_data
        return {name: said[name] for name in ("price", "group_price", "group_size", "stock")}

    def words(self) -> dict[str, Any]:
        """Fields of Product."""
        names = [name for name in self.fields if name.endswith(("_zh_hans", "_en"))]
        months = sorted(map(int, self.cleaned_data["harvest_months"]))
        return {**{n: self.cleaned_data[n] for n in names}, "batch": self.cleaned_data["batch"], "harvest_months": months}


class SignatureForm(forms.Form):
    name = Words(
        label=_("Your full name, typed"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your full name: it is your signature.")},
    )  # fmt: skip
    agree = forms.BooleanField(
        label=_("I have read the terms and agree to them"),
        error_messages={"required": _("Tick the box to say that you agree.")},
    )


def values_of(record: Any, form: type[forms.Form]) -> dict[str, Any]:
    """What the form's fields show at first: the record's own values."""
    return {name: getattr(record, name) or "" for name in form.base_fields if hasattr(record, name)}
