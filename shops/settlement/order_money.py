"""One order's money: every entry in words, what stands where after each, and who has what in the end."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from common.money import yuan
from shops.franchise.models import Shop
from shops.franchise.templatetags.shop_tags import join
from shops.ledger.models import Account, Entry
from shops.ledger.postings import WORDS
from shops.ledger.queries import entries_of, signed
from shops.orders.models import Order
from shops.settlement.statements import DoesNotAddUp

Kind = Account.Kind
FOUND = 12
WHOLE_NUMBER = 13  # 261126-K7M2QX


@dataclass(frozen=True)
class Step:
    """One entry, and what its two accounts stand at after it, in this order's money alone."""

    entry: Entry
    words: Any
    credit_stands: int
    debit_stands: int


@dataclass(frozen=True)
class OrderMoney:
    """What buyers and the county paid in, and where it is. Raises DoesNotAddUp when the two differ."""

    order: Order
    steps: list[Step]
    owed: int  # not paid yet
    paid: int
    by_county: int
    shops: list[tuple[Shop, int]]
    commission: int
    returned: int
    returning: int  # promised back, and not with the buyer yet
    held: int
    fees: int  # kept by the payment company of what the platform has

    def __post_init__(self) -> None:
        elsewhere = self.commission + self.returned + self.returning + self.held
        if self.paid + self.by_county != sum(fen for _shop, fen in self.shops) + elsewhere:
            raise DoesNotAddUp(self.order.number)

    @property
    def closing(self) -> str:
        """ "Of ¥168 paid: ¥80.64 to Pan Family Tea, ¥3.36 commission, ¥84 still held." """
        if not self.paid and not self.returned:
            return _("Nothing is paid; %(sum)s is owed.") % {"sum": yuan(self.owed)} if self.owed else _("Nothing was paid.")
        shares = [_("%(sum)s to %(shop)s") % {"sum": yuan(fen), "shop": shop.name} for shop, fen in self.shops if fen]
        for fen, words in (
            (self.commission, _("%(sum)s commission")), (self.returned, _("%(sum)s returned")),
            (self.returning, _("%(sum)s on its way back")), (self.held, _("%(sum)s still held")),
        ):  # fmt: skip
            shares += [words % {"sum": yuan(fen)}] if fen else []
        facts = {"paid": yuan(self.paid), "county": yuan(self.by_county), "shares": join(shares)}
        if self.by_county:
            return _("Of %(paid)s paid and %(county)s from the county: %(shares)s.") % facts
        return _("Of %(paid)s paid: %(shares)s.") % facts


def money_of(order: Order) -> OrderMoney:
    """One query. Raises DoesNotAddUp."""
    stands: dict[Account, list[int]] = defaultdict(lambda: [0, 0])
    steps, returned, fees = [], 0, 0
    for entry in entries_of(order.number):
        stands[entry.debit][0] += entry.amount
        stands[entry.credit][1] += entry.amount
        returned += entry.amount if entry.credit.kind in Account.MONEY and entry.debit.kind != Kind.FEES else 0
        fees += entry.amount if entry.debit.kind == Kind.FEES else 0
        both = [signed(one, *stands[one]) for one in (entry.credit, entry.debit)]
        steps.append(Step(entry, WORDS.get(entry.kind, entry.kind), *both))
    now = [(one, signed(one, *sums)) for one, sums in stands.items()]
    of: dict[str, int] = defaultdict(int)
    for one, fen in now:
        of[one.kind] += fen
    return OrderMoney(
        order, steps, owed=of[Kind.DUE], paid=sum(into for one, (into, _out) in stands.items() if one.kind in Account.MONEY),
        by_county=of[Kind.DISCOUNTS] + of[Kind.GOODWILL],
        shops=[(one.shop, fen) for one, fen in now if one.kind == Kind.SHOP and one.shop],
        commission=of[Kind.COMMISSION], returned=returned, returning=of[Kind.RETURNING],
        held=of[Kind.HELD] - of[Kind.DUE], fees=fees,
    )  # fmt: skip


def find_orders(words: str) -> list[Order]:
    """Orders whose number begins or ends so, the newest first; the whole number finds one. One query."""
    plain = "".join(words.split()).upper()[:20]
    if len(plain) < 4:
        return []
    rows = Order.objects.order_by("-pk")
    if len(plain) == WHOLE_NUMBER:
        return list(rows.filter(number=plain))
    return list(rows.filter(number__startswith=plain)[:FOUND]) or list(rows.filter(number__endswith=plain)[:FOUND])
