"""Credit on an order: a discount that the county funds, of a purse that a part above keeps; and by whose link somebody came.

The purse says how much there is, takes it with the order, and gives it back.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from common.money import split
from shops.orders.models import LineDiscount, Order, OrderLine, ShopOrder
from shops.orders.pricing import Quote

SHARED = "shared"  # the cookie of whoever opened a shared link
WORDS = {"words_zh_hans": "分享奖励金", "words_en": "Credit from sharing"}  # frozen on the line in both languages


class CreditGone(Exception):
    """It was spent, taken back or ended meanwhile; nothing was taken."""


class Purse(Protocol):
    """Kept by a part above. `ready`: fen that a person may spend, and how many basis points of an order's goods at most."""

    def ready(self, person: Any, at: datetime) -> tuple[int, int]: ...

    def spend(self, *, order: Order, lines: Mapping[int, int], at: datetime) -> None:
        """So many fen by line's id, all or none, in the transaction that writes the order. Raises CreditGone."""
        ...

    def came(self, *, order: Order, shared: str, at: datetime) -> None:
        """The order came of a shared link, as the cookie says it."""
        ...


purses: list[Purse] = []


def credit_for(quote: Quote, person: Any, at: datetime) -> int:
    """Fen of this person's credit that may go on the goods of a quote. What the purse asks: two queries; none for a guest."""
    if not getattr(person, "is_authenticated", False) or not quote.parcels:
        return 0
    return sum(min(fen, quote.goods_to_pay * share // 10_000) for fen, share in (one.ready(person, at) for one in purses))


def credited(quote: Quote, fen: int) -> Quote:
    """The quote with so much credit taken off its lines, by what each still costs."""
    lines = [line for line in quote.lines if line.is_ready]
    if not fen:
        return quote
    shares = dict(zip((line.offer.pk for line in lines), split(fen, [line.to_pay for line in lines]), strict=True))
    parcels = [
        replace(parcel, lines=[replace(line, credit=shares.get(line.offer.pk, 0)) for line in parcel.lines])
        for parcel in quote.parcels
    ]
    return replace(quote, parcels=parcels)


def spend_credit(order: Order, parcels: list[ShopOrder], quote: Quote, at: datetime) -> None:
    """Take what the quote has of it and write it on the lines. Nothing is asked where there is none. Raises CreditGone."""
    if not quote.credit:
        return
    by_offer = {(line.shop.pk, line.offer.pk): line.credit for line in quote.lines if line.credit}
    shops = {parcel.pk: parcel.shop_id for parcel in parcels}
    found = OrderLine.objects.filter(parcel__in=parcels).order_by("pk").values_list("pk", "parcel", "offer")
    lines = {pk: by_offer[key] for pk, parcel, offer in found if (key := (shops[parcel], offer or 0)) in by_offer}
    LineDiscount.objects.bulk_create(
        LineDiscount(line_id=pk, amount=fen, funded_by=LineDiscount.FundedBy.COUNTY, **WORDS) for pk, fen in lines.items()
    )
    for purse in purses:
        purse.spend(order=order, lines=lines, at=at)


def came(order: Order, shared: str, at: datetime) -> None:
    for purse in purses if shared else ():
        purse.came(order=order, shared=shared, at=at)
