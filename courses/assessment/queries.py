"""What stands of a shop's pieces: for their maker, for the shop that is made of them, and for the mentor."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Prefetch, Q, prefetch_related_objects
from django.urls import reverse

from common.clock import shanghai_day
from courses.assessment.models import (
    PER_PRODUCT,
    Assignment,
    Comment,
    Criterion,
    Level,
    Piece,
    Review,
    Submission,
    Version,
    VisitPiece,
)
from courses.assessment.rights import manages
from courses.cohorts.models import Enrolment
from courses.cohorts.queries import StageWork
from courses.timetable.due import Due, due_of, with_dues
from uploads.models import Photo


@dataclass(frozen=True)
class PieceState:
    """A piece as it stands: `state` is one of Submission.State; `latest` the last version sent, `review` its answer."""

    enrolment: Enrolment
    assignment: Assignment
    number: int
    submission: Submission | None
    latest: Version | None
    review: Review | None  # the last answer given, to whichever version
    versions: tuple[Version, ...] = ()  # newest first

    @property
    def due(self) -> Due | None:
        """The piece's day for this trainee; None where nothing is due."""
        return due_of(self.assignment, self.enrolment)

    @property
    def piece(self) -> str:
        return self.assignment.piece

    @property
    def state(self) -> str:
        return self.submission.state if self.submission else Submission.State.DRAFT

    @property
    def mentor(self) -> Any:
        return self.review.mentor if self.review else self.enrolment.mentor

    @property
    def words(self) -> str:
        """What the mentor said last."""
        return self.review.words if self.review else ""

    @property
    def content(self) -> dict[str, Any]:
        """The checked content of the latest version; {} before the first."""
        return self.latest.content if self.latest else {}

    @property
    def template(self) -> str:
        """The partial that shows the piece; it takes `content`, and `photos` as {id: Photo}."""
        return f"assessment/pieces/{self.piece}.html"

    @property
    def url(self) -> str:
        return reverse("assessment:piece", args=[self.enrolment.pk, self.piece, self.number])

    @property
    def is_optional(self) -> bool:
        return self.piece in VisitPiece.values

    @property
    def work(self) -> StageWork:
        sewn_on = shanghai_day(self.submission.approved_at) if self.submission and self.submission.approved_at else None
        pace = getattr(self.assignment, "pace_days", None)
        return StageWork(self.state, self.assignment.title, self.url, sewn_on, self.due, pace)

    @property
    def is_sewn(self) -> bool:
        return self.state == Submission.State.APPROVED

    @property
    def is_pinned(self) -> bool:
        return self.state == Submission.State.SENT

    @property
    def is_started(self) -> bool:
        return bool(self.submission and self.submission.draft)

    @property
    def can_change(self) -> bool:
        return self.state in (Submission.State.DRAFT, Submission.State.CHANGE_ASKED)


@dataclass(frozen=True)
class Artefact:
    """An approved piece: what the shop is made of. `photo_ids` are of uploads.Photo, the cover first."""

    piece: str
    number: int
    content: dict[str, Any] = field(hash=False)
    photo_ids: tuple[int, ...]
    version_id: int
    approved_at: datetime


def pieces(enrolment: Enrolment) -> list[PieceState]:
    """Every piece of the shop in the order of the stages, for products each of their numbers. Two queries."""
    return [state for state in works(enrolment) if not state.is_optional]


def works(enrolment: Enrolment) -> list[PieceState]:
    """The pieces, and what may be made besides them (the first of each kind, and those begun). Two queries."""
    mine = FilteredRelation("submissions", condition=Q(submissions__enrolment=enrolment))
    rows = Assignment.objects.filter(programme_key=enrolment.cohort.programme_key).annotate(mine=mine)
    joined = list(with_dues(rows, enrolment).select_related("mine").order_by("position", "pk", "mine__number"))
    made = {(row.pk, row.mine.number): row.mine for row in joined if getattr(row, "mine", None)}
    prefetch_related_objects(list(made.values()), sent_versions())
    asked = list({row.pk: row for row in joined}.values())
    begun: dict[str, int] = {}
    for assignment in asked:
        begun[assignment.piece] = max((number for key, number in made if key == assignment.pk), default=1)
    return [
        state(enrolment, assignment, number, made.get((assignment.pk, number)))
        for assignment in asked
        for number in range(1, count_of(assignment.piece, begun) + 1)
    ]


def count_of(piece: str, begun: dict[str, int]) -> int:
    """How many of a piece there are: as many as products for what belongs to one, as were begun for visits, else one."""
    if piece in PER_PRODUCT:
        return begun.get(Piece.PRODUCT, 1)
    return begun[piece] if piece in VisitPiece.values else 1


def with_enclosures(versions: Any) -> Any:
    """Versions, newest first, with what was enclosed and with their answer."""
    return versions.select_related("voice", "paper", "review__mentor", "review__voice", "review__photo").order_by("-number")


def comments_of() -> Prefetch:
    """The comments of each version's answer, with what they are about."""
    return Prefetch("review__comments", Comment.objects.select_related("criterion", "photo"))


def sent_versions() -> Prefetch:
    return Prefetch("versions", with_enclosures(Version.objects.all()), to_attr="sent_versions")


