"""Who has reached a stage, or the end: the denominator of every result, and who may answer.

A stage is reached when its piece is approved; the end, and with it every stage, by graduating.
"""

from collections import Counter
from uuid import UUID

from courses.assessment.models import Assignment, Submission
from courses.cohorts.models import Cohort, Enrolment

GRADUATED = Enrolment.State.GRADUATED


def has_reached(enrolment: Enrolment, stage_key: UUID | None) -> bool:
    """Whether this trainee has; the end is without a stage. At most one query."""
    has_graduated = enrolment.state == GRADUATED
    if stage_key is None:
        return has_graduated
    asked = Assignment.objects.required().filter(programme_key=enrolment.cohort.programme_key, module_key=stage_key)
    if not has_graduated:
        asked = asked.filter(
            submissions__enrolment=enrolment, submissions__number=1, submissions__state=Submission.State.APPROVED
        )  # fmt: skip
    return asked.exists()


def reached_in(cohort: Cohort) -> tuple[Counter[UUID], int]:
    """How many of the cohort have reached each stage without having graduated, and how many graduated. Two queries."""
    places = Enrolment.objects.filter(cohort=cohort)
    asked = Assignment.objects.required()
    rows = Submission.objects.filter(
        enrolment__in=places.exclude(state=GRADUATED), assignment__in=asked, number=1, state=Submission.State.APPROVED
    )
    keys = rows.order_by().values_list("assignment__module_key", flat=True)
    return Counter(keys), places.filter(state=GRADUATED).count()
