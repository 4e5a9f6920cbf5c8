"""Which stage a cohort should be at by now, and what is said of it to a trainee: kindly, because nothing closes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from courses.cohorts.models import Cohort, Enrolment
from courses.cohorts.queries import Progress
from courses.curriculum.queries import Outline
from courses.timetable.models import Pace

KINDS = ("to come", "over", "paused", "ahead", "with", "behind")


@dataclass(frozen=True)
class Standing:
    """Where the cohort is on a day, and where the trainee is; stages by number. `kind` is one of KINDS."""

    kind: str
    expected: int
    reached: int
    total: int
    starts_on: date


def days_of(cohort: Cohort, course: Outline) -> dict[UUID, int]:
    """By which day after the start each stage should be done: spread evenly, or as managers set it. One query."""
    length, total = (cohort.ends_on - cohort.starts_on).days + 1, len(course.stages)
    even = {stage.key: length * stage.number // total for stage in course.stages}
    return even | dict(Pace.objects.filter(cohort=cohort).values_list("stage_key", "days"))


def expected_stage(course: Outline, days: dict[UUID, int], gone: int) -> int:
    """The number of the stage that is on `gone` days after the start: the first not to be done yet, else the last."""
    return next((stage.number for stage in course.stages if days.get(stage.key, 0) > gone), len(course.stages))


def standing(progress: Progress, today: date) -> Standing:
    """Where the trainee stands beside their cohort. One query."""
    enrolment, course = progress.enrolment, progress.outline
    cohort = enrolment.cohort
    expected = expected_stage(course, days_of(cohort, course), (today - cohort.starts_on).days)
    total = len(course.stages)
    reached = next((one.stage.number for one in progress.stages if not (one.work and one.work.is_handed_in)), total)
    kind = "ahead" if reached > expected else "with" if reached == expected else "behind"
    if today < cohort.starts_on:
        kind = "to come"
    elif enrolment.state == Enrolment.State.PAUSED:
        kind = "paused"
    elif today > cohort.ends_on:
        kind = "over"
    return Standing(kind, expected, reached, total, cohort.starts_on)
