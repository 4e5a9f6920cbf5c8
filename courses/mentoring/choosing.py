"""Which rows of a cohort's table are shown, and in which order: by links, so that a view can be sent to a colleague."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Enrolment
from courses.mentoring.table import Row

State = Enrolment.State
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
SHOWN: dict[str, tuple[Any, Callable[[Row], bool]]] = {
    "all": (_("Studying"), lambda row: row.state in (State.ACTIVE, State.PAUSED)),
    "risk": (_("At risk"), lambda row: bool(row.risk.reasons)),
    "mentor": (_("Waiting for the mentor"), lambda row: row.waits_on == "mentor"),
    "trainee": (_("Waiting for the trainee"), lambda row: row.waits_on == "trainee"),
    "none": (_("Without a mentor"), lambda row: row.state in (State.ACTIVE, State.PAUSED) and not row.mentor),
    "paused": (_("Paused"), lambda row: row.state == State.PAUSED),
    "graduated": (_("Graduated"), lambda row: row.state == State.GRADUATED),
    "left": (_("Left"), lambda row: row.state == State.WITHDRAWN),
}
SORTS: dict[str, tuple[Any, Callable[[Row], Any]]] = {
    "risk": (_("Risk"), lambda row: (-len(row.risk.reasons), -row.risk.silent, row.name, row.pk)),
    "name": (_("Name"), lambda row: (row.name, row.pk)),
    "stage": (_("Stage"), lambda row: (-row.sewn, row.name, row.pk)),
    "active": (_("Longest without a sign"), lambda row: (row.last_active_at or LONG_AGO, row.pk)),
    "waiting": (_("Longest waiting"), lambda row: (row.waits_since is None, row.waits_since or LONG_AGO, row.pk)),
}


@dataclass(frozen=True)
class Link:
    words: Any
    query: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True)
class Chosen:
    """The rows asked for, and the links to other views of the same table."""

    rows: list[Row]
    filters: list[Link]
    sorts: list[Link]
    query: str  # what pagination keeps, ending in "&"
    name: str


def choose(rows: Iterable[Row], asked: Any) -> Chosen:
    """What `asked` (the address's query) wants; anything it does not know is the usual view."""
    every = list(rows)
    show = asked.get("show") if asked.get("show") in SHOWN else "all"
    sort = asked.get("sort") if asked.get("sort") in SORTS else "risk"
    name = " ".join(str(asked.get("q", "")).split())[:40]
    found = [row for row in every if not name or name.lower() in row.name.lower()]

    def query(**changes: str) -> str:
        return urlencode({"show": show, "sort": sort, **({"q": name} if name else {}), **changes})

    filters = [
        Link(words, query(show=key), key == show, sum(map(fits, found))) for key, (words, fits) in SHOWN.items()
    ]  # fmt: skip
    sorts = [Link(words, query(sort=key), key == sort) for key, (words, _key) in SORTS.items()]
    shown = sorted(filter(SHOWN[show][1], found), key=SORTS[sort][1])
    return Chosen(shown, filters, sorts, f"{query()}&", name)
