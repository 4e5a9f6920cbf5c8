"""What a mentor's desk shows: the work that waits, the trainees and how quiet they are, the guidance written."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language

from cms.models import GuidanceIndexPage, GuidancePage
from courses.assessment.models import Assignment, Submission, Version
from courses.assessment.queries import waiting_for
from courses.assessment.rights import manages
from courses.cohorts.models import Enrolment, LessonProgress
from courses.questions.models import Attempt

ANSWER_WITHIN = timedelta(hours=48)
QUIET_AFTER = 7  # days


@dataclass(frozen=True)
class Waiting:
    """A version that waits for an answer at the instant `at`."""

    version: Version
    at: datetime

    @property
    def hours(self) -> int:
        return int((self.at - self.version.sent_at).total_seconds() // 3600)

    @property
    def days(self) -> int:
        return self.hours // 24

    @property
    def answer_by(self) -> datetime:
        return self.version.sent_at + ANSWER_WITHIN

    @property
    def is_late(self) -> bool:
        return self.at > self.answer_by

    @property
    def piece_template(self) -> str:
        return f"assessment/pieces/{self.version.submission.assignment.piece}.html"


@dataclass(frozen=True)
class Trainee:
    """One trainee on the desk: pieces sewn of how many, and days since the last sign of work."""

    enrolment: Enrolment
    sewn: int
    total: int
    quiet_days: int

    @property
    def stage(self) -> int:
        return min(self.sewn + 1, self.total)

    @property
    def is_quiet(self) -> bool:
        return self.quiet_days >= QUIET_AFTER and self.enrolment.state == Enrolment.State.ACTIVE

    @property
    def has_graduated(self) -> bool:
        return self.enrolment.state == Enrolment.State.GRADUATED


def waiting(mentor: Any, *, at: datetime) -> list[Waiting]:
    """What waits for this person, oldest first."""
    return [Waiting(version, at) for version in waiting_for(mentor)]


def trainees(mentor: Any, *, at: datetime) -> list[Trainee]:
    """The mentor's trainees (a manager's include those without a mentor), the furthest first. Two queries."""
    places = list(places_of(mentor))
    keys = {place.cohort.programme_key for place in places}
    asked = Assignment.objects.filter(programme_key__in=keys).values_list("programme_key").annotate(n=Count("pk")).order_by()
    totals = dict(asked)
    found = [trainee(place, totals.get(place.cohort.programme_key, 8), at) for place in places]
    return sorted(found, key=lambda each: (each.has_graduated, -each.sewn, each.enrolment.trainee.name))


def places_of(mentor: Any) -> QuerySet[Enrolment]:
    whose = Q(mentor_id=mentor.pk)
    if manages(mentor):
        whose |= Q(mentor=None)
    latest = {
        "read_at": LessonProgress.objects.order_by("-completed_at").values("completed_at"),
        "checked_at": Attempt.objects.order_by("-at").values("at"),
        "wrote_at": Submission.objects.exclude(draft_saved_at=None).order_by("-draft_saved_at").values("draft_saved_at"),
        "sent_at": Submission.objects.exclude(sent_at=None).order_by("-sent_at").values("sent_at"),
    }
    signs = {name: Subquery(rows.filter(enrolment=OuterRef("pk"))[:1]) for name, rows in latest.items()}
    done = Q(submissions__state=Submission.State.APPROVED, submissions__number=1)
    rows = Enrolment.objects.filter(whose).exclude(state=Enrolment.State.WITHDRAWN).select_related("trainee", "cohort")
    return rows.annotate(**signs, sewn=Count("submissions", filter=done))


def trainee(place: Any, total: int, at: datetime) -> Trainee:
    signs = [place.started_at, place.read_at, place.checked_at, place.wrote_at, place.sent_at]
    last = max(sign for sign in signs if sign is not None)
    return Trainee(place, place.sewn, total, max(0, (at - last).days))


def guidance_by(mentor: Any) -> QuerySet[GuidancePage]:
    """The guidance the mentor wrote, in the reader's language, newest first."""
    return GuidancePage.objects.filter(author_id=mentor.pk, locale__language_code=get_language()).order_by("-pk")[:5]


def guidance_index() -> GuidanceIndexPage | None:
    """Where new guidance goes: under the Chinese index, from which it is translated."""
    return GuidanceIndexPage.objects.filter(locale__language_code="zh-hans").first()


def before(version: Version) -> Version | None:
    """The version before this one, with its answer."""
    return version.submission.versions.filter(number=version.number - 1).select_related("review__mentor").first()
