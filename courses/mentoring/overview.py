"""The list of cohorts with what is to be known of each: places, who waits, who studies."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from common.rights import visible
from courses.cohorts.models import Application, Cohort, Enrolment

State = Enrolment.State


def counted(rows: QuerySet[Any]) -> Coalesce:
    """How many of `rows` belong to the outer cohort, without multiplying its rows."""
    own = rows.filter(cohort=OuterRef("pk")).order_by().values("cohort").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(own, output_field=IntegerField()), 0)


def cohorts(user: Any) -> QuerySet[Any]:
    """The cohorts this person may see, the latest first, with counts: `taken`, `studying`, `paused`, `graduated`, `sent`,
    `listed`, and `without` (studying without a mentor)."""
    places, asked = Enrolment.objects.all(), Application.objects.all()
    studying = places.filter(state=State.ACTIVE)
    return visible(user, Cohort).annotate(
        taken=counted(places.exclude(state=State.WITHDRAWN)),
        studying=counted(studying),
        paused=counted(places.filter(state=State.PAUSED)),
        graduated=counted(places.filter(state=State.GRADUATED)),
        without=counted(studying.filter(mentor=None)),
        sent=counted(asked.filter(state=Application.State.SENT)),
        listed=counted(asked.filter(state=Application.State.WAIT_LISTED)),
    ).order_by("-starts_on", "-pk")  # fmt: skip
