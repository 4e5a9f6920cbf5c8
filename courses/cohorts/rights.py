"""Who may read and decide applications, and who runs cohorts and reads how they go."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule, scope
from courses.cohorts.models import Application, Cohort, Enrolment

DECIDERS = (Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


@rule("decide applications")
def may_decide(user: Any, obj: Any) -> bool:
    """Programme managers and administrators, but nobody about themselves."""
    return has_role(user, *DECIDERS) and getattr(obj, "applicant_id", None) != user.pk


@rule("run cohorts")
def may_run(user: Any, obj: Any) -> bool:
    """Programme managers and administrators; a place of their own is another's to decide."""
    return has_role(user, *DECIDERS) and getattr(obj, "trainee_id", None) != user.pk


@rule("read cohorts")
def may_read_cohorts(user: Any, obj: Any) -> bool:
    """Who runs cohorts, and every mentor: of the rows, each sees those the scopes below give them."""
    return has_role(user, *DECIDERS, Role.MENTOR) or Enrolment.objects.filter(mentor_id=user.pk).exists()


@scope(Application)
def applications(user: Any) -> QuerySet[Application]:
    """A manager sees what was sent; others their own. What is still being written is its writer's alone."""
    if has_role(user, *DECIDERS):
        return Application.objects.exclude(state__in=(Application.State.DRAFT, Application.State.WITHDRAWN))
    return Application.objects.filter(applicant_id=user.pk)


@scope(Cohort)
def cohorts(user: Any) -> QuerySet[Cohort]:
    """A manager sees all; a mentor those they teach in or have a trainee in."""
    if has_role(user, *DECIDERS):
        return Cohort.objects.all()
    taught = Q(pk__in=user.cohorts_mentored.values("pk")) | Q(
        pk__in=Enrolment.objects.filter(mentor_id=user.pk).values("cohort")
    )
    return Cohort.objects.filter(taught)


@scope(Enrolment)
def places(user: Any) -> QuerySet[Enrolment]:
    """A manager sees every trainee, a mentor their own; a trainee's own page is another."""
    if has_role(user, *DECIDERS):
        return Enrolment.objects.all()
    return Enrolment.objects.filter(mentor_id=user.pk).exclude(trainee_id=user.pk)