def rubric_of(assignment: Assignment) -> list[Criterion]:
    """The criteria of an assignment in order, their levels at hand. One query."""
    levels: dict[int, list[Level]] = {}
    found: dict[int, Criterion] = {}
    for level in (
        Level.objects.filter(criterion__assignment=assignment)
        .select_related("criterion")
        .order_by("criterion__position", "position")
    ):
        found.setdefault(level.criterion_id, level.criterion)
        levels.setdefault(level.criterion_id, []).append(level)
    for key, criterion in found.items():
        criterion._prefetched_objects_cache = {"levels": levels[key]}  # type: ignore[attr-defined]
    return list(found.values())


def state(enrolment: Enrolment, assignment: Assignment, number: int, submission: Submission | None) -> PieceState:
    versions: list[Version] = submission.sent_versions if submission else []  # type: ignore[attr-defined]
    answered = next((version.review for version in versions if hasattr(version, "review")), None)
    return PieceState(enrolment, assignment, number, submission, versions[0] if versions else None, answered, tuple(versions))


def photos_named(ids: Collection[int]) -> set[int]:
    """Of these photos, those that a piece of their owner's names, as it is written or was sent."""
    works = Submission.objects.filter(enrolment__trainee__photos__in=ids)
    drafts = works.values_list("draft", flat=True)
    sent = Version.objects.filter(submission__in=works).values_list("content", flat=True)
    named = {key for draft in drafts for key in draft.get("photos", [])}
    return named.union(*map(photo_ids, sent)) & set(ids)


def photos_by_id(keys: Iterable[int]) -> dict[int, Photo]:
    wanted = set(keys)
    return Photo.objects.in_bulk(wanted) if wanted else {}


def artefacts(enrolment: Enrolment) -> list[Artefact]:
    """The approved pieces, those made besides the eight among them, by stage then number. One query."""
    approved = Version.objects.filter(
        submission__enrolment=enrolment,
        submission__state=Submission.State.APPROVED,
        review__decision=Review.Decision.APPROVE,
    ).select_related("submission__assignment")  # fmt: skip
    in_order = approved.order_by("submission__assignment__position", "submission__assignment_id", "submission__number")
    return [artefact(version) for version in in_order]


def approved_visits(trainee_id: int) -> list[Artefact]:
    """A person's approved rooms, activities and walks, of every course they took, the first approved first. One query."""
    approved = Version.objects.filter(
        submission__enrolment__trainee_id=trainee_id,
        submission__assignment__piece__in=VisitPiece.values,
        submission__state=Submission.State.APPROVED,
        review__decision=Review.Decision.APPROVE,
    ).select_related("submission__assignment")
    return [artefact(version) for version in approved.order_by("submission__approved_at", "pk")]


def artefact(version: Version) -> Artefact:
    submission = version.submission
    return Artefact(
        piece=submission.assignment.piece,
        number=submission.number,
        content=version.content,
        photo_ids=photo_ids(version.content),
        version_id=version.pk,
        approved_at=submission.approved_at,  # type: ignore[arg-type]
    )


def photo_ids(content: dict[str, Any]) -> tuple[int, ...]:
    """The photos a piece names, the cover first."""
    ids = [photo["photo"] for photo in content.get("photos", [])]
    cover = content.get("cover")
    return tuple(sorted(ids, key=lambda key: key != cover))


def is_complete(enrolment: Enrolment) -> bool:
    """Whether all of the programme's pieces are approved (of products, the first). Two queries."""
    asked = Assignment.objects.required().filter(programme_key=enrolment.cohort.programme_key)
    sewn = enrolment.submissions.filter(state=Submission.State.APPROVED, number=1, assignment__in=asked)
    return 0 < asked.count() == sewn.count()


def stage_works(enrolment: Enrolment) -> dict[UUID, StageWork]:
    """For the course's progress: what each stage's piece is, by the stage's key. One query."""
    mine = FilteredRelation("submissions", condition=Q(submissions__enrolment=enrolment, submissions__number=1))
    asked = Assignment.objects.required().filter(programme_key=enrolment.cohort.programme_key).annotate(mine=mine)
    made = with_dues(asked.annotate(made_state=F("mine__state"), made_approved_at=F("mine__approved_at")), enrolment)
    return {assignment.module_key: stage_work(enrolment, assignment) for assignment in made}


def stage_work(enrolment: Enrolment, assignment: Any) -> StageWork:
    url = reverse("assessment:piece", args=[enrolment.pk, assignment.piece, 1])
    sewn_on = shanghai_day(assignment.made_approved_at) if assignment.made_approved_at else None
    state, due = assignment.made_state or Submission.State.DRAFT, due_of(assignment, enrolment)
    return StageWork(state, assignment.title, url, sewn_on, due, assignment.pace_days)


def waiting_for(mentor: Any) -> list[Version]:
    """The latest versions that wait for this person's answer, oldest first; a programme manager's include those of
    trainees without a mentor. Two queries."""
    whose = Q(submission__enrolment__mentor_id=mentor.pk)
    if manages(mentor):
        whose |= Q(submission__enrolment__mentor=None)
    versions = Version.objects.filter(whose, submission__state=Submission.State.SENT, review=None)
    people = "submission__enrolment__trainee", "submission__enrolment__application", "submission__assignment"
    return list(versions.select_related(*people).order_by("submission__sent_at", "pk"))


def change_asked(enrolment: Enrolment) -> Review | None:
    """The mentor's latest request for a change that still waits for the trainee, or None. One query."""
    waits = {"version__submission__enrolment": enrolment, "version__submission__state": Submission.State.CHANGE_ASKED}
    rows = Review.objects.filter(decision=Review.Decision.ASK_CHANGE, **waits).select_related("mentor", "version__submission")
    return rows.order_by("-at").first()
