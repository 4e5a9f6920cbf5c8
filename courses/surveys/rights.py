"""Who answers a survey, who reads what a cohort says, and who words the questions."""

from typing import Any

from common.rights import can, rule, visible
from courses.cohorts.models import Cohort, Enrolment


@rule("answer survey")
def may_answer(user: Any, enrolment: Enrolment) -> bool:
    """The trainee whose place it is, unless they gave it up."""
    return enrolment.trainee_id == user.pk and enrolment.state != Enrolment.State.WITHDRAWN


@rule("read surveys")
def may_read(user: Any, cohort: Cohort) -> bool:
    """Whoever runs or mentors the cohort, never somebody who studied in it."""
    studied = Enrolment.objects.filter(trainee_id=user.pk).values("cohort")
    return can(user, "read cohorts") and visible(user, Cohort).filter(pk=cohort.pk).exclude(pk__in=studied).exists()
