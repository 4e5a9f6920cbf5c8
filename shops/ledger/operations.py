"""Writing an entry, once."""

from datetime import datetime

from django.db import transaction

from shops.franchise.models import Shop
from shops.ledger.models import Account, Entry


class Contradiction(Exception):
    """The same source came before with another amount or other accounts; nothing was written."""


def account(kind: str, shop: Shop | None = None) -> Account:
    """The platform's account of this kind, or `shop`'s. Made when it is first asked for."""
    owner = shop if kind in Account.OF_SHOPS else None
    if kind in Account.OF_SHOPS and owner is None:
        raise ValueError(kind)
    return Account.objects.get_or_create(kind=kind, shop=owner)[0]


@transaction.atomic
def post(
    *, kind: str, source: str, debit: Account, credit: Account, amount: int, at: datetime, order: str = ""
) -> Entry | None:
    """Move `amount` fen from `credit` to `debit`; nothing for 0. The same kind of the same source again is the first one.

    Raises ValueError for an amount below 0, Contradiction when the first one said otherwise.
    """
    if amount < 0:
        raise ValueError(amount)
    if amount == 0:
        return None
    facts = {"debit": debit, "credit": credit, "amount": amount, "order": order}
    entry, _is_new = Entry.objects.get_or_create(kind=kind, source=source, defaults={**facts, "at": at})
    if any(getattr(entry, name) != value for name, value in facts.items()):
        raise Contradiction(f"{kind} {source}")
    return entry
