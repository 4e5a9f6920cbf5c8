"""Which cohorts a report is about: all, one programme's, or one; the same for the page, the workbook and the paper."""

from dataclasses import dataclass

from courses.cohorts.models import Cohort
from courses.curriculum.queries import Outline, outlines
from front.funnel import STEPS, Line, lines, together


@dataclass(frozen=True)
class Scope:
    """`course` and `cohort` say what was asked for, None for all; `lines` are its cohorts, `total` their sum."""

    courses: list[Outline]
    course: Outline | None
    cohort: Cohort | None
    lines: list[Line]
    total: Line

    @property
    def query(self) -> str:
        parts = [f"programme={self.course.slug}"] if self.course else []
        return "&".join(parts + ([f"cohort={self.cohort.pk}"] if self.cohort else []))

    @property
    def name(self) -> str:
        return str(self.cohort.name) if self.cohort else self.course.title if self.course else ""

    @property
    def steps(self) -> tuple:
        return STEPS


def scope_of(programme: str, cohort: int | None) -> Scope:
    """What is not known is left out, so that an old link shows everything. Eight queries at most."""
    courses = outlines()
    course = next((one for one in courses if one.slug == programme), None)
    rows = Cohort.objects.order_by("-starts_on", "-pk")
    if course:
        rows = rows.filter(programme_key=course.key)
    run = rows.filter(pk=cohort).first() if cohort is not None else None
    found = lines([run] if run else rows)
    return Scope(courses, course, run, found, together(found, course))
