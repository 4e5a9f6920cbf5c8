"""What a mentor's desk shows: the work that waits, the trainees and who is at risk, the guidance written."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast
from django.utils.translation import get_language
from wagtail.models import WorkflowState

from cms.models import GuidanceIndexPage, GuidancePage
from common.clock import shanghai_day
from courses.assessment.models import Criterion, Review, Submission, Version
from courses.assessment.queries import comments_of, photo_ids, photos_by_id, waiting_for, with_enclosures
from courses.assessment.rights import manages
from courses.cohorts.models import Enrolment
from courses.cohorts.promise import ANSWER_WITHIN
from courses.curriculum.queries import stages_in
from courses.mentoring import signs
from courses.mentoring.models import Appointment, LessonQuestion
from courses.mentoring.risk import Risk, risk_of
from courses.mentoring.slots import instant
from uploads.models import Photo

MOST_SHOWN = 40  # of each list on the desk; the cohort table has everybody
COHORT = ("cohort__programme_key", "cohort__starts_on", "cohort__ends_on")
MINUTES_A_WORK, MINUTES_A_QUESTION = 3, 2


class Waits:
    """What waits for an answer `since` an instant, seen at the instant `at`."""

    at: datetime
    kind = ""

    @property
    def since(self) -> datetime:
        raise NotImplementedError

    @property
    def trainee(self) -> Any:
        raise NotImplementedError

    @property
    def hours(self) -> int:
        return int((self.at - self.since).total_seconds() // 3600)

    @property
    def days(self) -> int:
        return self.hours // 24

    @property
    def answer_by(self) -> datetime:
        return self.since + ANSWER_WITHIN

    @property
    def is_late(self) -> bool:
        return self.at > self.answer_by


@dataclass(frozen=True)
class Waiting(Waits):
    """A version that waits for an answer at the instant `at`."""

    version: Version
    at: datetime

    kind = "work"

    @property
    def since(self) -> datetime:
        return self.version.sent_at

    @property
    def trainee(self) -> Any:
        return self.version.submission.enrolment.trainee

    @property
    def piece_template(self) -> str:
        return f"assessment/pieces/{self.version.submission.assignment.piece}.html"


@dataclass(frozen=True)
class Asked(Waits):
    """A trainee's question that waits for an answer at the instant `at`."""

    question: LessonQuestion
    at: datetime
    kind = "question"

    @property
    def since(self) -> datetime:
        return self.question.asked_at

    @property
    def trainee(self) -> Any:
        return self.question.enrolment.trainee


@dataclass(frozen=True)
class Trainee:
    """One trainee on the desk: pieces sewn of how many, and what the rule of risk says."""

    name: str
    state: str
    sewn: int
    total: int
    risk: Risk

    @property
    def petals(self) -> int:
        """Who has graduated has the whole flower, whatever was sewn here."""
        return self.total if self.has_graduated else self.sewn

    @property
    def stage(self) -> int:
        return min(self.sewn + 1, self.total)

    @property
    def has_graduated(self) -> bool:
        return self.state == Enrolment.State.GRADUATED


def waiting(mentor: Any, *, at: datetime) -> list[Waiting]:
    """What waits for this person, oldest first."""
    return [Waiting(version, at) for version in waiting_for(mentor)]


def questions_waiting(mentor: Any, *, at: datetime) -> list[Asked]:
    """The questions that wait for this person, oldest first: of one's trainees, and of the cohorts one teaches those of
    trainees without a mentor and those that have waited longer than was promised. One query (two for a manager)."""
    place = "enrolment__cohort__mentors"
    nobody = Q(enrolment__mentor=None) | Q(asked_at__lt=at - ANSWER_WITHIN)
    whose = Q(enrolment__mentor_id=mentor.pk) | Q(nobody, **{place: mentor.pk})
    if manages(mentor):
        whose |= Q(enrolment__mentor=None)
    rows = LessonQuestion.objects.filter(whose, state=LessonQuestion.State.WAITING).exclude(enrolment__trainee_id=mentor.pk)
    rows = rows.select_related("enrolment__trainee", "enrolment__application").distinct().order_by("asked_at", "pk")
    return [Asked(question, at) for question in rows]


def minutes_needed(works: int, questions: int) -> int:
    """About how long a mentor needs for what waits."""
    return works * MINUTES_A_WORK + questions * MINUTES_A_QUESTION


