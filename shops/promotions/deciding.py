"""Which promotions a basket takes and what each takes off every line. Pure; the order of entry is nothing.

Of a class, the promotion that takes most off comes first (of equals the older one) and takes the lines that it covers; the
next looks at what is left of them. So each line takes one of a class, and what was not used has a reason. What is off a visit
because it is booked early stands in the place of one of the shop's: a promotion takes such a line only where that is worth more
in all, so that nobody pays more for having a coupon.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heappop, heappush

from common.money import split
from shops.promotions.reckoning import WHOLE, Kind, Line, Terms, lacks, off_lines, off_postage
from shops.promotions.stacking import EARLY_IS, ORDER, Class, may_follow


class Why(StrEnum):
    """Why a promotion was not used."""

    BEST = "best"  # another one takes more off the same goods or visits
    LEAST = "least"  # goods or visits for so many fen are missing
    PACKS = "packs"  # more packs, or another of the offers, are missing
    GIFT = "gift"  # the gift is not in the basket
    REPLACED = "replaced"  # the price is a group's or one of booking ahead
    SCOPE = "scope"  # nothing in the basket is of what it is about
    NO_POSTAGE = "no postage"  # there is no postage to take off, or nobody knows yet where it goes
    USED_UP = "used up"  # its budget does not reach


@dataclass(frozen=True)
class Off:
    """Fen that a promotion takes off one line or one parcel's postage, by who funds them."""

    promotion: int
    by_shop: int
    by_county: int

    @property
    def fen(self) -> int:
        return self.by_shop + self.by_county


@dataclass(frozen=True)
class Unused:
    """`fen` are those that are missing where that is why."""

    promotion: int
    why: str
    fen: int = 0


@dataclass(frozen=True)
class Decision:
    """By line's key, what promotions take off each line, in the order of the classes; by shop's id, off each postage. `early`:
    fen off by key of the visits whose best is that they are booked early."""

    lines: Mapping[int, tuple[Off, ...]] = field(default_factory=dict)
    postage: Mapping[int, tuple[Off, ...]] = field(default_factory=dict)
    unused: tuple[Unused, ...] = ()
    beaten: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # by line's key: promotions that another one beat
    early: Mapping[int, int] = field(default_factory=dict)

    @property
    def uses(self) -> dict[int, tuple[int, int]]:
        """By promotion's id, fen of the shops and of the county over all the lines."""
        sums: dict[int, tuple[int, int]] = {}
        for offs in (*self.lines.values(), *self.postage.values()):
            for off in offs:
                shop, county = sums.get(off.promotion, (0, 0))
                sums[off.promotion] = (shop + off.by_shop, county + off.by_county)
        return dict(sorted(sums.items()))


def decide(lines: Iterable[Line], fees: Mapping[int, int], promotions: Iterable[Terms]) -> Decision:
    """`fees`: fen of postage by shop's id, of shops whose postage is known. Each line has a key of its own."""
    ordered = sorted(lines, key=lambda line: line.key)
    found = sorted(promotions, key=lambda terms: terms.id)
    basket = Basket(ordered, fees)
    for stage in ORDER:
        basket.take([terms for terms in found if terms.stage == stage], stage)
    return basket.decided()


