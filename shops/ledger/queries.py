"""What stands where, and what happened to an order's money."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Sum

from shops.franchise.models import Shop
from shops.ledger.models import Account, Entry

Kind = Account.Kind
OWED = frozenset(
    {Kind.HELD, Kind.RETURNING, Kind.SHOP, Kind.COMMISSION, Kind.CREDIT}
)  # their balance is what was credited beyond what was debited
NEVER_BELOW_ZERO = (Kind.DUE, Kind.HELD, Kind.RETURNING, Kind.DISCOUNTS, Kind.GOODWILL, Kind.BONUSES, Kind.CREDIT)


@dataclass(frozen=True)
class Balance:
    """`fen` as one would say it: what is owed for accounts that owe, else what is there."""

    account: Account
    fen: int


def entries_of(order: str) -> QuerySet[Entry]:
    """What happened to the money of one order, from the first on. One query."""
    return Entry.objects.filter(order=order).select_related("debit__shop", "credit__shop").order_by("pk")


def moment_of(kind: str, source: str) -> datetime | None:
    """When it was posted; None while it was not. One query."""
    return Entry.objects.filter(kind=kind, source=source).values_list("at", flat=True).first()


def balances(shops: Iterable[Shop] | None = None) -> list[Balance]:
    """Every account, or those of `shops`, with what stands there. Three queries."""
    accounts = Account.objects.select_related("shop").order_by("kind", "shop_id")
    if shops is not None:
        accounts = accounts.filter(shop__in=shops)
    into = dict(Entry.objects.order_by().values_list("debit").annotate(fen=Sum("amount")))
    out = dict(Entry.objects.order_by().values_list("credit").annotate(fen=Sum("amount")))
    return [Balance(one, signed(one, into.get(one.pk, 0), out.get(one.pk, 0))) for one in accounts]


def signed(account: Account, into: int, out: int) -> int:
    return out - into if account.kind in OWED else into - out


def wrong_balances(of: Iterable[Balance] | None = None) -> list[Balance]:
    """Accounts that stand where they never may: a buyer who owes less than nothing, money held that is not there. Of these
    balances, or of all: three queries."""
    return [one for one in (balances() if of is None else of) if one.account.kind in NEVER_BELOW_ZERO and one.fen < 0]
