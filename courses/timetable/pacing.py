"""Which stage a cohort should be at by now, and what is said of it to a trainee: kindly, because nothing closes."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from courses.cohorts.models import Cohort, Enrolment
from courses.cohorts.queries import Progress
from courses.curriculum.queries import Outline
from courses.timetable.models import Pace

KINDS = ("to come", "over", "paused", "ahead", "with", "behind")


@dataclass(frozen=True)
class Standing:
    """Where the cohort is on a day, and where the trainee is; stages by number. `kind` is one of KINDS.

    `handed` stages are handed in; with `more` of them by the day `by` the trainee is on time.
    """

    kind: str
    expected: int
    reached: int
    total: int
    starts_on: date
    handed: int
    more: int
    by: date


def even_days(cohort: Cohort, course: Outline) -> dict[UUID, int]:
    """By which day after the start each stage should be done, where managers set nothing."""
    length, total = (cohort.ends_on - cohort.starts_on).days + 1, len(course.stages)
    return {stage.key: length * stage.number // total for stage in course.stages}


def days_of(cohort: Cohort, course: Outline) -> dict[UUID, int]:
    """By which day after the start each stage should be done: spread evenly, or as managers set it. One query."""
    return even_days(cohort, course) | dict(Pace.objects.filter(cohort=cohort).values_list("stage_key", "days"))


def expected_stage(course: Outline, days: dict[UUID, int], gone: int) -> int:
    """The number of the stage that is on `gone` days after the start: the first not to be done yet, else the last."""
    return next((stage.number for stage in course.stages if days.get(stage.key, 0) > gone), len(course.stages))


def standing(progress: Progress, today: date) -> Standing:
    """Where the trainee stands beside their cohort. No query: what managers set came with the pieces."""
    cohort, course, works = progress.enrolment.cohort, progress.outline, progress.works
    days = even_days(cohort, course) | {key: one.pace_days for key, one in works.items() if one.pace_days is not None}
    expected, total = expected_stage(course, days, (today - cohort.starts_on).days), len(course.stages)
    made = [bool(one.work and one.work.is_handed_in) for one in progress.stages]
    reached = made.index(False) + 1 if False in made else total
    aim = max(expected, reached)
    by = cohort.starts_on + timedelta(days=max(days.get(course.stages[aim - 1].key, 0) - 1, 0)) if total else cohort.ends_on
    kind = kind_of(progress.enrolment, today, reached - expected)
    return Standing(kind, expected, reached, total, cohort.starts_on, sum(made), made[:aim].count(False), by)


def kind_of(enrolment: Enrolment, today: date, ahead: int) -> str:
    """One of KINDS; `ahead` is by how many stages the trainee is before the cohort."""
    if today < enrolment.cohort.starts_on:
        return "to come"
    if enrolment.state == Enrolment.State.PAUSED:
        return "paused"
    if today > enrolment.cohort.ends_on:
        return "over"
    return "ahead" if ahead > 0 else "with" if not ahead else "behind"
