"""How fen that go back are shared: over the packs of a line, and over the payments they came by. Pure, and exact."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shops.orders.models import OrderLine
from shops.payments.models import Payment


class TooMuch(Exception):
    """More than was paid, or than is left of it; nothing was promised. `left` fen may go back."""

    def __init__(self, left: int) -> None:
        self.left = left
        super().__init__(left)


@dataclass(frozen=True)
class Back:
    """Fen of one line that go back, for so many packs (0: the buyer keeps them)."""

    line: OrderLine
    packs: int
    amount: int


@dataclass(frozen=True)
class Left:
    """What of a line may still go back."""

    line: OrderLine
    paid: int
    packs: int
    amount: int

    def share(self, packs: int) -> int:
        """Fen for so many of the packs that are left; for all of them, all that is left. Raises TooMuch."""
        if not 0 <= packs <= self.packs:
            raise TooMuch(self.amount)
        if packs == self.packs:
            return self.amount
        gone = self.line.packs - self.packs
        due = self.paid * (gone + packs) // self.line.packs - self.paid * gone // self.line.packs
        return min(due, self.amount)


def portions(lines: Sequence[Back], delivery: int, sums: Sequence[int]) -> list[tuple[list[Back], int]]:
    """Lines and fen of postage, cut into `sums`, which add up to all of it: the lines in turn, then the postage. The packs of
    a line count where its first fen is."""
    rest, cuts = list(lines), []
    for fen in sums:
        cut: list[Back] = []
        while rest and (rest[0].amount <= fen):
            cut.append(rest.pop(0))
            fen -= cut[-1].amount
        if rest and fen:
            cut.append(replace(rest[0], amount=fen))
            rest[0] = replace(rest[0], packs=0, amount=rest[0].amount - fen)
            fen = 0
        postage = min(delivery, fen)
        delivery -= postage
        cuts.append((cut, postage))
    return cuts


def spread(amount: int, payments: Sequence[Payment]) -> list[tuple[Payment, int]]:
    """So many fen of each payment, of the latest first as far as it goes. More than there is is asked of it, and refused."""
    sums = []
    for payment in payments:
        if fen := min(amount, payment.amount - payment.returned):
            sums.append((payment, fen))
            amount -= fen
    return sums if not amount else [(payments[0], amount + sum(fen for _payment, fen in sums))]
