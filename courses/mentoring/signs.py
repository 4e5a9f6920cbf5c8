"""What the rule of risk looks at, read from enrolments: for the desk and for the table of a cohort alike.

Signs of life are kept on the enrolment as they happen (cohorts.activity), pieces are counted by the database; no ticks, answers
or messages are read.
"""

from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery

from common.clock import shanghai_day
from courses.assessment.models import Piece, Submission
from courses.cohorts.models import Enrolment
from courses.mentoring.risk import Signs

COLUMNS = (
    "pk", "state", "started_at", "last_active_at", "wrong_tries", "trainee__name", "trainee__last_login", "application__signal",
)  # fmt: skip
ONCE = Q(submissions__number=1, submissions__assignment__piece__in=Piece.values)
APPROVED, SENT = Q(submissions__state=Submission.State.APPROVED), Q(submissions__state=Submission.State.SENT)


def counted(places: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Enrolments with the pieces `sewn` and `handed` in, since when the oldest waits for the mentor (`sent_since`), and when
    the oldest change still awaited was asked for (`change_asked_at`)."""
    awaited = Submission.objects.filter(enrolment=OuterRef("pk"), state=Submission.State.CHANGE_ASKED)
    asked = awaited.annotate(asked=Max("versions__review__at")).exclude(asked=None).order_by("asked").values("asked")
    return places.annotate(
        sewn=Count("submissions", filter=ONCE & APPROVED),
        handed=Count("submissions", filter=ONCE & (APPROVED | SENT)),
        sent_since=Min("submissions__sent_at", filter=SENT),
        change_asked_at=Subquery(asked[:1]),
    )


def signs_of(place: dict[str, Any], starts_on: date) -> Signs:
    """The signs of one row of `counted` with COLUMNS, whose cohort begins on `starts_on`."""
    seen = [sign for sign in (place["last_active_at"], place["trainee__last_login"]) if sign]
    return Signs(
        state=place["state"],
        began_on=max(starts_on, shanghai_day(place["started_at"])),
        last_sign_at=max(seen, default=None),
        signal=place["application__signal"] or "",
        handed_in=place["handed"],
        change_asked_at=place["change_asked_at"],
        wrong_tries=place["wrong_tries"],
    )
