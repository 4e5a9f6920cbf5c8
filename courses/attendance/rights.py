"""Who leads a day and takes its roll: whoever runs or mentors the cohort, never somebody who studies in it."""

from typing import Any

from django.db.models import Q, QuerySet

from common.rights import rule, scope, visible
from courses.attendance.models import CorrectionRequest, PrintedList, TrainingDay
from courses.cohorts.models import Cohort, Enrolment


def studied(user: Any) -> QuerySet[Any]:
    """The cohorts this person has a place in, of now or of before."""
    return Enrolment.objects.filter(trainee_id=user.pk).values("cohort")


@rule("lead training days")
def may_lead(user: Any, cohort: Cohort) -> bool:
    return visible(user, Cohort).filter(pk=cohort.pk).exclude(pk__in=studied(user)).exists()


@rule("see own attendance")
def may_see_own(user: Any, enrolment: Enrolment) -> bool:
    """The trainee, also after they have left: it is theirs."""
    return enrolment.trainee_id == user.pk


@rule("ask for correction")
def may_ask(user: Any, enrolment: Enrolment) -> bool:
    return enrolment.trainee_id == user.pk and enrolment.state != Enrolment.State.WITHDRAWN


@scope(TrainingDay)
def days(user: Any) -> QuerySet[TrainingDay]:
    """Those of the cohorts one sees, and those one leads; none of a cohort one studies in."""
    rows = TrainingDay.objects.filter(Q(cohort__in=visible(user, Cohort).values("pk")) | Q(leader_id=user.pk))
    return rows.exclude(cohort__in=studied(user))


@scope(CorrectionRequest)
def requests(user: Any) -> QuerySet[CorrectionRequest]:
    return CorrectionRequest.objects.filter(day__in=days(user).values("pk"))


@scope(PrintedList)
def lists(user: Any) -> QuerySet[PrintedList]:
    return PrintedList.objects.filter(day__in=days(user).values("pk"))
