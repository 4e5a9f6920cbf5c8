"""A cost sheet, exactly: the least one can ask, and what is left. Whole fen; percentages are whole numbers.

A spoiled parcel is refunded whole and no fee is charged for it; so of 100 parcels 100 − loss are paid.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any


@dataclass(frozen=True)
class CostSheet:
    """What one parcel costs, in fen, and what the market and bad luck take, in per cent."""

    goods: int
    labour: int
    packing: int
    courier: int
    fee_percent: int
    loss_percent: int

    @property
    def cost(self) -> int:
        return self.goods + self.labour + self.packing + self.courier

    @property
    def kept(self) -> Fraction:
        """The share of the price that reaches the seller."""
        return Fraction((100 - self.loss_percent) * (100 - self.fee_percent), 10_000)

    @property
    def least(self) -> int:
        """The break-even price in fen, rounded up: one fen less loses money."""
        return ceil(self.cost / self.kept)

    def left(self, price: int) -> int:
        """Fen left of an average parcel at `price`, rounded down; negative when it loses."""
        return floor(price * self.kept - self.cost)

    def left_of_100(self, price: int) -> int:
        """Fen left of 100 parcels sent, rounded down."""
        return floor((price * self.kept - self.cost) * 100)

    @property
    def kept_of_fee(self) -> int:
        return 100 - self.fee_percent

    @property
    def paid_of_100(self) -> int:
        return 100 - self.loss_percent


def cost_sheet(content: dict[str, Any]) -> CostSheet | None:
    """The sheet of a price piece's content, or None while a part of it is missing."""
    parts = [content.get(f"{name}_fen") for name in ("goods", "labour", "packing", "courier")]
    shares = [content.get("fee_percent"), content.get("loss_percent")]
    if any(part is None for part in (*parts, *shares)):
        return None
    return CostSheet(*parts, *shares)  # type: ignore[arg-type]  # none is None by now


@dataclass(frozen=True)
class Line:
    """What 100 parcels at one price bring, in fen: the arithmetic a trainee can follow with a pencil."""

    price: int
    paid: int
    fee: int
    cost: int
    left: int
    left_each: int
    loses: bool


@dataclass(frozen=True)
class Sums:
    sheet: CostSheet
    alone: Line | None
    together: Line | None


def line(sheet: CostSheet, price: int | None) -> Line | None:
    if not price:
        return None
    paid = price * sheet.paid_of_100
    left = sheet.left_of_100(price)
    return Line(price, paid, paid - sheet.cost * 100 - left, sheet.cost * 100, left, sheet.left(price), price < sheet.least)


def sums(content: dict[str, Any]) -> Sums | None:
    """The arithmetic of a price piece, as far as it is filled in."""
    sheet = cost_sheet(content)
    if sheet is None:
        return None
    return Sums(sheet, line(sheet, content.get("price_fen")), line(sheet, content.get("group_price_fen")))
