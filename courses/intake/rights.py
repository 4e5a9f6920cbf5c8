"""Who may take in lists of trainees, and see them."""

from typing import Any

from django.db.models import QuerySet

from accounts.queries import has_role
from common.rights import rule, scope
from courses.cohorts.rights import DECIDERS
from courses.intake.models import TraineeList


@rule("take in lists")
def may_take_in(user: Any, obj: Any) -> bool:
    """Who decides applications."""
    return has_role(user, *DECIDERS)


@scope(TraineeList)
def lists(user: Any) -> QuerySet[TraineeList]:
    """Every manager sees every list, so that one may go on where another fell ill."""
    return TraineeList.objects.all() if has_role(user, *DECIDERS) else TraineeList.objects.none()
