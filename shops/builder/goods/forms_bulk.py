"""All prices and stock on one page: a small form a row, saved together or not at all."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as say_now
from django.utils.translation import gettext_lazy as _

from common.fields import NumberField
from common.money import MOST_YUAN, yuan
from shops.builder.forms import STOCK
from shops.builder.goods.asking import Ask, answer, sure_of
from shops.builder.goods.forms_packs import BELOW
from shops.catalogue.bands import Outside
from shops.catalogue.bulk import Row
from shops.catalogue.fields import PriceField
from shops.catalogue.merging import opened, sealed
from shops.catalogue.models import Offer

FIELDS = ("price", "group_price", "stock")


class RowForm(forms.Form):
    """One pack's price, its group price where it has one, and its stock."""

    price = PriceField(label=_("Price alone"))
    group_price = PriceField(label=_("Price in a group"), wrong=_("Enter one group price, like 36 or 36.50."))
    stock = NumberField(label=_("In stock"), least=0, most=MOST_YUAN, wrong=STOCK)

    def __init__(self, data: Any, offer: Offer) -> None:
        self.offer = offer
        self.now = {name: getattr(offer, name) for name in FIELDS}
        super().__init__(data, prefix=str(offer.pk), initial=self.now)
        self.sure = sure_of(data)
        if not offer.group_size:
            del self.fields["group_price"]
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{offer.variant.product.name}, {offer.variant.name}: {field.label}"
        sent = opened(data.get(f"{self.prefix}-seen", "")) if data else None
        self.seen = self.now if sent is None else sent

    @property
    def sealed_seen(self) -> str:
        return sealed(self.seen)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        alone, together = given.get("price"), given.get("group_price")
        if alone and together and together >= alone:
            self.add_error("group_price", _("Enter a group price below the price alone."))
        least = min((price for price in (alone, together) if price), default=None)
        cost = self.offer.cost
        if cost and least and least < cost and self.below(least) not in self.sure and least < min(self.prices_now()):
            words = _("%(price)s is below what it costs you, %(cost)s.")
            self.add_error(
                "price", forms.ValidationError(words, BELOW, {"price": yuan(least), "cost": yuan(cost), "fen": least})
            )
        return given

    def prices_now(self) -> list[int]:
        return [price for price in (self.offer.price, self.offer.group_price) if price]

    def below(self, fen: int) -> str:
        return f"{self.prefix}:{fen}"

    def clash(self, clash: dict[str, Any]) -> None:
        """Somebody else changed these too: show both, and let saving again keep ours."""
        for name, value in clash.items():
            if name in self.fields:
                theirs = value if name == "stock" else yuan(value or 0)
                words = _("Somebody else has changed this to %(theirs)s. Save again to keep yours.")
                self.add_error(name, forms.ValidationError(words, "changed", {"theirs": theirs}))
                self.seen = {**self.seen, name: value}

    def asks(self) -> list[Ask]:
        asks = []
        for fault in self.errors.as_data().get("price", []):
            if fault.code == BELOW and fault.params:
                words = say_now("Yes, sell it at %(price)s") % fault.params
                asks.append(Ask("price", "", [answer(words, {}, sure=self.below(fault.params["fen"]))]))
        return asks


class PricesForm:
    """The rows of all offers. An offer that was not on the page when it was opened is shown, and left as it is."""

    def __init__(self, data: Any, offers: Sequence[Offer]) -> None:
        self.rows = [RowForm(data if data and f"{offer.pk}-price" in data else None, offer) for offer in offers]

    def outside(self, faults: Sequence[Outside]) -> None:
        """At its row, what the standard does not allow."""
        for fault in faults:
            for row in self.rows:
                if fault.pack and row.is_bound and row.offer.variant_id == fault.pack.pk:
                    row.add_error(fault.field if fault.field in row.fields else "price", fault.words)

    def is_valid(self) -> bool:
        """Every row is looked at, so that each says what is wrong."""
        return [row for row in self.rows if row.is_bound and not row.is_valid()] == []

    @property
    def faults(self) -> list[RowForm]:
        return [row for row in self.rows if row.errors]

    def changes(self) -> dict[int, Row]:
        """For each offer what was typed and what had been seen."""
        sent = [row for row in self.rows if row.is_bound]
        return {row.offer.pk: Row({name: row.cleaned_data[name] for name in row.fields}, row.seen) for row in sent}

    def clash(self, clashes: dict[int, dict[str, Any]]) -> None:
        for row in self.rows:
            row.clash(clashes.get(row.offer.pk, {}))
