"""Piece 5: a cost sheet and two prices. Below the break-even price we warn; a group price must be the lower one."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.money import yuan
from courses.assessment.costing import cost_sheet
from courses.assessment.fields import GroupPrices, NumberField, YuanField, group_size_field
from courses.assessment.pieces.base import Fact, Maker, PieceForm, fact

PRICE = _("Enter the price alone, like 38 or 38.50.")


class PriceForm(GroupPrices, PieceForm):
    PRICES = ("price_fen", "group_price_fen", "group_size")
    heading = _("Your cost sheet and two prices")
    rows = (
        ("goods_fen", "labour_fen"), ("packing_fen", "courier_fen"), ("fee_percent", "loss_percent"), ("price_fen",),
        ("group_price_fen", "group_size"),
    )  # fmt: skip

    goods_fen = YuanField(
        label=_("Goods in one parcel"),
        help_text=_("What you could sell it for raw, in yuan."),
        wrong=_("Enter what the goods are worth in yuan, like 18 or 18.50."),
    )
    labour_fen = YuanField(
        label=_("Your work"), help_text=_("Minutes × what an hour is worth. Never zero."),
        wrong=_("Enter what your work is worth, like 3 or 4.50; it is never 0."),
    )  # fmt: skip
    packing_fen = YuanField(
        zero=True, label=_("Packing"), help_text=_("Box, pouch, filling, label."),
        wrong=_("Enter what packing costs in yuan, like 2 or 1.50; 0 if it costs you nothing."),
    )  # fmt: skip
    courier_fen = YuanField(
        zero=True, label=_("Courier"), help_text=_("Weigh the packed box and ask."),
        wrong=_("Enter what the courier takes in yuan, like 9 or 4.50; 0 if it costs you nothing."),
    )  # fmt: skip
    fee_percent = NumberField(
        least=0, most=30, unit="%", label=_("Platform fee, per cent"), help_text=_("It is in your franchise agreement."),
        wrong=_("Enter the platform fee as a whole number from 0 to 30, like 5."),
    )  # fmt: skip
    loss_percent = NumberField(
        least=0, most=50, unit="%", label=_("Loss, per cent"), help_text=_("Of 100 parcels, how many arrive bad."),
        wrong=_("Enter how many of 100 arrive bad, a whole number from 0 to 50, like 3."),
    )  # fmt: skip
    price_fen = YuanField(label=_("Price alone"), help_text=_("38, ¥38 or 三十八 all work."), wrong=PRICE)
    group_price_fen = YuanField(
        required=False,
        label=_("Price in a group"),
        help_text=_("Lower than alone. Leave it empty for no groups."),
        wrong=_("Enter one group price, like 36 or 36.50, or leave it empty."),
    )
    group_size = group_size_field()

    @classmethod
    def suggestions(cls, maker: Maker) -> dict[str, Any]:
        return {"fee_percent": "5"}

    @classmethod
    def as_typed(cls, content: dict[str, Any]) -> dict[str, Any]:
        known = {name: value for name, value in content.items() if value is not None}
        return {name: yuan(value) if name.endswith("_fen") else str(value) for name, value in known.items()}

    def warnings(self) -> list[str]:
        content = self.content()
        sheet = cost_sheet(content)
        if sheet is None:
            return []
        low = [price for price in (content.get("price_fen"), content.get("group_price_fen")) if price and price < sheet.least]
        words = gettext("%(price)s is below your break-even price of %(least)s: each parcel would lose money.")
        return [words % {"price": yuan(price), "least": yuan(sheet.least)} for price in low]

    @classmethod
    def facts(cls, content: dict[str, Any]) -> list[Fact]:
        sheet = cost_sheet(content)
        least = [Fact("least", gettext("Break-even price"), yuan(sheet.least))] if sheet else []
        return [
            fact(content, "goods_fen", _("Goods in one parcel"), yuan),
            fact(content, "labour_fen", _("Your work"), yuan),
            fact(content, "packing_fen", _("Packing"), yuan),
            fact(content, "courier_fen", _("Courier"), yuan),
            fact(content, "fee_percent", _("Platform fee"), lambda share: f"{share} %"),
            fact(content, "loss_percent", _("Loss"), lambda share: f"{share} %"),
            *least,
            fact(content, "price_fen", _("Price alone"), yuan),
            fact(content, "group_price_fen", _("Price in a group"), yuan),
            fact(content, "group_size", _("People in a group")),
        ]
