"""Who may read and decide applications."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule, scope
from courses.cohorts.models import Application

DECIDERS = (Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


@rule("decide applications")
def may_decide(user: Any, obj: Any) -> bool:
    """Programme managers and administrators, but nobody about themselves."""
    return has_role(user, *DECIDERS) and getattr(obj, "applicant_id", None) != user.pk


@scope(Application)
def applications(user: Any) -> QuerySet[Application]:
    """A manager sees what was sent; others their own. What is still being written is its writer's alone."""
    if has_role(user, *DECIDERS):
        return Application.objects.exclude(state__in=(Application.State.DRAFT, Application.State.WITHDRAWN))
    return Application.objects.filter(applicant_id=user.pk)