def hours_today(mentor: Any, *, at: datetime) -> list[Appointment]:
    """The appointments of today that are not over, by time."""
    end = instant(shanghai_day(at) + timedelta(days=1), time.min)
    rows = Appointment.objects.filter(mentor_id=mentor.pk, state=Appointment.State.BOOKED, ends_at__gt=at, starts_at__lt=end)
    return list(rows.select_related("enrolment__trainee"))


def trainees(mentor: Any, *, at: datetime) -> list[Trainee]:
    """The mentor's trainees (a manager's include those without a mentor), the furthest first: one more than the desk shows
    when there are more. Two queries."""
    gone = Case(When(state=Enrolment.State.GRADUATED, then=1), default=0)
    counted: Any = places_of(mentor)
    mine = counted.order_by(gone, "-sewn", "trainee__name", "pk")
    places = list(mine.values(*signs.COLUMNS, *COHORT, "sewn", "handed", "change_asked_at")[: MOST_SHOWN + 1])
    totals = stages_in({place["cohort__programme_key"] for place in places})
    return [trainee(place, totals.get(place["cohort__programme_key"], 8), at) for place in places]


def places_of(mentor: Any) -> QuerySet[Enrolment]:
    whose = Q(mentor_id=mentor.pk)
    if manages(mentor):
        whose |= Q(mentor=None)
    return signs.counted(Enrolment.objects.filter(whose).exclude(state=Enrolment.State.WITHDRAWN))


def trainee(place: dict[str, Any], total: int, at: datetime) -> Trainee:
    facts = signs.signs_of(place, place["cohort__starts_on"])
    risk = risk_of(facts, ends_on=place["cohort__ends_on"], total=total, at=at)
    return Trainee(place["trainee__name"], place["state"], place["sewn"], total, risk)


def guidance_by(mentor: Any) -> QuerySet[GuidancePage]:
    """The guidance the mentor wrote, in the reader's language, newest first, with `is_sent`: an editor has it. One query."""
    reviews = WorkflowState.objects.filter(
        object_id=Cast(OuterRef("pk"), CharField()), base_content_type__model="page", status=WorkflowState.STATUS_IN_PROGRESS
    )
    mine = GuidancePage.objects.filter(author_id=mentor.pk, locale__language_code=get_language())
    return mine.annotate(is_sent=Exists(reviews)).order_by("-pk")[:5]


def guidance_index() -> GuidanceIndexPage | None:
    """Where new guidance goes: under the Chinese index, from which it is translated."""
    return GuidanceIndexPage.objects.filter(locale__language_code="zh-hans").first()


@dataclass(frozen=True)
class Desk:
    """One version as it lies before its mentor: the versions around it, the rubric, the photos of this and the one before."""

    version: Version
    versions: list[Version]  # newest first, each with its answer
    criteria: list[Criterion]
    photos: dict[int, Photo]

    @property
    def trainee(self) -> Any:
        return self.version.submission.enrolment.trainee

    @property
    def answer(self) -> Review | None:
        mine = next(each for each in self.versions if each.pk == self.version.pk)
        return getattr(mine, "review", None)

    @property
    def earlier(self) -> Version | None:
        return next((each for each in self.versions if each.number == self.version.number - 1), None)

    @property
    def is_open(self) -> bool:
        waits = self.version.submission.state == Submission.State.SENT
        return waits and self.answer is None and self.versions[0].pk == self.version.pk

    @property
    def photographed(self) -> list[Photo]:
        """The photos of this version, the cover first."""
        return [self.photos[key] for key in photo_ids(self.version.content) if key in self.photos]

    @property
    def taken_out(self) -> list[Photo]:
        """The photos of the version before that are not in this one."""
        now_in = {photo.pk for photo in self.photographed}
        return [photo for key, photo in self.photos.items() if key not in now_in]

    @property
    def put_in(self) -> set[int]:
        """The ids of the photos that the version before had not; none for a first version."""
        earlier = self.earlier
        if earlier is None:
            return set()
        return {photo.pk for photo in self.photographed} - set(photo_ids(earlier.content))


def desk_of(version: Version) -> Desk:
    """Six queries, five without comments, however many versions there are."""
    submission = version.submission
    versions = list(with_enclosures(submission.versions.all()).prefetch_related(comments_of()))
    criteria = list(submission.assignment.criteria.prefetch_related("levels"))
    near = [each.content for each in versions if each.number in (version.number, version.number - 1)]
    photos = photos_by_id(key for content in near for key in photo_ids(content))
    return Desk(version, versions, criteria, photos)
