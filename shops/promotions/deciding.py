"""Which promotions a basket takes and what each takes off every line. Pure; the order of entry is nothing.

Of a class, the promotion that takes most off comes first (of equals the older one) and takes the lines that it covers; the
next looks at what is left of them. So each line takes one of a class, and what was not used has a reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heappop, heappush

from common.money import split
from shops.promotions.reckoning import WHOLE, Kind, Line, Terms, early_terms, lacks, off_lines, off_postage
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
        early = [early_terms(line, stage) for line in ordered if line.early] if stage == EARLY_IS else []
        basket.take([*early, *(terms for terms in found if terms.stage == stage)], stage)
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
        """The best of the class, then the best of what is left, until none takes anything off. What a promotion takes off
        only shrinks while others take lines, so that one which is still the best when looked at again is the best of all."""
        is_postage = stage == Class.DELIVERY
        free = {line.key for line in self.lines if may_follow(stage, self.taken[line.key])}
        parcels = dict(self.fees)
        heap: list[tuple[int, int, Terms, dict[int, int]]] = []
        for terms in promotions:
            offs = self.reckoned(terms, free, parcels, is_postage)
            if offs and (terms.left is None or sum(offs.values()) <= terms.left):
                heappush(heap, (-sum(offs.values()), terms.id, terms, offs))
            else:
                self.unused.append(self.why(terms, offs, free, is_postage))
        while heap:
            _worth, _id, terms, before = heappop(heap)
            offs = self.reckoned(terms, free, parcels, is_postage)
            if offs == before:
                self.give(terms, offs, stage, is_postage)
                for key in offs:
                    parcels.pop(key, None) if is_postage else free.discard(key)
            elif offs:
                heappush(heap, (-sum(offs.values()), terms.id, terms, offs))
            if not offs or offs != before:
                self.note_beaten(terms, before, offs, is_postage)

    def reckoned(self, terms: Terms, free: set[int], parcels: dict[int, int], is_postage: bool) -> dict[int, int]:
        if is_postage:
            return off_postage(terms, self.lines, parcels)
        return off_lines(terms, [line for line in self.lines if line.key in free], self.left)

    def give(self, terms: Terms, offs: dict[int, int], stage: str, is_postage: bool) -> None:
        """Take it off; the county's part is shared over the lines by what each of them takes off."""
        county = split(sum(offs.values()), [WHOLE - terms.county, terms.county])[1]
        shares = split(county, list(offs.values()))
        into = self.postage if is_postage else self.offs
        for (key, fen), by_county in zip(offs.items(), shares, strict=True):
            if terms.kind == Kind.EARLY:
                self.early[key] = fen
            else:
                into.setdefault(key, []).append(Off(terms.id, fen - by_county, by_county))
            if not is_postage:
                self.left[key] -= fen
                self.taken[key].add(stage)

    def note_beaten(self, terms: Terms, before: dict[int, int], offs: dict[int, int], is_postage: bool) -> None:
        """Another one took lines that it covers: said of those lines; of the whole, where nothing is left to it."""
        for key in () if is_postage else before.keys() - offs.keys():
            self.beaten.setdefault(key, []).append(terms.id)
        if not offs:
            self.unused.append(Unused(terms.id, Why.BEST))

    def why(self, terms: Terms, offs: dict[int, int], free: set[int], is_postage: bool) -> Unused:
        covered = [line for line in self.lines if terms.covers(line)]
        if offs:
            return Unused(terms.id, Why.USED_UP)
        if not covered:
            return Unused(terms.id, Why.SCOPE)
        if not is_postage and not any(line.key in free for line in covered):
            return Unused(terms.id, Why.REPLACED)
        if fen := lacks(terms, [line for line in covered if is_postage or line.key in free]):
            return Unused(terms.id, Why.LEAST, fen)
        if is_postage:
            return Unused(terms.id, Why.NO_POSTAGE)
        return Unused(terms.id, Why.GIFT if terms.kind == Kind.GIFT else Why.PACKS)

    def decided(self) -> Decision:
        """Of booking early it is only said where it is used: an id below nothing is of no promotion."""
        unused = (one for one in self.unused if one.promotion > 0)
        beaten = {key: tuple(sorted({pk for pk in ids if pk > 0})) for key, ids in sorted(self.beaten.items())}
        return Decision(
            {key: tuple(offs) for key, offs in sorted(self.offs.items())},
            {key: tuple(offs) for key, offs in sorted(self.postage.items())},
            tuple(sorted(unused, key=lambda one: one.promotion)),
            {key: ids for key, ids in beaten.items() if ids},
            dict(sorted(self.early.items())),
        )
