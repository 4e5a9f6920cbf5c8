"""Who has a mentor's desk."""

from typing import Any

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule
from courses.assessment.rights import manages
from courses.cohorts.models import Enrolment


@rule("open desk")
def may_open_desk(user: Any, obj: Any) -> bool:
    """Mentors, programme managers, and whoever has been given a trainee."""
    return has_role(user, Role.MENTOR) or manages(user) or Enrolment.objects.filter(mentor_id=user.pk).exists()
