"""Who presses the button."""

from typing import Any

from common.rights import rule
from courses.cohorts.models import Enrolment


@rule("make shop")
def may_make_shop(user: Any, enrolment: Enrolment) -> bool:
    """Only the trainee whose pieces they are; whether all are approved is the operation's question."""
    return enrolment.trainee_id == user.pk
