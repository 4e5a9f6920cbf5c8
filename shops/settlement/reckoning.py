"""What the ledger says of a shop's two accounts. A fen credited to them is the shop's, a fen debited is not any more."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.expressions import Combinable

from shops.franchise.models import Shop
from shops.ledger.models import Account, Entry
from shops.settlement.models import Settlement
from shops.settlement.terms import Period

Kind = Account.Kind
PAID_OUT = "paid out"
NETTING = ("cash netted", "cash given back")  # from one of the shop's accounts to the other
NONE = (0,)  # no account: `in` must have something


def accounts_of(shop: Shop) -> dict[str, int]:
    """The ids of the shop's accounts by kind. One query."""
    return dict(Account.objects.filter(shop=shop).values_list("kind", "pk"))


def entries_of(accounts: Iterable[int]) -> QuerySet[Entry]:
    """All entries on these accounts, in no order."""
    ids = tuple(accounts) or NONE
    return Entry.objects.filter(Q(debit__in=ids) | Q(credit__in=ids)).order_by()


def net(accounts: Iterable[int], *only: Q) -> Combinable:
    """The sum of what was credited to the accounts less what was debited, of the entries that `only` lets through."""
    ids = tuple(accounts) or NONE
    into = Sum("amount", filter=Q(*only, credit__in=ids), default=0)
    out = Sum("amount", filter=Q(*only, debit__in=ids), default=0)
    return into - out


@dataclass(frozen=True)
class Reckoned:
    """`owed` for everything up to the period's end that no payout has paid; below 0 when the shop owes. `cash`: what the shop
    collected till then and is not yet netted; below 0 when it gave back more. `count`: entries in the period."""

    owed: int
    cash: int
    count: int


def reckon(shop: Shop, period: Period) -> Reckoned:
    """As the ledger stands. Two queries."""
    accounts = accounts_of(shop)
    till_end, collected = Q(at__lt=period.ends), (accounts.get(Kind.COLLECTED, 0),)
    netting = Q(kind__in=NETTING)
    found = entries_of(accounts.values()).aggregate(
        owed=net(accounts.values(), till_end | Q(kind=PAID_OUT)),
        cash=net(collected, (till_end & ~netting) | netting),
        count=Count("pk", filter=till_end & Q(at__gte=period.begins) & ~netting),
    )
    return Reckoned(found["owed"], -found["cash"], found["count"])


def under_way(shop: Shop) -> int:
    """Fen of the shop's settlements that are neither paid nor given up. One query."""
    rows = Settlement.objects.filter(shop=shop, state__in=Settlement.UNDER_WAY).order_by()
    return rows.aggregate(fen=Sum("amount", default=0))["fen"]


def owed_now(shop: Shop) -> int:
    """All that the shop is owed at this moment, being paid or not. Two queries."""
    accounts = accounts_of(shop)
    return entries_of(accounts.values()).aggregate(fen=net(accounts.values()))["fen"]
