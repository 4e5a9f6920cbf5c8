"""Reading attendance: the days of a cohort, the roll of one, a trainee's own, and what they come to in numbers.

A day is *held* when it has come and was not called off. The *rate* is how many of the days on which a trainee was marked
present, late or absent they came (late is came): excused days and days without a mark are in neither number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from common.clock import shanghai_day
from courses.attendance.models import CorrectionRequest, How, Mark, MarkChange, Presence, TrainingDay
from courses.attendance.roster import on_the_roll
from courses.cohorts.mentors import STUDYING
from courses.cohorts.models import Cohort, Enrolment


@dataclass(frozen=True)
class Share:
    """How often, in days. `unmarked`: held since they joined, and nothing was kept about them."""

    present: int = 0
    late: int = 0
    excused: int = 0
    absent: int = 0
    unmarked: int = 0

    @property
    def came(self) -> int:
        return self.present + self.late

    @property
    def counted(self) -> int:
        """The denominator of the rate."""
        return self.came + self.absent

    @property
    def percent(self) -> int | None:
        return round(100 * self.came / self.counted) if self.counted else None

    def __add__(self, other: "Share") -> "Share":
        return Share(
            self.present + other.present, self.late + other.late, self.excused + other.excused,
            self.absent + other.absent, self.unmarked + other.unmarked,
        )  # fmt: skip


NOTHING = Share()
EACH: dict[str, Any] = {state: Count("pk", filter=Q(state=state)) for state in Presence.values}


def held(on: date) -> QuerySet[TrainingDay]:
    return TrainingDay.objects.filter(held_on__lte=on, called_off_at=None)


def counted_marks(on: date) -> QuerySet[Mark]:
    """The marks that count: of held days."""
    return Mark.objects.filter(day__held_on__lte=on, day__called_off_at=None)


def shares(cohort: Cohort, on: date) -> dict[int, Share]:
    """What each trainee's marks come to, by the number of their enrolment, wherever they were marked. One query."""
    rows: Any = counted_marks(on).filter(enrolment__cohort=cohort).order_by().values("enrolment_id").annotate(**EACH)
    return {row["enrolment_id"]: Share(*(row[state] for state in Presence.values)) for row in rows}


def share_of(enrolment: Enrolment, on: date) -> Share:
    """One trainee's numbers. One query."""
    found = counted_marks(on).filter(enrolment=enrolment).aggregate(**EACH)
    return Share(*(found[state] for state in Presence.values))


def days_of(cohort: Cohort) -> QuerySet[Any]:
    """The days of a cohort, the latest first, with `came`, `by_code`, `away`, `marked` and `asked` (corrections open)."""
    own = TrainingDay.objects.filter(cohort=cohort).select_related("leader", "cohort")
    return own.order_by("-held_on", "-starts", "-pk").annotate(
        marked=Count("marks", distinct=True),
        came=Count("marks", filter=Q(marks__state__in=(Presence.PRESENT, Presence.LATE)), distinct=True),
        away=Count("marks", filter=Q(marks__state__in=(Presence.EXCUSED, Presence.ABSENT)), distinct=True),
        by_code=Count("marks", filter=Q(marks__how=How.CODE), distinct=True),
        asked=Count("requests", filter=Q(requests__answered_at=None), distinct=True),
    )  # fmt: skip


@dataclass(frozen=True)
class RollLine:
    """One trainee on the roll of a day. `pressed` is what a form that came back said."""

    place: Enrolment
    mark: Mark | None
    request: CorrectionRequest | None
    pressed: str | None = None

    @property
    def was(self) -> str:
        return self.mark.state if self.mark else ""

    @property
    def shows(self) -> str:
        return self.was if self.pressed is None else self.pressed

    @property
    def name(self) -> str:
        application = self.place.application
        return (application.full_name if application else "") or self.place.trainee.name

    @property
    def village(self) -> str:
        return self.place.application.village if self.place.application else ""

    @property
    def corrections(self) -> list[MarkChange]:
        return [one for one in self.mark.changes.all() if one.from_state] if self.mark else []  # type: ignore[attr-defined]


