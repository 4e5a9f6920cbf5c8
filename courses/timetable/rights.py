"""Who gives a trainee more time, and who sees a cohort's days."""

from typing import Any

from django.db.models import QuerySet

from common.rights import can, rule, scope, visible
from courses.cohorts.models import Cohort, Enrolment
from courses.timetable.models import Session


@rule("extend due day")
def may_extend(user: Any, enrolment: Enrolment) -> bool:
    """The trainee's mentor and whoever runs cohorts; never the trainee themself."""
    if enrolment.trainee_id == user.pk:
        return False
    return enrolment.mentor_id == user.pk or can(user, "run cohorts", enrolment)


@scope(Session)
def sessions(user: Any) -> QuerySet[Session]:
    """Those of the cohorts that a manager or mentor sees; a trainee's own are read by their place."""
    return Session.objects.filter(cohort__in=visible(user, Cohort).values("pk"))
