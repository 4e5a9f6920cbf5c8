"""The steps' own forms. Beside every field: what good looks like, with an example from another product."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms.models import Township
from common import shop_names
from common.fields import YuanField
from shops.builder.forms import EitherLanguage, Words
from shops.builder.names import Verdict, verdict
from shops.franchise.models import Band, Cloth, Layout, Region, Shop, Weekday

ENGLISH = _("In English (if you like)")
FEE = _("Enter the fee in yuan, like 6 or 8.50, 0 if it is free, or leave it empty if you do not post there.")
FREE_OVER = _("Enter one amount in yuan, like 99, or leave it empty.")


class SellsForm(EitherLanguage):
    PAIRS = {"byline": _("Say in one line what you sell.")}
    PUBLIC = ("byline_zh_hans", "byline_en")

    byline_zh_hans = Words(
        label=_("What you sell, in one line"), max_length=80, required=False,
        help_text=_("Good: the thing, and what is special in it. “Honey of three hives behind our house”."),
    )  # fmt: skip
    byline_en = Words(
        label=ENGLISH, max_length=80, required=False,
        help_text=_("Leave it empty if you do not write English: readers see your Chinese."),
    )  # fmt: skip


class StoryForm(EitherLanguage):
    PAIRS = {"story": _("Tell your story in one language at least.")}
    PUBLIC = ("story_zh_hans", "story_en")

    township = forms.ChoiceField(label=_("Township"), help_text=_("The map of shops pins you there."), required=False)
    village_zh_hans = Words(
        label=_("Village"), max_length=60, required=False,
        help_text=_("As the neighbours say it, like Niulan village. No house number: buyers do not need it."),
    )  # fmt: skip
    story_zh_hans = Words(
        label=_("Your story"), rows=8, max_length=1200, required=False,
        help_text=_("Good: what one sees, who does it, when. “The slope behind the house is sand; the roots grow straight.”"
                    " Nobody believes “pure, natural, excellent”."),
    )  # fmt: skip
    story_en = Words(
        label=ENGLISH, rows=5, max_length=1200, required=False,
        help_text=_("Two sentences are enough. Where it is missing, readers see your Chinese, marked as what it is."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(place.slug, place.name) for place in Township.objects.all()]
        self.fields["township"].choices = places  # type: ignore[attr-defined]

    def clean_township(self) -> str:
        return self.cleaned_data["township"] or self.initial.get("township", "")


class SignForm(EitherLanguage):
    """The sign and how the front is laid out. A name looked at before, the shop's own now, is not asked about again."""

    PAIRS = {"name": _("Write your shop’s name, in Chinese or English.")}
    PUBLIC = ("name_zh_hans", "name_en")

    name_zh_hans = Words(
        label=_("Shop name"), max_length=2 * shop_names.MOST, required=False,
        help_text=_("2 to 12 characters; short is best. Good: family or place, and the thing. “Zhao’s Oil Press”."),
    )  # fmt: skip
    name_en = Words(
        label=ENGLISH, max_length=60, required=False, help_text=_("What it means, not how it sounds: “Dragon Ridge Honey”.")
    )
    seal = Words(
        label=_("Seal"), max_length=1, help_text=_("One character: your family name, for instance."),
        error_messages={"required": _("Write one character for your seal."), "max_length": _("A seal is one character.")},
    )  # fmt: skip
    band = forms.ChoiceField(
        label=_("Stitched pattern"), choices=Band.choices, widget=forms.RadioSelect,
        help_text=_("The one your grandmother would choose. All four go with all cloths."),
    )  # fmt: skip
    cloth = forms.ChoiceField(
        label=_("Cloth colour"), choices=Cloth.choices, widget=forms.RadioSelect,
        help_text=_("Look which your neighbours’ shops have, and take another."),
    )  # fmt: skip
    layout = forms.ChoiceField(
        label=_("How the shop is laid out"), choices=Layout.choices, widget=forms.RadioSelect, required=False,
        help_text=_("Many goods: goods first. One good thing with a story: story first. Fine photos: large pictures."),
    )  # fmt: skip

    def __init__(self, *args: Any, shop: Shop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shop, self.near = shop, Verdict()

    def clean_name_zh_hans(self) -> str:
        name = self.cleaned_data["name_zh_hans"]
        if name and not shop_names.fits(name):
            raise forms.ValidationError(_("Write a name of two to twelve characters."))
        return self.looked_at("name_zh_hans")

    def clean_name_en(self) -> str:
        return self.looked_at("name_en")

    def looked_at(self, field: str) -> str:
        """The name, if the shop may be called so."""
        name = self.cleaned_data[field]
        if name and name != self.initial.get(field):
            said = verdict(name, self.shop)
            if said.refused:
                raise forms.ValidationError(str(said.refused))
            self.near = said if said.warned else self.near
        return name

    def clean_seal(self) -> str:
        seal = self.cleaned_data["seal"]
        if shop_names.odd_characters(seal):
            raise forms.ValidationError(_("A seal is one character of your name, not a picture."))
        return seal

    def clean_layout(self) -> str:
        return self.cleaned_data["layout"] or self.initial.get("layout") or Layout.COUNTER.value

    def warnings(self) -> list[str]:
        return super().warnings() + ([str(self.near.warned)] if self.near.warned else [])


class DeliveryForm(EitherLanguage):
    """When parcels go, what each region costs, and what buyers may count on."""

    PAIRS = {"promise": _("Promise buyers one thing at least.")}
    PUBLIC = ("promise_zh_hans", "promise_en")
    SPOKEN = ("handover_zh_hans", "handover_en", "opening_zh_hans", "opening_en", "promise_zh_hans", "promise_en")

    posting_days = forms.MultipleChoiceField(
        label=_("Which days do you post?"), choices=Weekday.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("Days you can keep, also in harvest. Two sure days are better than five unsure ones."),
        error_messages={"required": _("Choose one posting day at least.")},
    )  # fmt: skip
    handover_zh_hans = Words(
        label=_("Where you hand parcels over"), max_length=120, required=False,
        help_text=_("Place and hour, like Niulan service point, before 10."),
    )  # fmt: skip
    handover_en = Words(label=ENGLISH, max_length=120, required=False)
    opening_zh_hans = Words(
        label=_("When people reach you"), max_length=120, required=False,
        help_text=_("Days and hours you answer, or are there. “Every day 8 to 18, not on market days”."),
    )  # fmt: skip
    opening_en = Words(label=ENGLISH, max_length=120, required=False)
    promise_zh_hans = Words(
        label=_("What you promise"), rows=5, max_length=600, required=False,
        help_text=_("One promise a line, each one you can keep. “A broken egg is paid for: send a photo.”"),
    )  # fmt: skip
    promise_en = Words(label=ENGLISH, rows=4, max_length=600, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for region, label in Region.choices:
            self.fields[f"fee_{region}"] = YuanField(
                label=format_lazy(_("{region}: a parcel"), region=label), zero=True, required=False, wrong=FEE,
                help_text=_("0 is free. Leave it empty if you do not post there."),
            )  # fmt: skip
            self.fields[f"free_over_{region}"] = YuanField(
                label=format_lazy(_("{region}: free from"), region=label), required=False, wrong=FREE_OVER,
                help_text=_("Two parcels’ worth is usual, like 99; or leave it empty."),
            )  # fmt: skip
        last = [name for name in self.fields if name.startswith(("opening", "promise"))]
        self.order_fields([*(name for name in self.fields if name not in last), *last])

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

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("posting_days", *self.SPOKEN)}


# Beside the fields of the first product that say nothing of themselves yet.
HELPERS = {
    "name_zh_hans": _("The thing and its kind, as one asks for it: “Dried sweet potato, soft”."),
    "name_en": _("Leave it empty if you do not write English: readers see your Chinese."),
    "price": _("What one buyer pays for one pack, like 26 or 26.50."),
    "stock": _("Only what is packed or can be packed this week."),
    "harvest_months": _("The months when it is picked or made."),
    "about_zh_hans": _("Two or three sentences: how it tastes, how one eats it. “Steam it in its skin; the juice is honey.”"),
    "about_en": _("Two sentences are enough. Where it is missing, readers see your Chinese, marked as what it is."),
    "origin_zh_hans": _("Township and village, like Niulan village, Jiepai."),
    "batch": _("As on the label: whose, which day, which lot."),
    "storage_zh_hans": _("“Cool and dry, not in the refrigerator”."),
    "best_before_zh_hans": _("How long after packing, like “2 months”."),
}


def helped(form: forms.Form) -> forms.Form:
    """The form with a helper beside every field."""
    for name, words in HELPERS.items():
        if name in form.fields and not form.fields[name].help_text:
            form.fields[name].help_text = words
    return form


def initial_of(front: dict[str, Any]) -> dict[str, Any]:
    """What the steps' fields show at first: the front, its fees spread over their fields."""
    spread: dict[str, int | None] = {}
    for region, (fee, free_over) in front.get("fees", {}).items():
        spread |= {f"fee_{region}": fee, f"free_over_{region}": free_over}
    return {**front, **spread}
