"""What stands in a priced basket: packs, visits, and what promotions take off them. Whole fen."""

from collections.abc import Sequence
from dataclasses import dataclass

from shops.availability.prices import Row
from shops.catalogue.models import Offer
from shops.franchise.models import Shop
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