def roll_of(day: TrainingDay, pressed: dict[int, str] | None = None) -> list[RollLine]:
    """Everybody on the roll, with what is kept and its history. Four queries, however many they are."""
    changes = Prefetch("changes", MarkChange.objects.select_related("by"))
    marks = {mark.enrolment_id: mark for mark in Mark.objects.filter(day=day).prefetch_related(changes)}
    asked = {one.enrolment_id: one for one in day.requests.filter(answered_at=None)}  # type: ignore[attr-defined]
    said = pressed or {}
    return [RollLine(one, marks.get(one.pk), asked.get(one.pk), said.get(one.pk)) for one in on_the_roll(day)]


@dataclass(frozen=True)
class OwnDay:
    """A day as its trainee sees it."""

    day: TrainingDay
    mark: Mark | None
    request: CorrectionRequest | None

    @property
    def corrections(self) -> list[MarkChange]:
        return [one for one in self.mark.changes.all() if one.from_state] if self.mark else []  # type: ignore[attr-defined]

    @property
    def may_ask(self) -> bool:
        return self.request is None or self.request.answered_at is not None


def own_days(enrolment: Enrolment) -> list[OwnDay]:
    """The days of one's cohort and those one was marked on, the latest first. Four queries."""
    changes = Prefetch("changes", MarkChange.objects.select_related("by"))
    marks = {mark.day_id: mark for mark in Mark.objects.filter(enrolment=enrolment).prefetch_related(changes)}
    asked = {one.day_id: one for one in CorrectionRequest.objects.filter(enrolment=enrolment).select_related("answered_by")}
    rows = TrainingDay.objects.filter(Q(cohort=enrolment.cohort_id) | Q(pk__in=list(marks)))
    return [OwnDay(day, marks.get(day.pk), asked.get(day.pk)) for day in rows]


def next_day(enrolment: Enrolment, at: datetime) -> TrainingDay | None:
    """The day that is held today, else the next to come. One query."""
    rows = TrainingDay.objects.filter(cohort=enrolment.cohort_id, held_on__gte=shanghai_day(at), called_off_at=None)
    return rows.order_by("held_on", "starts").first()


def days_for(person: Any, since: datetime) -> QuerySet[TrainingDay]:
    """The days from `since` on of the cohorts a person studies, teaches or leads in, each once, called off or not."""
    places = Enrolment.objects.filter(trainee=person, state__in=STUDYING)
    taught = Cohort.objects.filter(mentors=person)
    mine = Q(cohort__in=places.values("cohort")) | Q(leader=person) | Q(cohort__in=taught.values("pk"))
    rows = TrainingDay.objects.filter(mine, held_on__gte=shanghai_day(since)).select_related("leader", "cohort")
    return rows.order_by("held_on", "starts", "pk")


@dataclass(frozen=True)
class Standing:
    """One trainee's line in a cohort's report."""

    pk: int
    name: str
    village: str
    state: str
    share: Share


@dataclass(frozen=True)
class Report:
    """A cohort's attendance: days held, a line for each trainee, and all lines together."""

    held: int
    lines: list[Standing]

    @property
    def total(self) -> Share:
        return sum((line.share for line in self.lines), NOTHING)


def report(cohort: Cohort, on: date) -> Report:
    """The attendance of a cohort until `on`. Three queries, however many trainees and days there are."""
    dates = sorted(held(on).filter(cohort=cohort).values_list("held_on", flat=True))
    counts, here = shares(cohort, on), marked_here(cohort, on)
    columns = ("pk", "state", "started_at", "trainee__name", "application__full_name", "application__village")
    came_in = Max("changes__at", filter=Q(changes__to_cohort=cohort))
    rows = Enrolment.objects.filter(cohort=cohort).order_by("trainee__name", "pk").values(*columns).annotate(moved_at=came_in)
    lines = [
        Standing(
            row["pk"], row["application__full_name"] or row["trainee__name"], row["application__village"] or "", row["state"],
            counts.get(row["pk"], NOTHING) + Share(unmarked=unmarked(dates, row, here.get(row["pk"], 0))),
        )
        for row in rows
    ]  # fmt: skip
    return Report(len(dates), lines)


def marked_here(cohort: Cohort, on: date) -> dict[int, int]:
    """How many held days of this cohort each trainee is marked on. One query."""
    rows = counted_marks(on).filter(day__cohort=cohort).order_by().values_list("enrolment_id")
    return dict(rows.annotate(n=Count("pk")))


def unmarked(dates: Iterable[date], row: dict[str, Any], marked: int) -> int:
    joined = shanghai_day(row["moved_at"] or row["started_at"])
    return max(0, sum(day >= joined for day in dates) - marked)
