"""What a basket comes to, by parcel and visit. Pure: the same lines give the same sums, and every sum is of whole fen.

What cannot be bought now stays in sight, with its reason, and counts for nothing. What promotions take off stands on the lines,
the visits and the postage (`discounting`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from shops.franchise.models import DeliveryFee, Shop
from shops.orders.priced import Dated, Given, NotGiven, Typed, Wanted


@dataclass(frozen=True)
class Parcel:
    """What one shop posts. `fee` is None where the shop does not deliver to the region, or while none is known."""

    shop: Shop
    lines: list[Wanted]
    fee: int | None
    given: tuple[Given, ...] = ()

    @property
    def goods(self) -> int:
        """Fen for the goods, before promotions."""
        return sum(line.whole for line in self.lines if line.is_ready)

    @property
    def off(self) -> int:
        """Fen off the goods."""
        return sum(line.off for line in self.lines)

    @property
    def credit(self) -> int:
        """Fen of the buyer's own credit on the goods."""
        return sum(line.credit for line in self.lines)

    @property
    def postage(self) -> int:
        """Fen that the buyer pays for the postage."""
        return (self.fee or 0) - sum(one.fen for one in self.given)

    @property
    def total(self) -> int:
        return self.goods - self.off - self.credit + self.postage


@dataclass(frozen=True)
class Quote:
    """The whole basket. `region` is "" while it is not known where it goes."""

    parcels: list[Parcel]
    region: str
    visits: list[Dated] = field(default_factory=list)
    not_given: tuple[NotGiven, ...] = ()
    codes: tuple[Typed, ...] = ()
    again: Mapping[int, int] = field(default_factory=dict)  # by promotion's id: uses that are given back for it

    @property
    def lines(self) -> list[Wanted]:
        return [line for parcel in self.parcels for line in parcel.lines]

    @property
    def packs(self) -> int:
        return sum(line.packs for line in self.lines)

    @property
    def goods(self) -> int:
        return sum(parcel.goods for parcel in self.parcels)

    @property
    def off(self) -> int:
        """Fen off the goods."""
        return sum(parcel.off for parcel in self.parcels)

    @property
    def credit(self) -> int:
        """Fen of the buyer's own credit on the goods."""
        return sum(parcel.credit for parcel in self.parcels)

    @property
    def goods_to_pay(self) -> int:
        return self.goods - self.off - self.credit

    @property
    def delivery(self) -> int:
        """Fen that the buyer pays for postage."""
        return sum(parcel.postage for parcel in self.parcels)

    @property
    def visited(self) -> int:
        """Fen for the visits, before anything is taken off."""
        return sum(one.whole or 0 for one in self.visits if one.is_ready)

    @property
    def off_visits(self) -> int:
        return sum(one.off for one in self.visits if one.is_ready)

    @property
    def visits_to_pay(self) -> int:
        return self.visited - self.off_visits

    @property
    def off_all(self) -> int:
        """Fen off goods and visits."""
        return self.off + self.off_visits

    @property
    def total(self) -> int:
        return self.goods_to_pay + self.delivery + self.visits_to_pay

    @property
    def count(self) -> int:
        """What the header says is in the basket: packs, and visits."""
        return self.packs + len(self.visits)

    @property
    def has_codes(self) -> bool:
        """Whether a code was typed for it, used or not."""
        return bool(self.codes) or any(one.code for one in self.not_given)

    @property
    def is_empty(self) -> bool:
        return not self.parcels and not self.visits

    @property
    def shops(self) -> list[Shop]:
        """Every shop that is bought from, once."""
        every = [one.shop for one in self.parcels] + [one.shop for one in self.visits]
        return list({shop.pk: shop for shop in every}.values())

    @property
    def not_delivered(self) -> list[Shop]:
        """The shops that do not post there."""
        return [parcel.shop for parcel in self.parcels if parcel.fee is None] if self.region else []

    @property
    def is_ready(self) -> bool:
        """Whether it can be ordered as it is."""
        all_ready = all(one.is_ready for one in self.lines) and all(one.is_ready for one in self.visits)
        return not self.is_empty and all_ready and not self.not_delivered


def quote(
    lines: Iterable[Wanted], fees: Mapping[int, list[DeliveryFee]], region: str = "", visits: Iterable[Dated] = ()
) -> Quote:
    """The parcels of a basket, its shops in the order of their ids, then the visits. `fees`: a shop's id → its fees."""
    ordered = sorted(lines, key=lambda line: (line.shop.pk, line.offer.pk))
    parcels = []
    for shop_id, group in groupby(ordered, key=lambda line: line.shop.pk):
        rows = list(group)
        goods = sum(line.whole for line in rows if line.is_ready)
        parcels.append(Parcel(rows[0].shop, rows, fee_of(fees.get(shop_id, []), region, goods)))
    return Quote(parcels, region, list(visits))


def fee_of(fees: Iterable[DeliveryFee], region: str, goods: int) -> int | None:
    """Fen for a parcel to the region with goods of so much; None where the shop does not deliver."""
    fee = next((one for one in fees if one.region == region), None)
    if fee is None:
        return None
    return 0 if fee.free_over is not None and goods >= fee.free_over else fee.fee
