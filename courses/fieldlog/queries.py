"""Reading the log: plots and herds as they stand, the dated list, what waits for a check, and what it proves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Organisation
from courses.cohorts.models import Enrolment
from courses.cohorts.queries import enrolments
from courses.fieldlog.models import Check, Herd, LogEntry, LogRule, Plot
from courses.fieldlog.rights import to_check

HOLDING = (Organisation.Kind.BASE, Organisation.Kind.COOPERATIVE)  # partners that let trainees work their land


@dataclass(frozen=True)
class Wait:
    """After a product with a waiting period: nothing is picked or sold before `until`."""

    entry: LogEntry
    until: date

    def holds(self, on: date) -> bool:
        return self.entry.done_on <= on < self.until


@dataclass(frozen=True)
class SubjectLine:
    """A plot or herd on `today`: days since it was planted or came, and what forbids to pick or sell."""

    subject: Any
    day: int | None
    wait: Wait | None

    @property
    def write_args(self) -> tuple[str, int]:
        return self.subject.kind, self.subject.pk


@dataclass(frozen=True)
class EntryLine:
    """One entry in the list. `early` is the waiting period in which it was picked or sold."""

    entry: LogEntry
    day: int | None
    early: Wait | None

    @property
    def check(self) -> Check | None:
        return getattr(self.entry, "check_of", None)

    @property
    def brought(self) -> Any:
        return getattr(self.entry, "brought", None)

    @property
    def is_confirmed(self) -> bool:
        return bool(self.check and self.check.result == Check.Result.CONFIRMED)

    @property
    def points(self) -> list[Any]:
        """What the checker found so, in words."""
        return [words for key, words in self.entry.work.points if self.check and key in self.check.points]


@dataclass(frozen=True)
class Evidence:
    """What a log amounts to: entries as they stand, those confirmed on site, the weeks in which something was written."""

    entries: int
    checked: int
    differing: int
    weeks: int
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True)
class Standing:
    """How far a log is from what its programme asks of a graduate."""

    rule: LogRule
    entries: int
    checked: int

    @property
    def entries_left(self) -> int:
        return max(0, self.rule.least_entries - self.entries)

    @property
    def checked_left(self) -> int:
        return max(0, self.rule.least_checked - self.checked)

    @property
    def is_enough(self) -> bool:
        return not self.entries_left and not self.checked_left


def log_of(user: Any) -> Enrolment | None:
    """The person's place in a programme that keeps a field log, or None. One query."""
    keeping = LogRule.objects.values("programme_key")
    return enrolments(user).filter(cohort__programme_key__in=keeping).first()


def days_after(plot: Plot, on: date) -> int | None:
    """Days from transplanting (else from sowing or planting) to `on`; None before it, or when no day is known."""
    since = plot.transplanted_on or plot.planted_on
    return (on - since).days if since and since <= on else None


def day_of(subject: Any, on: date) -> int | None:
    """`days_after` of a plot; of a herd the days it has been kept."""
    if isinstance(subject, Plot):
        return days_after(subject, on)
    return (on - subject.since).days if subject.since <= on else None


def waits(enrolment: Enrolment) -> list[Wait]:
    """Every waiting period of the log, the last to end first. One query."""
    rows = LogEntry.objects.current().filter(enrolment=enrolment, waiting_days__gt=0).select_related("plot", "herd")
    found = [Wait(entry, entry.done_on + timedelta(days=entry.waiting_days or 0)) for entry in rows]
    return sorted(found, key=lambda wait: wait.until, reverse=True)


def wait_on(subject: Any, on: date, periods: Iterable[Wait]) -> Wait | None:
    """The waiting period of `subject` that ends last among those running on a day."""
    return next((wait for wait in periods if wait.entry.subject == subject and wait.holds(on)), None)


def subjects(enrolment: Enrolment, today: date, periods: list[Wait]) -> list[SubjectLine]:
    """Plots, then herds, the closed ones as well. Two queries."""
    every: list[Any] = [
        row for model in (Plot, Herd) for row in model.objects.filter(enrolment=enrolment).select_related("organisation")
    ]
    return [SubjectLine(each, day_of(each, today), wait_on(each, today, periods)) for each in every]


def partners(enrolment: Enrolment) -> list[Organisation]:
    """The cohort's partners on whose land a trainee may work. One query."""
    return list(enrolment.cohort.organisations.filter(kind__in=HOLDING))


def last_day_of(subject: Plot | Herd) -> date | None:
    """The day of the last work that stands in its log. One query."""
    return subject.entries.current().aggregate(last=Max("done_on"))["last"]


def first_day_of(subject: Any) -> date | None:
    """The day from which there was something to keep: the last of those said when it was begun."""
    if isinstance(subject, Plot):
        return max(filter(None, (subject.planted_on, subject.transplanted_on)), default=None)
    return subject.since


def entries(enrolment: Enrolment) -> QuerySet[LogEntry]:
    """The log as it stands, the latest day first, with all that a line shows."""
    return with_all(LogEntry.objects.current().filter(enrolment=enrolment))


