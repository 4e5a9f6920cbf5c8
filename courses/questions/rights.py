"""Who may write questions, read how they do, and sit a test."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule, scope
from courses.cohorts.models import Enrolment
from courses.questions.models import Sitting

WRITERS = (Role.EDITOR, Role.MENTOR, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


@rule("write questions")
def may_write(user: Any, obj: Any) -> bool:
    return has_role(user, *WRITERS)


@rule("sit test")
def may_sit(user: Any, enrolment: Enrolment) -> bool:
    """The trainee whose place it is, unless they gave it up."""
    return enrolment.trainee_id == user.pk and enrolment.state != Enrolment.State.WITHDRAWN


@scope(Sitting)
def sittings(user: Any) -> QuerySet[Sitting]:
    """One's own."""
    return Sitting.objects.filter(enrolment__trainee_id=user.pk).exclude(enrolment__state=Enrolment.State.WITHDRAWN)
