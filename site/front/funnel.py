"""From admission to the first sale: how many got how far, in each cohort, every number with what it is a part of.

Counted from records at the moment of asking; nothing here is an estimate. A trainee counts in the cohort they are in now.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.clock import shanghai_day
from courses.assessment.models import Submission, Version
from courses.cohorts.models import Cohort, Enrolment, LessonProgress
from courses.curriculum.queries import Outline, outlines
from courses.questions.models import Attempt
from shops.franchise.models import Shop

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Step:
    """One step of the way: its name, what exactly is counted, and the steps it is shown as a part of."""

    key: str
    words: Any
    definition: Any
    of: tuple[str, ...] = ()


STEPS = (
    Step("admitted", _("Admitted"), _("Everybody who was given a place, whatever became of it.")),
    Step("started", _("Started"), _("Ticked a lesson, answered a check or sent a piece, at least once; or graduated."),
         ("admitted",)),
    Step("active", _("Active in week 2"), _(
        "Ticked a lesson, answered a check or sent a piece on the eighth to the fourteenth day, counted from the cohort’s "
        "first day or, for who came later, from the day of their admission."), ("admitted", "started")),
    Step("completed", _("Completed"), _("Every piece of the shop approved by a mentor: graduated."),
         ("admitted", "started", "active")),
    Step("open", _("Shop open"), _("The shop made from the coursework is open on the market today."),
         ("admitted", "completed")),
    Step("sold", _("First sale"), _("Not counted yet: the market takes no orders yet.")),
)  # fmt: skip
COUNTED = tuple(step.key for step in STEPS if step.key != "sold")
BOTH = "completed of active"  # who graduated, of those active in week 2: a late starter may graduate as well


@dataclass(frozen=True)
class Share:
    """A count as a part of another step's: "12 of 40"."""

    of: Step
    total: int
    percent: int | None  # None of nobody


@dataclass(frozen=True)
class Reached:
    step: Step
    count: int | None  # None: not counted yet
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Line:
    """One cohort, or a programme's cohorts together (`cohort` is None)."""

    course: Outline | None
    cohort: Any
    counts: dict[str, int]

    @property
    def reached(self) -> list[Reached]:
        return [Reached(step, self.counts.get(step.key), self.shares(step)) for step in STEPS]

    def shares(self, step: Step) -> tuple[Share, ...]:
        if step.key not in self.counts:
            return ()
        found = []
        for of in (one for one in STEPS if one.key in step.of):
            part = self.counts[BOTH] if (step.key, of.key) == ("completed", "active") else self.counts[step.key]
            found.append(Share(of, self.counts[of.key], percent(part, self.counts[of.key])))
        return tuple(found)


def percent(part: int, whole: int) -> int | None:
    """Rounded half up, as people round; None of nobody."""
    return (200 * part + whole) // (2 * whole) if whole else None


def lines(cohorts: Iterable[Any]) -> list[Line]:
    """A line for each cohort, in the order given. Seven queries, whatever their number."""
    runs = list(cohorts)
    courses = {course.key: course for course in outlines()}
    active = active_in_week_two(runs)
    graduates = graduates_among(active)
    counted = {row["cohort"]: row for row in counts(runs)}
    found = []
    for run in runs:
        row = counted.get(run.pk, {})
        numbers = {key: row.get(key, 0) for key in COUNTED} | {"active": len(active.get(run.pk, ()))}
        numbers[BOTH] = len(active.get(run.pk, set()) & graduates)
        found.append(Line(courses.get(run.programme_key), run, numbers))
    return found


def together(of: list[Line], course: Outline | None = None) -> Line:
    """The sum of several cohorts."""
    return Line(course, None, {key: sum(line.counts[key] for line in of) for key in (*COUNTED, BOTH)})


def counts(runs: list[Cohort]) -> Any:
    """Admitted, started, completed and open, by cohort. One query."""
    ticked = Exists(LessonProgress.objects.filter(enrolment=OuterRef("pk")))
    sent = Exists(Submission.objects.filter(enrolment=OuterRef("pk"), sent_at__isnull=False))
    answered = Exists(Attempt.objects.filter(enrolment=OuterRef("pk")))
    graduated = Q(state=Enrolment.State.GRADUATED)
    begun = Q(ticked) | Q(sent) | Q(answered) | graduated
    rows = Enrolment.objects.filter(cohort__in=runs).annotate(begun=begun).order_by()
    return rows.values("cohort").annotate(
        admitted=Count("pk"),
        started=Count("pk", filter=Q(begun=True)),
        completed=Count("pk", filter=Q(state=Enrolment.State.GRADUATED)),
        open=Count("pk", filter=Q(generation__shop__state=Shop.State.OPEN)),
    )


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def active_in_week_two(runs: list[Cohort]) -> dict[int, set[int]]:
    """Which enrolments of each cohort did something on their eighth to fourteenth day. Four queries."""
    late = Q()
    for run in runs:
        late |= Q(cohort=run, started_at__gte=midnight(run.starts_on + timedelta(days=1)))
    late_ones = Enrolment.objects.filter(late) if late else Enrolment.objects.none()
    own_days = {pk: shanghai_day(at) for pk, at in late_ones.values_list("pk", "started_at")}
    first_day = {run.pk: run.starts_on for run in runs}
    active: dict[int, set[int]] = defaultdict(set)
    kinds = (
        (LessonProgress, "completed_at", "enrolment"),
        (Attempt, "at", "enrolment"),
        (Version, "sent_at", "submission__enrolment"),
    )
    for model, at, place in kinds:
        for pk, cohort, day in days_of_work(model, at, place, runs, list(own_days)):
            began = own_days.get(pk) or first_day[cohort]
            if began + WEEK <= day < began + 2 * WEEK:
                active[cohort].add(pk)
    return active


def graduates_among(active: dict[int, set[int]]) -> set[int]:
    """The graduates of the cohorts named. One query."""
    rows = Enrolment.objects.filter(cohort__in=list(active), state=Enrolment.State.GRADUATED)
    return set(rows.values_list("pk", flat=True))


def days_of_work(model: Any, at: str, place: str, runs: list[Cohort], late: list[int]) -> Any:
    """(enrolment, cohort, day) on which something was done, in the second week of each run or by who came late."""
    wanted = Q(**{f"{place}__in": late})
    for run in runs:
        window = {f"{at}__gte": midnight(run.starts_on + WEEK), f"{at}__lt": midnight(run.starts_on + 2 * WEEK)}
        wanted |= Q(**{f"{place}__cohort": run}, **window)
    rows = model.objects.filter(wanted, **{f"{place}__cohort__in": runs}).order_by()
    zone = timezone.get_default_timezone()
    days = rows.annotate(who=F(f"{place}_id"), run=F(f"{place}__cohort_id"), day=TruncDate(at, tzinfo=zone))
    return days.values_list("who", "run", "day").distinct()
