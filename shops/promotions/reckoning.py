"""What one promotion takes off what is still to be paid. Pure; whole fen; never above the line.

Everything is a function of the lines as a set: who put what in first changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from common.money import split

WHOLE = 10_000  # basis points


class Kind(StrEnum):
    AMOUNT = "amount"  # fen off from so much on
    PERCENT = "percent"  # basis points off
    DELIVERY = "delivery"  # the postage, up to so many fen a parcel
    GIFT = "gift"  # packs of an offer for nothing
    TOGETHER = "together"  # so many packs for a price
    BUNDLE = "bundle"  # one pack of each of these offers for a price


FOR_VISITS = frozenset({Kind.AMOUNT, Kind.PERCENT})  # the kinds that make sense of a visit: it has no packs and no postage


class Scope(StrEnum):
    """What a promotion is about."""

    GOODS = "goods"
    VISITS = "visits"
    BOTH = "both"


@dataclass(frozen=True)
class Line:
    """So many packs of an offer at fen each, its `key` the offer's id; or one `visit` (its id) from `first` to `until`, its
    `key` below nothing and its own, of no category. `early`: fen off because it is booked early. `is_replaced`: its price is
    already a group's or one of booking ahead."""

    key: int
    shop: int
    category: int
    price: int
    packs: int
    is_replaced: bool = False
    visit: int = 0
    first: date = date.min
    until: date = date.max
    early: int = 0

    @property
    def whole(self) -> int:
        return self.price * self.packs


@dataclass(frozen=True)
class Terms:
    """A promotion as reckoning needs it. Fen, basis points and ids; `shops` None: all; `left` None: no budget binds.

    `county` says how many basis points of what it takes off the county pays; the shop of each line pays the rest. Where
    it `is_of_some`, it is about these `offers` and `visits` alone. A visit lies wholly within `first` and `until`.
    """

    id: int
    stage: str
    kind: str
    shops: frozenset[int] | None = None
    category: int | None = None
    offers: frozenset[int] = frozenset()
    least: int = 0
    amount: int = 0
    basis_points: int = 0
    packs: int = 0
    most: int | None = None
    gift: int | None = None
    county: int = 0
    left: int | None = None
    scope: str = Scope.GOODS
    visits: frozenset[int] = frozenset()
    first: date = date.min
    until: date = date.max
    is_of_some: bool = False

    def covers(self, line: Line) -> bool:
        """Whether the line is of what it is about; a gift is not what it is given for."""
        return (
            (self.shops is None or line.shop in self.shops)
            and (self.category is None or line.category == self.category)
            and (self.covers_visit(line) if line.visit else self.covers_goods(line))
        )

    def covers_goods(self, line: Line) -> bool:
        is_chosen = not self.is_of_some or line.key in self.offers
        return self.scope != Scope.VISITS and is_chosen and line.key != self.gift

    def covers_visit(self, line: Line) -> bool:
        if self.scope == Scope.GOODS or self.kind not in FOR_VISITS:
            return False
        is_chosen = not self.is_of_some or line.visit in self.visits
        return is_chosen and self.first <= line.first and line.until <= self.until


Left = Mapping[int, int]  # fen still to be paid by line's key, or by shop's id for postage


def lacks(terms: Terms, lines: Sequence[Line]) -> int:
    """Fen that are missing of what it is about, at the lines' own prices, until it applies."""
    return max(0, terms.least - sum(line.whole for line in lines if terms.covers(line)))


def off_lines(terms: Terms, lines: Sequence[Line], left: Left) -> dict[int, int]:
    """Fen off by line's key, of these lines alone, in the order of their keys; nothing where it does not apply."""
    if lacks(terms, lines):
        return {}
    covered = [line for line in lines if terms.covers(line)]
    if terms.kind == Kind.GIFT:
        offs = gift_off(terms, lines) if covered else {}
    else:
        offs = OFF[Kind(terms.kind)](terms, covered, left) if covered else {}
    return {key: least for key, fen in offs.items() if (least := min(fen, left[key])) > 0}


def amount_off(terms: Terms, covered: Sequence[Line], left: Left) -> dict[int, int]:
    weights = [left[line.key] for line in covered]
    return shared(min(terms.amount, sum(weights)), covered, weights)


def percent_off(terms: Terms, covered: Sequence[Line], left: Left) -> dict[int, int]:
    """Half up, once for each line (commerce.md, §5.2)."""
    offs = [(left[line.key] * terms.basis_points * 2 + WHOLE) // (2 * WHOLE) for line in covered]
    if terms.most is not None and sum(offs) > terms.most:
        return shared(terms.most, covered, offs)
    return {line.key: fen for line, fen in zip(covered, offs, strict=True)}


def gift_off(terms: Terms, lines: Sequence[Line]) -> dict[int, int]:
    """So many packs of the gift, once an order; it must be in the basket."""
    return {line.key: line.price * min(line.packs, terms.packs) for line in lines if line.key == terms.gift}


def together_off(terms: Terms, covered: Sequence[Line], _left: Left) -> dict[int, int]:
    """Packs are taken together from the dearest down, as long as that is cheaper than each by itself."""
    offs = {line.key: 0 for line in covered}
    rest = [[line.price, line.packs, line.key] for line in sorted(covered, key=lambda one: (-one.price, one.key))]
    while sum(packs for _price, packs, _offer in rest) >= terms.packs:
        price, packs, offer = rest[0]
        if groups := packs // terms.packs:
            gain = price * terms.packs - terms.amount
            if gain <= 0:
                break
            offs[offer] += gain * groups
            rest[0][1] -= groups * terms.packs
        else:
            worth = mixed(rest, terms.packs)
            gain = sum(worth.values()) - terms.amount
            if gain <= 0:
                break
            for one, fen in zip(worth, split(gain, list(worth.values())), strict=True):
                offs[one] += fen
        rest = [row for row in rest if row[1]]
    return offs


def mixed(rest: list[list[int]], wanted: int) -> dict[int, int]:
    """Take so many packs from the front of `rest`; what they are worth by line's key."""
    worth = {}
    for row in rest:
        taken = min(row[1], wanted)
        if taken:
            worth[row[2]] = row[0] * taken
        row[1] -= taken
        wanted -= taken
    return worth


def bundle_off(terms: Terms, covered: Sequence[Line], _left: Left) -> dict[int, int]:
    if {line.key for line in covered} != terms.offers:
        return {}
    gain = sum(line.price for line in covered) - terms.amount
    return shared(gain * min(line.packs for line in covered), covered, [line.price for line in covered]) if gain > 0 else {}


OFF = {
    Kind.AMOUNT: amount_off, Kind.PERCENT: percent_off, Kind.TOGETHER: together_off, Kind.BUNDLE: bundle_off,
}  # fmt: skip


def shared(fen: int, covered: Sequence[Line], weights: Sequence[int]) -> dict[int, int]:
    """`fen` over the lines by largest remainder."""
    if not fen or not sum(weights):
        return {}
    return {line.key: part for line, part in zip(covered, split(fen, weights), strict=True)}


def off_postage(terms: Terms, lines: Sequence[Line], left: Left) -> dict[int, int]:
    """Fen off the postage by shop's id, for the shops whose goods it covers."""
    if lacks(terms, lines):
        return {}
    shops = {line.shop for line in lines if terms.covers(line)}
    return {
        shop: min(fee, terms.most) if terms.most is not None else fee
        for shop, fee in sorted(left.items())
        if fee and shop in shops
    }
