"""When a piece is due for one trainee: resolved from the cohort's rule, their own field log, and more time they were given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.cohorts.models import Enrolment
from courses.timetable.models import DueRule, Extension, Pace

# The field log says on which day a trainee first did a work: (enrolment, the work's key or a reference to it) → one column.
day_sources: list[Callable[[Enrolment, Any], QuerySet[Any]]] = []
works: dict[str, Any] = {}  # the work that rules may wait for: key → words


@dataclass(frozen=True)
class Due:
    """A piece's day. `on` is None while the trainee's field log does not say yet when the work was done."""

    on: date | None
    days: int = 0
    work: str = ""
    is_extended: bool = False

    @property
    def words(self) -> str:
        """The day; before it is known, what it depends on and where to write that."""
        if self.on:
            return date_format(self.on, "DATE_FORMAT")
        said = ngettext(
            "%(days)s day after this work: %(work)s. Write it in your field log on the day, and the date stands here.",
            "%(days)s days after this work: %(work)s. Write it in your field log on the day, and the date stands here.",
            self.days,
        )
        return said % {"days": self.days, "work": works.get(self.work, _("field work"))}

    def is_past(self, today: date) -> bool:
        return bool(self.on and today > self.on)


def with_dues(rows: QuerySet[Any], enrolment: Enrolment, key: str = "module_key") -> QuerySet[Any]:
    """`rows` of stages' work, whose column `key` is the stage's, with what `due_of` needs and `pace_days`; no query more."""
    days = {f"day_{n}": Subquery(source(enrolment, OuterRef("work"))[:1]) for n, source in enumerate(day_sources)}
    rule = DueRule.objects.filter(cohort_id=enrolment.cohort_id, stage_key=OuterRef(key))
    found = rule.values(found=JSONObject(kind="kind", on="on", days="days", work="work", **days))[:1]
    longer = Extension.objects.filter(enrolment=enrolment, stage_key=OuterRef(key)).order_by("-at", "-pk")
    pace = Pace.objects.filter(cohort_id=enrolment.cohort_id, stage_key=OuterRef(key))
    return rows.annotate(
        due_rule=Subquery(found), due_until=Subquery(longer.values("until")[:1]), pace_days=Subquery(pace.values("days")[:1])
    )  # fmt: skip


def due_of(row: Any, enrolment: Enrolment) -> Due | None:
    """The day of a row of `with_dues`, the later of the rule's and the extension's; None where nothing is due."""
    rule, until = row.due_rule, row.due_until
    if not rule:
        return Due(until, is_extended=True) if until else None
    base = base_of(rule, enrolment)
    on = base + timedelta(days=rule["days"] or 0) if base else None
    if until and (on is None or until > on):
        return Due(until, is_extended=True)
    return Due(on, rule["days"] or 0, rule["work"])


def base_of(rule: dict[str, Any], enrolment: Enrolment) -> date | None:
    if rule["kind"] == DueRule.Kind.ON:
        return date.fromisoformat(rule["on"])
    if rule["kind"] == DueRule.Kind.AFTER_START:
        return enrolment.cohort.starts_on
    days = [rule[f"day_{n}"] for n in range(len(day_sources)) if rule.get(f"day_{n}")]
    return min((date.fromisoformat(day) for day in days), default=None)
