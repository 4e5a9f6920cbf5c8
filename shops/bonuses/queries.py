"""What somebody who shares reads of it, and what franchise managers do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from shops.bonuses.models import Bonus, BonusTerms, Sharer, Spending
from shops.bonuses.points import points_of
from shops.bonuses.purse import credit_of
from shops.bonuses.reckoning import bonus_on
from shops.bonuses.terms import terms_at

PAGE = 20
State = Bonus.State


@dataclass(frozen=True)
class Row:
    """One bonus in plain words. `fen`: what was given, or what it will be as it stands."""

    bonus: Bonus
    fen: int

    @property
    def kept(self) -> int:
        """Fen of what was given that were not taken back since."""
        return self.bonus.amount - self.bonus.back


@dataclass(frozen=True)
class Own:
    """All of one person's sharing. Fen."""

    sharer: Sharer | None
    terms: BonusTerms | None
    credit: int
    ends_at: datetime | None  # of what ends first
    given: int
    spent: int
    docked: int
    ended: int
    missing: int
    points: int
    rows: list[Row]
    spendings: list[Spending]
    older: int | None


def own(person: Any, at: datetime, before: int | None = None) -> Own:
    """Seven queries."""
    mine = Bonus.objects.filter(sharer=person)
    sums = {f"{name}_": Sum(name, default=0) for name in ("amount", "spent", "docked", "ended", "missing")}
    sum_of = mine.aggregate(**sums)
    first = mine.filter(left__gt=0, expires_at__gt=at, is_withheld=False).order_by("expires_at")
    found = list((mine.filter(pk__lt=before) if before else mine).select_related("terms").order_by("-pk")[: PAGE + 1])
    return Own(
        Sharer.objects.filter(person=person).first(), terms_at(at), credit_of(person, at),
        first.values_list("expires_at", flat=True).first(), sum_of["amount_"], sum_of["spent_"], sum_of["docked_"],
        sum_of["ended_"], sum_of["missing_"], points_of(person), [row_of(one) for one in found[:PAGE]],
        list(Spending.objects.filter(person=person).select_related("order")[:PAGE]),
        found[PAGE - 1].pk if len(found) > PAGE else None,
    )  # fmt: skip


def row_of(bonus: Bonus) -> Row:
    if bonus.state == State.EARNED:
        return Row(bonus, bonus.amount)
    return Row(bonus, bonus_on(bonus.base, bonus.terms.basis_points) if bonus.state == State.WAITING else 0)


def with_facts(rows: QuerySet[Bonus]) -> QuerySet[Bonus]:
    return rows.select_related("sharer", "order__buyer", "terms")


@dataclass(frozen=True)
class Stand:
    """How many bonuses stand how, and the credit that is owed, in fen."""

    waiting: int
    earned: int
    refused: int
    withheld: int
    credit: int


def stand() -> Stand:
    """One query."""
    found = Bonus.objects.aggregate(
        waiting=Count("pk", filter=Q(state=State.WAITING)), earned=Count("pk", filter=Q(state=State.EARNED)),
        refused=Count("pk", filter=Q(state=State.REFUSED)), withheld=Count("pk", filter=Q(is_withheld=True)),
        credit=Sum("left", default=0),
    )  # fmt: skip
    return Stand(**found)


def history(most: int = 12) -> list[BonusTerms]:
    """The terms, the newest first. One query."""
    return list(BonusTerms.objects.select_related("made_by")[:most])