class Basket:
    """A basket while promotions are taken off it, class by class."""

    def __init__(self, lines: list[Line], fees: Mapping[int, int]) -> None:
        self.lines = lines
        self.left = {line.key: line.whole for line in lines}
        self.fees = dict(fees)
        self.taken: dict[int, set[str]] = {line.key: {Class.REPLACED} if line.is_replaced else set() for line in lines}
        self.offs: dict[int, list[Off]] = {}
        self.postage: dict[int, list[Off]] = {}
        self.unused: list[Unused] = []
        self.beaten: dict[int, list[int]] = {}
        self.early: dict[int, int] = {}

    def take(self, promotions: list[Terms], stage: str) -> None:
        """The best of the class, then the best of what is left, until none takes anything off. What one takes off
        changes only as others take lines: one that is the same when looked at again is the best of all."""
        now = Stage(self, stage)
        heap: list[tuple[int, int, Terms, dict[int, int]]] = []
        for terms in promotions:
            offs = now.reckoned(terms)
            if offs and fits(terms, offs):
                heappush(heap, (-now.worth(offs), terms.id, terms, offs))
            else:
                self.unused.append(now.why(terms, offs))
                self.note_beaten(terms, now.gives_way(terms, offs))
        while heap:
            _worth, _id, terms, before = heappop(heap)
            offs = now.reckoned(terms)
            if offs == before:
                self.note_beaten(terms, now.gives_way(terms, offs))
                self.give(terms, offs, now)
                continue
            self.note_beaten(terms, () if now.is_postage else before.keys() - offs.keys())
            if offs and fits(terms, offs):
                heappush(heap, (-now.worth(offs), terms.id, terms, offs))
            else:
                self.unused.append(Unused(terms.id, Why.USED_UP if offs else Why.BEST))
        self.take_early(now)

    def take_early(self, now: "Stage") -> None:
        """What no promotion of the class took more off keeps what is off because it is booked early."""
        for key, fen in now.ahead.items():
            self.early[key] = fen
            self.left[key] -= fen
            self.taken[key].add(now.stage)

    def give(self, terms: Terms, offs: dict[int, int], now: "Stage") -> None:
        """Take it off; the county's part is shared over the lines by what each of them takes off."""
        county = split(sum(offs.values()), [WHOLE - terms.county, terms.county])[1]
        shares = split(county, list(offs.values()))
        into = self.postage if now.is_postage else self.offs
        for (key, fen), by_county in zip(offs.items(), shares, strict=True):
            into.setdefault(key, []).append(Off(terms.id, fen - by_county, by_county))
            if not now.is_postage:
                self.left[key] -= fen
                self.taken[key].add(now.stage)
            now.remove(key)

    def note_beaten(self, terms: Terms, keys: Iterable[int]) -> None:
        """Of these lines that it covers another one takes more off."""
        for key in keys:
            self.beaten.setdefault(key, []).append(terms.id)

    def decided(self) -> Decision:
        return Decision(
            {key: tuple(offs) for key, offs in sorted(self.offs.items())},
            {key: tuple(offs) for key, offs in sorted(self.postage.items())},
            tuple(sorted(self.unused, key=lambda one: one.promotion)),
            {key: tuple(sorted(set(ids))) for key, ids in sorted(self.beaten.items())},
            dict(sorted(self.early.items())),
        )


class Stage:
    """One class while its promotions are taken: the lines and the postage that are free for it, and what is off those of
    them that are booked early, where that is of this class."""

    def __init__(self, basket: Basket, stage: str) -> None:
        self.basket, self.stage, self.is_postage = basket, stage, stage == Class.DELIVERY
        self.free = {line.key: line for line in basket.lines if may_follow(stage, basket.taken[line.key])}
        self.parcels = dict(basket.fees)
        self.ahead = {key: line.early for key, line in self.free.items() if line.early and stage == EARLY_IS}

    def remove(self, key: int) -> None:
        if self.is_postage:
            del self.parcels[key]
        else:
            del self.free[key]
            self.ahead.pop(key, None)

    def worth(self, offs: Mapping[int, int]) -> int:
        """Fen that the buyer gains: what is off because a line is booked early is given up for it."""
        return sum(offs.values()) - sum(self.ahead.get(key, 0) for key in offs)

    def reckoned(self, terms: Terms) -> dict[int, int]:
        """What it takes off, of the lines of which it is worth most; nothing where booking early is worth as much."""
        if self.is_postage:
            return off_postage(terms, self.basket.lines, self.parcels)
        every = self.off(terms, self.free)
        if not self.ahead:
            return every
        apart = self.off(terms, self.free.keys() - self.ahead.keys())
        more = self.off(terms, {key for key in self.free if every.get(key, 0) > self.ahead.get(key, -1)})
        best = max((apart, more, every), key=self.worth)
        return best if self.worth(best) > 0 else {}

    def off(self, terms: Terms, keys: Container[int]) -> dict[int, int]:
        return off_lines(terms, [line for key, line in self.free.items() if key in keys], self.basket.left)

    def gives_way(self, terms: Terms, offs: Mapping[int, int]) -> list[int]:
        """Lines that are booked early, of which it would take something off, were that not worth more."""
        could = self.off(terms, self.free) if self.ahead else {}
        return [key for key in could if key in self.ahead and key not in offs]

    def why(self, terms: Terms, offs: Mapping[int, int]) -> Unused:
        covered = [line for line in self.basket.lines if terms.covers(line)]
        if offs:
            return Unused(terms.id, Why.USED_UP)
        if not covered:
            return Unused(terms.id, Why.SCOPE)
        if self.gives_way(terms, offs):
            return Unused(terms.id, Why.BEST)
        if not self.is_postage and not any(line.key in self.free for line in covered):
            return Unused(terms.id, Why.REPLACED)
        if fen := lacks(terms, [line for line in covered if self.is_postage or line.key in self.free]):
            return Unused(terms.id, Why.LEAST, fen)
        if self.is_postage:
            return Unused(terms.id, Why.NO_POSTAGE)
        return Unused(terms.id, Why.GIFT if terms.kind == Kind.GIFT else Why.PACKS)


def fits(terms: Terms, offs: Mapping[int, int]) -> bool:
    """Whether its budget reaches."""
    return terms.left is None or sum(offs.values()) <= terms.left
