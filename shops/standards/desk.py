"""The franchise manager's desk: how many shops stand where, which must still sign new terms, which measures run."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from shops.franchise.models import FranchiseTerms, Shop
from shops.franchise.operations import current_terms
from shops.franchise.renewing import unsigned
from shops.standards.models import Measure

SHOWN = 12


@dataclass(frozen=True)
class Desk:
    """`unsigned` are the first of `unsigned_count` open shops that must sign `terms`; `running` measures by their day."""

    states: list[tuple[str, Any, int]]
    terms: FranchiseTerms | None
    unsigned: list[Shop]
    unsigned_count: int
    running: list[Measure]


def desk() -> Desk:
    """Five queries, however many shops there are."""
    counted = dict(Shop.objects.order_by().values_list("state").annotate(Count("pk")))
    states = [(value, words, counted.get(value, 0)) for value, words in Shop.State.choices if counted.get(value)]
    terms = current_terms()
    waiting = unsigned(terms) if terms and terms.sign_by else Shop.objects.none()
    return Desk(states, terms, list(waiting[:SHOWN]), waiting.count(), running_measures())


def running_measures() -> list[Measure]:
    """Announcements and warnings that run, with their shops and objections, the soonest day first."""
    rows = Measure.objects.filter(state=Measure.State.ANNOUNCED) | Measure.objects.filter(
        state=Measure.State.IN_FORCE, kind=Measure.Kind.WARNING
    )
    return list(rows.select_related("shop__owner", "objection").order_by("effective_on", "pk")[:SHOWN])
