"""The purse that orders ask: what a person may spend, credit taken with an order, and the bonus that an order may bring.

Bonuses change in the order of their ids, here as wherever several do.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet, Sum

from common import audit
from shops.bonuses.arriving import Shared, read_cookie
from shops.bonuses.likeness import address_key, key_of
from shops.bonuses.models import Bonus, Sharer, Spending, SpentBonus, SpentLine
from shops.bonuses.terms import terms_at
from shops.ledger import postings
from shops.orders.credit import CreditGone
from shops.orders.models import Order


class Purse:
    """See `shops.orders.credit.Purse`."""

    def ready(self, person: Any, at: datetime) -> tuple[int, int]:
        return credit_of(person, at), share_of_orders(at)

    def spend(self, *, order: Order, lines: Mapping[int, int], at: datetime) -> None:
        spend(order=order, lines=lines, at=at)

    def came(self, *, order: Order, shared: str, at: datetime) -> None:
        if opened := read_cookie(shared):
            note_bonus(order=order, opened=opened, at=at)


def spendable(person: Any, at: datetime) -> QuerySet[Bonus]:
    """The person's bonuses of which there is credit, the oldest first."""
    return Bonus.objects.filter(sharer=person, left__gt=0, expires_at__gt=at, is_withheld=False).order_by("pk")


def credit_of(person: Any, at: datetime) -> int:
    """Fen that the person may spend. One query."""
    return spendable(person, at).aggregate(fen=Sum("left", default=0))["fen"]


def share_of_orders(at: datetime) -> int:
    """Basis points of an order's goods that credit may pay, also while no bonus is given. One query."""
    terms = terms_at(at)
    return terms.order_share if terms else 0


def spend(*, order: Order, lines: Mapping[int, int], at: datetime) -> Spending:
    """Take credit for the order, so many fen by line's id: all of it or none. Within the transaction that writes the order.

    Raises CreditGone.
    """
    amount = sum(lines.values())
    if order.buyer is None:  # a guest has none
        raise CreditGone
    spending = Spending.objects.create(order=order, person=order.buyer, amount=amount, at=at)
    parts = [SpentBonus(spending=spending, bonus_id=pk, amount=fen) for pk, fen in shares(order.buyer, amount, at)]
    if not all(take_from(part.bonus_id, part.amount, at) for part in parts):
        raise CreditGone
    SpentBonus.objects.bulk_create(parts)
    SpentLine.objects.bulk_create(SpentLine(spending=spending, line_id=pk, amount=fen) for pk, fen in lines.items())
    postings.spend_credit(order=order.number, source=f"spending {spending.pk}", amount=amount, at=at)
    audit.record(order.buyer, "spend credit", spending, at=at, order=order.number, amount=amount)
    return spending


def shares(person: Any, amount: int, at: datetime) -> list[tuple[int, int]]:
    """So many fen of which bonuses: those that end first are used first. In the order of their ids. Raises CreditGone."""
    found: dict[int, int] = {}
    for pk, left in spendable(person, at).order_by("expires_at", "pk").values_list("pk", "left"):
        if amount and (fen := min(left, amount)):
            found[pk], amount = fen, amount - fen
    if amount:
        raise CreditGone
    return sorted(found.items())


def take_from(bonus: int, fen: int, at: datetime) -> bool:
    """Whether it was there still: the row itself says so, whoever else takes of it."""
    rows = Bonus.objects.filter(pk=bonus, left__gte=fen, expires_at__gt=at, is_withheld=False)
    return rows.update(left=F("left") - fen, spent=F("spent") + fen) == 1


def note_bonus(*, order: Order, opened: Shared, at: datetime) -> Bonus | None:
    """What this order may bring to whose link was opened; None where the link says nothing (any more). Three queries."""
    terms = terms_at(at)
    if terms is None or not terms.is_on or opened.at + timedelta(days=terms.remember_days) < at:
        return None
    sharer = Sharer.objects.filter(code=opened.code).first()
    if sharer is None:
        return None
    return Bonus.objects.create(
        sharer_id=sharer.person_id, order=order, terms=terms, device=opened.device, placed_at=at, look_at=at,
        phone_key=key_of("phone", order.phone), address_key=address_key(order.place, order.street),
    )  # fmt: skip