def with_all(rows: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
    """The rows with what a line and its page show. One query, and one for the photos."""
    near = (
        "plot__organisation",
        "herd__organisation",
        "brought",
        "check_of__checker",
        "replaces",
        "replaced_by",
        "enrolment__trainee",
        "enrolment__cohort",
    )
    return rows.select_related(*near).prefetch_related("photos")


def entry_line(entry: LogEntry, periods: Iterable[Wait]) -> EntryLine:
    early = wait_on(entry.subject, entry.done_on, periods) if hasattr(entry, "brought") else None
    return EntryLine(entry, day_of(entry.subject, entry.done_on), early)


def last_like(subject: Plot | Herd, activity: str) -> LogEntry | None:
    """The last entry of the same work on the same plot or herd: its values are suggested. One query."""
    return subject.entries.current().filter(activity=activity).order_by("-done_on", "-pk").first()


def evidence(enrolment: Enrolment) -> Evidence:
    """What the log proves. One query."""
    rows = list(
        LogEntry.objects.current().filter(enrolment=enrolment).order_by("done_on").values_list("done_on", "check_of__result")
    )
    days, results = [day for day, _ in rows], [result for _, result in rows]
    weeks = {day.isocalendar()[:2] for day in days}
    return Evidence(
        entries=len(rows),
        checked=results.count(Check.Result.CONFIRMED),
        differing=results.count(Check.Result.DIFFERS),
        weeks=len(weeks),
        first_on=days[0] if days else None,
        last_on=days[-1] if days else None,
    )


def standing(enrolment: Enrolment) -> Standing | None:
    """How far the log is from what the programme asks; None where no log is kept. One query."""
    current = LogEntry.objects.current().filter(enrolment=enrolment).order_by()
    counted = {"entries": counting(current), "checked": counting(current.confirmed())}
    rule: Any = LogRule.objects.filter(programme_key=enrolment.cohort.programme_key).annotate(**counted).first()
    return Standing(rule, rule.entries, rule.checked) if rule else None


def counting(rows: QuerySet[LogEntry]) -> Coalesce:
    """How many `rows` of one enrolment there are, for an annotation."""
    return Coalesce(Subquery(rows.values("enrolment").annotate(n=Count("pk")).values("n")), 0)


def counts_of(places: QuerySet[Enrolment]) -> dict[int, tuple[int, int]]:
    """How many entries stand in each of these logs, and how many of them are confirmed, by enrolment. One query."""
    confirmed = Count("pk", filter=Q(check_of__result=Check.Result.CONFIRMED))
    rows = LogEntry.objects.current().filter(enrolment__in=places).order_by().values("enrolment")
    counted = rows.annotate(n=Count("pk"), seen=confirmed).values_list("enrolment", "n", "seen")
    return {place: (n, seen) for place, n, seen in counted}


def rule_of(programme_key: Any) -> LogRule | None:
    """What a programme asks of its logs; None where none is kept. One query."""
    return LogRule.objects.filter(programme_key=programme_key).first()


@dataclass(frozen=True)
class Skill:
    """Work that a second person saw done well: how often, on what, and when last."""

    work: Any
    whats: tuple[Any, ...]
    times: int
    last_on: date


def skills(enrolment: Enrolment) -> list[Skill]:
    """The work confirmed on site, most often seen first. One query."""
    rows = LogEntry.objects.current().confirmed().filter(enrolment=enrolment).select_related("plot", "herd", "check_of")
    seen: dict[str, list[LogEntry]] = {}
    for entry in rows:
        seen.setdefault(entry.activity, []).append(entry)
    return sorted(map(skill, seen.values()), key=lambda one: (-one.times, -one.last_on.toordinal()))


def skill(entries: list[LogEntry]) -> Skill:
    """The skill that entries of the same work show."""
    whats = tuple(dict.fromkeys(entry.subject.what_words for entry in entries))
    return Skill(entries[0].get_activity_display(), whats, len(entries), max(each.check_of.seen_on for each in entries))


def is_enough(enrolment: Enrolment) -> bool:
    """Whether the log is no obstacle to graduating. One query."""
    found = standing(enrolment)
    return found is None or found.is_enough


def waiting_for_check(user: Any) -> QuerySet[LogEntry]:
    """What this person may check and nobody has: first the trainees of whom nothing is confirmed yet, then the oldest work."""
    confirmed = LogEntry.objects.confirmed().filter(enrolment=OuterRef("enrolment")).order_by()
    people = "enrolment__trainee", "enrolment__cohort"
    rows = to_check(user).filter(replaced_by=None, check_of=None).select_related(*people, "plot", "herd", "brought")
    return rows.annotate(confirmed_count=counting(confirmed)).order_by("confirmed_count", "done_on", "pk")


def checked_by(user: Any) -> QuerySet[Check]:
    """What this person checked, the latest first."""
    rows = Check.objects.filter(checker_id=user.pk).select_related("entry__enrolment__trainee", "entry__plot", "entry__herd")
    return rows.order_by("-at", "-pk")
