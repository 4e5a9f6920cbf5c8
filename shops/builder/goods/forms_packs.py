"""A pack: what is in it, what it costs, how many there are."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say_now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from common.fields import GroupPrices, NumberField, UnderstoodField, group_size_field
from common.languages import written_in
from common.money import MOST_YUAN, yuan
from shops.builder.forms import STOCK, Words
from shops.builder.goods.asking import Ask, answer, readings, sure_of
from shops.catalogue.contents import Contents, say, written
from shops.catalogue.fields import ContentsField, PriceField
from shops.catalogue.models import Variant

NAMES = ("name_zh_hans", "name_en")
BELOW = "below cost"
KNOWN = ("grams", "pieces", "unit", *NAMES)


class PackForm(GroupPrices):
    """Fields of a Variant and its Offer. `variant` is the one there is, None for a new one; what is unclear is asked."""

    variant: Variant | None = None

    contents = ContentsField(label=_("In one pack"), help_text=_("250克, 半斤, 5斤/箱 and 10个 all work."))
    pack_name = Words(
        label=_("How you call the pack (if you like)"), max_length=40, required=False,
        help_text=_("Like 250 克/袋. Left empty, we write what is in it."),
    )  # fmt: skip
    price = PriceField(label=_("Price alone"), help_text=_("38, ¥38, 三十八 and 十二块五 all work."))
    group_price = PriceField(
        label=_("Price in a group"), required=False, help_text=_("Lower than alone. Leave it empty for no groups."),
        wrong=_("Enter one group price, like 36 or 36.50, or leave it empty."),
    )  # fmt: skip
    group_size = group_size_field()
    cost = PriceField(
        label=_("What it costs you, all in (if you know)"), required=False,
        help_text=_("Goods, work, packing, postage, fee and loss. Only you see it; we warn you below it."),
        wrong=_("Enter what one pack costs you, like 30 or 30.50, or leave it empty."),
    )  # fmt: skip
    stock = NumberField(label=_("How many packs you have"), least=0, most=MOST_YUAN, wrong=STOCK)

    def __init__(self, data: Any = None, *, variant: Variant | None = None, **given: Any) -> None:
        super().__init__(data, **given)
        self.variant, self.sure = variant, sure_of(data)
        field = self.fields["contents"]
        field.sure = frozenset(  # type: ignore[attr-defined]
            said.removeprefix("contents:") for said in self.sure if said.startswith("contents:")
        )
        field.required = variant is None  # left empty, what is in the pack stays as it stands

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        least, cost = self.lowest(given), given.get("cost")
        if cost and least and least < cost and f"price:{least}" not in self.sure:
            words = _("%(price)s is below what it costs you, %(cost)s: each pack sold loses money.")
            self.add_error("price", forms.ValidationError(words, BELOW, {"price": yuan(least), "cost": yuan(cost)}))
        return given

    @staticmethod
    def lowest(given: dict[str, Any]) -> int | None:
        """The lower of the two prices, in fen."""
        return min((given[name] for name in ("price", "group_price") if given.get(name)), default=None)

    def asks(self) -> list[Ask]:
        """What the page asks back, with the answers as buttons."""
        asks = readings(self)
        if any(fault.code == BELOW for fault in self.errors.as_data().get("price", [])):
            least = self.lowest(self.cleaned_data | {"price": self.cleaned_data.get("price", self.typed_price())}) or 0
            words = say_now("Sell below cost?")
            asks.append(
                Ask(
                    "price",
                    words,
                    [answer(say_now("Yes, sell it at %(price)s") % {"price": yuan(least)}, {}, sure=f"price:{least}")],
                )
            )
        return asks

    def typed_price(self) -> int | None:
        """The price as it was read, though it is an error by now."""
        try:
            found: int | None = self.fields["price"].clean(self["price"].value())
        except forms.ValidationError:
            return None
        return found

    def pack(self) -> dict[str, Any]:
        """Fields of Variant."""
        found = self.cleaned_data.get("contents")
        if found is None:
            return {}
        return {"grams": found.grams, "pieces": found.pieces, "unit": found.unit, **self.names(found)}

    def names(self, found: Contents) -> dict[str, str]:
        """The pack's name in both languages: the person's own words in theirs, what is in it in the other.

        A name left as it was when the contents changed would be wrong: what is in it takes its place.
        """
        typed, both = self.cleaned_data.get("pack_name", ""), contents_in_both(found)
        if self.variant and typed in (self.variant.name_zh_hans, self.variant.name_en):  # type: ignore[attr-defined]
            same = (found.grams, found.pieces, found.unit) == (self.variant.grams, self.variant.pieces, self.variant.unit)
            return {name: getattr(self.variant, name) or both[name] for name in NAMES} if same else both
        return both | ({f"name_{written_in(typed).replace('-', '_')}": typed} if typed else {})

    def prices(self) -> dict[str, Any]:
        """Fields of Offer, in fen."""
        return {name: self.cleaned_data[name] for name in ("price", "group_price", "group_size", "stock", "cost")}

    def echoes(self) -> list[tuple[str, str]]:
        """(what was typed, how it was read) of what could have been read otherwise."""
        return echoes(self)


def contents_in_both(found: Contents | Variant) -> dict[str, str]:
    said = {}
    for name, language in zip(NAMES, ("zh-hans", "en"), strict=True):
        with override(language):
            said[name] = say(found)
    return said


def echoes(form: forms.Form) -> list[tuple[str, str]]:
    found = []
    for name, field in form.fields.items():
        value, typed = form.cleaned_data.get(name), str(form[name].value() or "").strip()
        if isinstance(field, UnderstoodField) and typed and value is not None and not field.is_plain(typed, value):
            found.append((typed, field.say(value)))
    return found


def pack_values(variant: Variant | None) -> dict[str, Any]:
    """What the fields of a pack show at first."""
    offer = getattr(variant, "offer", None)
    if variant is None or offer is None:
        return {}
    own = {name: getattr(offer, name) for name in ("price", "group_price", "group_size", "stock", "cost")}
    name = "" if variant.name in contents_in_both(variant).values() else variant.name
    return {**own, "contents": written(variant), "pack_name": name}
