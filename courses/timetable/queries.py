"""A cohort's days, for its people and for who runs it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from courses.cohorts.models import Cohort, Enrolment
from courses.curriculum.queries import Outline, StageLine
from courses.timetable.due import works
from courses.timetable.models import DueRule, Session
from courses.timetable.pacing import days_of


@dataclass(frozen=True)
class StageDays:
    """A stage in a cohort: by which day it should be done, and the rule by which its piece is due."""

    stage: StageLine
    days: int
    by: date
    rule: DueRule | None

    @property
    def work_words(self) -> Any:
        return works.get(self.rule.work, "") if self.rule else ""


def sessions_of(cohort: Cohort) -> QuerySet[Session]:
    """The cohort's sessions by time, those called off too. One query."""
    return Session.objects.filter(cohort=cohort).select_related("mentor")


def sessions_for(person: Any, since: datetime) -> QuerySet[Session]:
    """The sessions from `since` on of the cohorts a person studies or teaches in, each once."""
    places = Enrolment.objects.filter(trainee=person, state__in=(Enrolment.State.ACTIVE, Enrolment.State.PAUSED))
    taught = Cohort.objects.filter(mentors=person)
    mine = Q(cohort__in=places.values("cohort")) | Q(mentor=person) | Q(cohort__in=taught.values("pk"))
    return Session.objects.filter(mine, ends_at__gt=since).select_related("mentor", "cohort")


def stage_days(cohort: Cohort, course: Outline) -> list[StageDays]:
    """Each stage's days. Two queries."""
    rules = {rule.stage_key: rule for rule in DueRule.objects.filter(cohort=cohort)}
    days = days_of(cohort, course)
    return [
        StageDays(stage, days[stage.key], cohort.starts_on + timedelta(days=days[stage.key] - 1), rules.get(stage.key))
        for stage in course.stages
    ]
