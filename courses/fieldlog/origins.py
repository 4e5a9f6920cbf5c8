"""Where a product comes from, as its shop will tell buyers: plot or herd, batch, season and months, from the log."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from courses.cohorts.models import Enrolment
from courses.fieldlog.models import Check, Herd, LogEntry, Plot, Yield
from courses.fieldlog.queries import wait_on, waits

SEASONS = ((_("Winter"), (12, 1, 2)), (_("Spring"), (3, 4, 5)), (_("Summer"), (6, 7, 8)), (_("Autumn"), (9, 10, 11)))


@dataclass(frozen=True)
class Origin:
    """One plot or herd as the origin of a product. `batch` is '' and `harvested_on` None before its first yield."""

    subject: Any
    batch: str = ""
    harvested_on: date | None = None
    months: tuple[int, ...] = ()
    is_checked: bool = False

    @property
    def place(self) -> str:
        return self.subject.place

    @property
    def season(self) -> str:
        """The season and year of the last harvest: 秋 2026; '' before it."""
        if self.harvested_on is None:
            return ""
        words = next(words for words, months in SEASONS if self.harvested_on.month in months)
        return f"{words} {self.harvested_on.year}"


def origins(enrolment: Enrolment) -> list[Origin]:
    """Of each plot and herd the last batch that was not taken in a waiting period; the latest first. Four queries."""
    every: list[Any] = [*Plot.objects.filter(enrolment=enrolment), *Herd.objects.filter(enrolment=enrolment)]
    rows = Yield.objects.filter(entry__enrolment=enrolment, entry__replaced_by=None)
    taken = list(rows.select_related("entry__plot", "entry__herd", "entry__check_of").order_by("-entry__done_on", "-pk"))
    periods = waits(enrolment) if taken else []
    sound = [one for one in taken if wait_on(one.entry.subject, one.entry.done_on, periods) is None]
    found = [origin(subject, [one for one in sound if one.entry.subject == subject]) for subject in every]
    return sorted(found, key=lambda each: (each.harvested_on is None, -(each.harvested_on or date.min).toordinal()))


def origin(subject: Any, taken: list[Yield]) -> Origin:
    """The origin of one plot or herd from its yields, the latest first."""
    if not taken:
        return Origin(subject)
    last, check = taken[0], getattr(taken[0].entry, "check_of", None)
    return Origin(
        subject,
        batch=last.batch,
        harvested_on=last.entry.done_on,
        months=tuple(sorted({one.entry.done_on.month for one in taken})),
        is_checked=bool(check and check.result == Check.Result.CONFIRMED),
    )


def days_written(enrolment: Enrolment, work: Any) -> QuerySet[Any]:
    """The days on which `work` was done, the first one first (timetable.due.day_sources)."""
    rows = LogEntry.objects.current().filter(enrolment_id=enrolment.pk, activity=work)
    return rows.order_by("done_on").values("done_on")


def days_transplanted(enrolment: Enrolment, work: Any) -> QuerySet[Any]:
    """The same from what a plot was begun with: many are begun after transplanting."""
    rows = Plot.objects.filter(enrolment_id=enrolment.pk, transplanted_on__isnull=False)
    return rows.annotate(work=Value("transplant")).filter(work=work).order_by("transplanted_on").values("transplanted_on")


@dataclass(frozen=True)
class Grown:
    """Where a batch grew or was kept, and with which partner; None on own land."""

    place: str
    partner: Organisation | None


def places_by_batch(enrolment: Enrolment) -> dict[str, Grown]:
    """Where each batch of the log comes from, by its number as it stands on crates and labels. One query."""
    rows = Yield.objects.filter(entry__enrolment=enrolment, entry__replaced_by=None).select_related(
        "entry__plot__organisation", "entry__herd__organisation"
    )
    return {one.batch: Grown(one.entry.subject.place, one.entry.subject.organisation) for one in rows}


def known_from_the_field(enrolment: Enrolment, number: int) -> dict[str, dict[str, Any]]:
    """For the bench of product `number`: what the log suggests (assessment.bench.known_sources)."""
    found = origins(enrolment)  # nothing where no log is kept
    if not 1 <= number <= len(found):
        return {}
    one = found[number - 1]
    known = {"variety": one.subject.sort, "harvest_months": list(one.months), "batch": one.batch, "origin": one.place}
    return {"field": {name: value for name, value in known.items() if value}}
