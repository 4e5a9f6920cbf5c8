"""Rows that match a query, those whose title matches first, and pages of them by the key of the row before.

A rank is reckoned from the title alone, so that a link to the next page leads to the same place after the index has changed.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from cms.asked import Asked
from cms.matching import matching

PAGE = 24
IN_TITLE = 1000  # less the title's characters: the more of a title the words are, the better
KEY = re.compile(r"(\d{1,4})-(\d{1,15})", re.ASCII)


@dataclass(frozen=True)
class Hits:
    """What was found: how many in all, and those to show, with the keys of the pages before and after ("" for none)."""

    total: int = 0
    rows: list[Any] = field(default_factory=list)
    before: str = ""
    after: str = ""


def rank(asked: Asked, *titles: str) -> Case | Value:
    """What a row counts by these titles: more when the first is short, nothing when the words are elsewhere."""
    if not asked:
        return Value(0)
    inside = Q()
    for title in titles:
        inside |= asked.is_in(title)
    return Case(When(inside, then=IN_TITLE - Length(titles[0])), default=Value(0), output_field=IntegerField())


def found_among(rows: QuerySet[Any], asked: Asked, *titles: str) -> QuerySet[Any]:
    """Those of `rows` that match, the best first, the newest first among equals."""
    found = rows.filter(pk__in=matching(rows.model, asked))
    return found.annotate(rank=rank(asked, *titles), last=F("pk")).order_by("-rank", "-last")


def key_of(row: Any) -> str:
    values = (row["rank"], row["last"]) if isinstance(row, dict) else (row.rank, row.last)
    return "-".join(map(str, values))


def beyond(key: str, *, backward: bool = False) -> Q | None:
    """Rows after the one with this key, or before it; None for what is no key."""
    if not (found := KEY.fullmatch(key)):
        return None
    ranked, last = map(int, found.groups())
    side = "gt" if backward else "lt"
    return Q(**{f"rank__{side}": ranked}) | Q(rank=ranked, **{f"last__{side}": last})


def page_of(rows: QuerySet[Any], total: int, *, after: str = "", before: str = "") -> Hits:
    """A page of ranked rows, beyond a key or from the begin. One query; another where a key leads beyond the last row."""
    if (earlier := beyond(before, backward=True)) is not None:
        cut = list(rows.filter(earlier).order_by("rank", "last")[: PAGE + 1])
        if len(cut) > PAGE:
            return turned(cut[:PAGE][::-1], total, is_before=True, is_after=True)
    elif (later := beyond(after)) is not None:
        cut = list(rows.filter(later)[: PAGE + 1])
        if cut:
            return turned(cut[:PAGE], total, is_before=True, is_after=len(cut) > PAGE)
    cut = list(rows[: PAGE + 1])
    return turned(cut[:PAGE], total, is_before=False, is_after=len(cut) > PAGE)


def turned(rows: list[Any], total: int, *, is_before: bool, is_after: bool) -> Hits:
    return Hits(total, rows, key_of(rows[0]) if is_before else "", key_of(rows[-1]) if is_after else "")
