"""What a basket comes to, by parcel and visit. Pure: the same lines give the same sums, and every sum is of whole fen.

What cannot be bought now stays in sight, with its reason, and counts for nothing. What promotions take off stands on the lines,
the visits and the postage (`discounting`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from shops.availability.prices import Row
from shops.catalogue.models import Offer
from shops.franchise.models import DeliveryFee, Shop
from shops.orders.models import BasketVisit
from shops.promotions.models import Coupon, Promotion


@dataclass(frozen=True)
class Given:
    """Fen that a promotion takes off one line or postage, by who funds them."""

    promotion: Promotion
    by_shop: int
    by_county: int

    @property
    def fen(self) -> int:
        return self.by_shop + self.by_county


@dataclass(frozen=True)
class NotGiven:
    """A promotion that is not used, and why (`deciding.Why`, `finding.Refusal`); so many `fen` are missing for it."""

    promotion: Promotion
    why: str
    fen: int = 0
    code: int | None = None  # the coupon whose code was typed


@dataclass(frozen=True)
class Typed:
    """A code that was typed for the basket."""

    coupon: Coupon
    is_used: bool


@dataclass(frozen=True)
class Wanted:
    """So many packs of an offer. `sold` says whether it is sold at all now; `seen` is the price last shown, in fen; `each`
    the price where it is another than alone; `left` how many packs there are where they are not those on the shelf."""

    offer: Offer
    packs: int
    seen: int
    sold: bool = True
    each: int | None = None
    left: int | None = None
    given: tuple[Given, ...] = ()
    beaten: tuple[Promotion, ...] = ()  # of it another one takes more off
    credit: int = 0  # fen of the buyer's own credit on it

    @property
    def price(self) -> int:
        """Fen for a pack."""
        return self.offer.price if self.each is None else self.each

    @property
    def off(self) -> int:
        return sum(one.fen for one in self.given)

    @property
    def to_pay(self) -> int:
        return self.whole - self.off - self.credit

    @property
    def shop(self) -> Shop:
        return self.offer.variant.product.shop

    @property
    def whole(self) -> int:
        return self.price * self.packs

    @property
    def lacks(self) -> bool:
        """Whether there is less than is wanted."""
        return self.sold and self.there < self.packs

    @property
    def there(self) -> int:
        """Packs that can be had."""
        return self.offer.stock if self.left is None else self.left

    @property
    def is_ready(self) -> bool:
        return self.sold and not self.lacks

    @property
    def changed(self) -> bool:
        """Whether the price is another than was last shown."""
        return self.sold and self.price != self.seen


@dataclass(frozen=True)
class Dated:
    """A visit for some days or hours. `whole`: fen for all of it before anything is taken off, None where it cannot be booked
    so; `amiss`: why not, in the reader's language; `rows`: what the sum is made of; `early_row`: what is off because it is
    booked early, unless a promotion takes more (`is_early` False)."""

    wanted: BasketVisit
    whole: int | None
    amiss: str = ""
    rows: Sequence[Row] = ()
    early_row: Row | None = None
    is_early: bool = True
    given: tuple[Given, ...] = ()
    beaten: tuple[Promotion, ...] = ()  # of it another one takes more off

    @property
    def shop(self) -> Shop:
        return self.wanted.visit.shop

    @property
    def early(self) -> int:
        """Fen off because it is booked early."""
        return -self.early_row.fen if self.early_row and self.is_early else 0

    @property
    def off(self) -> int:
        return self.early + sum(one.fen for one in self.given)

    @property
    def to_pay(self) -> int:
        return (self.whole or 0) - self.off

    @property
    def before(self) -> int:
        """Fen as the visit's page says them, before promotions."""
        return (self.whole or 0) + (self.early_row.fen if self.early_row else 0)

    @property
    def is_ready(self) -> bool:
        return not self.amiss and bool(self.whole)

    @property
    def changed(self) -> bool:
        """Whether the price is another than was last shown."""
        return self.is_ready and self.before != self.wanted.seen_price


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
