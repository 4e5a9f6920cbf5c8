"""Making a piece of a shop: its draft, its versions, and a mentor's answer to each version."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from common import audit
from common.rights import can
from common.states import WrongState, move
from courses.assessment import letters
from courses.assessment.models import (
    MOST_PHOTOS,
    MOST_PRODUCTS,
    MOST_VISITS,
    Assignment,
    Comment,
    Piece,
    Review,
    Submission,
    Version,
)
from courses.cohorts.activity import note_activity, note_contact
from courses.cohorts.models import Enrolment
from courses.cohorts.places import refuse_if_paused
from courses.cohorts.prerequisites import refuse_if_closed
from uploads.models import Enclosure, Photo

# The parts above append what must follow an approval; each is called as hook(submission=…, at=…) in its transaction.
when_approved: list[Callable[..., None]] = []


class AlreadyWithMentor(Exception):
    """What was sent before is being read, or was sent again with other words; the draft is kept, no version was made."""


class AlreadyReviewed(Exception):
    """The version has its answer, or a newer version was sent meanwhile; nothing was changed."""


class NotYours(Exception):
    """The person may not review this; nothing was changed."""


class WordsMissing(Exception):
    """Asking for a change needs words, a voice note or a comment that says which."""


class NoMoreProducts(Exception):
    """The last product has not been sent yet, or there are eight already."""


class NoMoreVisits(Exception):
    """The last room, activity or walk of this kind has not been sent yet, or there are eight already; nothing was begun."""


@dataclass(frozen=True)
class Remark:
    """A comment about to be made: on a criterion, or on a photo at `x`, `y` (percent from its left and its top)."""

    words: str
    criterion_id: int | None = None
    photo_id: int | None = None
    x: int | None = None
    y: int | None = None


@dataclass(frozen=True)
class Reply:
    """What goes with a mentor's decision."""

    words: str = ""
    marks: dict[str, str] | None = None  # criterion id → level id, both as text
    remarks: Sequence[Remark] = ()
    photo: Photo | None = None
    voice: Enclosure | None = None

    @property
    def says_something(self) -> bool:
        return bool(self.words.strip() or self.voice or self.remarks)


def start(*, enrolment: Enrolment, assignment: Assignment, number: int = 1) -> Submission:
    """The submission of a piece, made when it is first opened; made once however often asked."""
    return Submission.objects.get_or_create(enrolment=enrolment, assignment=assignment, number=number)[0]


def save_draft(*, submission: Submission, draft: dict[str, Any], at: datetime) -> None:
    """Keep what was typed, exactly. An approved piece is finished: its draft stays as it is."""
    rows = Submission.objects.filter(pk=submission.pk).exclude(state=Submission.State.APPROVED)
    if rows.update(draft=draft, draft_saved_at=at):
        submission.draft, submission.draft_saved_at = draft, at
        note_activity(enrolment_id=submission.enrolment_id, at=at)


@transaction.atomic
def save_photos(
    *, submission: Submission, draft: dict[str, Any], there: list[int], added: list[int], removed: list[int], at: datetime
) -> None:
    """Keep what was typed, and the photos as they are now without `removed` and with `added`, eight at most.

    `there` is what the page showed, for a piece without a draft: photos that another press added meanwhile stay.
    """
    kept = hold(submission.pk).draft.get("photos", there)
    photos = [key for key in kept if key not in removed]
    photos += [key for key in added if key not in photos]
    save_draft(submission=submission, draft={**draft, "photos": photos[:MOST_PHOTOS]}, at=at)


def hold(submission_id: int) -> Submission:
    """The submission, locked until the transaction ends: who comes second sees what the first did."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related(
        "enrolment__trainee", "enrolment__mentor", "assignment"
    )
    return rows.get(pk=submission_id)


@transaction.atomic
def send(
    *, submission: Submission, content: dict[str, Any], note: str, expected: int, at: datetime,
    voice: Enclosure | None = None, paper: Enclosure | None = None,
) -> Version:  # fmt: skip
    """Make version `expected` of checked `content` and put it before the mentor, with a voice note and a paper if given.

    The same press again returns the version it made. Raises AlreadyWithMentor when another version came first,
    WrongState when the piece is approved, cohorts.places.Paused while the trainee pauses, and
    cohorts.prerequisites.StillClosed while something comes first.
    """
    locked = hold(submission.pk)
    made = locked.versions.filter(number=expected).first()
    if made and (made.content, made.note, made.voice, made.paper) == (content, note, voice, paper):
        return made
    refuse_if_paused(locked.enrolment)
    if locked.state == Submission.State.APPROVED:
        raise WrongState(locked, Submission.State.SENT)
    last = locked.versions.aggregate(last=Max("number"))["last"] or 0
    if locked.state == Submission.State.SENT or expected != last + 1:
        raise AlreadyWithMentor
    if locked.state == Submission.State.DRAFT:
        refuse_if_closed(locked.enrolment, locked.assignment.module_key)
    given = {"content": content, "note": note, "voice": voice, "paper": paper}
    version = Version.objects.create(submission=locked, number=expected, sent_at=at, **given)
    move(locked, Submission.State.SENT, sent_at=at)
    submission.state, submission.sent_at = locked.state, at
    audit.record(locked.enrolment.trainee, "send piece", locked, at=at, version=expected)
    note_activity(enrolment_id=locked.enrolment_id, at=at)
    letters.sent(version, at)
    return version


def approve(*, version: Version, mentor: Any, at: datetime, **said: Any) -> Review:
    """Sew the piece on; `said` is as in Reply. Raises NotYours, AlreadyReviewed."""
    return answer(version, mentor, Review.Decision.APPROVE, Reply(**said), at)


def ask_change(*, version: Version, mentor: Any, at: datetime, **said: Any) -> Review:
    """Give the piece back with one change; `said` is as in Reply. Raises WordsMissing, NotYours, AlreadyReviewed."""
    reply = Reply(**said)
    if not reply.says_something:
        raise WordsMissing
    return answer(version, mentor, Review.Decision.ASK_CHANGE, reply, at)


@transaction.atomic
def answer(version: Version, mentor: Any, decision: str, reply: Reply, at: datetime) -> Review:
    """One answer to a version, by whoever presses first; its comments are kept with it or not at all."""
    submission = hold(version.submission_id)
    if not can(mentor, "review submission", submission):
        raise NotYours
    if submission.state != Submission.State.SENT or submission.versions.filter(number__gt=version.number).exists():
        raise AlreadyReviewed
    approved = decision == Review.Decision.APPROVE
    if approved:
        move(submission, Submission.State.APPROVED, approved_at=at)
    else:
        move(submission, Submission.State.CHANGE_ASKED)
    review = write(version, mentor, decision, reply, at)
    audit.record(mentor, "approve piece" if approved else "ask change", submission, at=at, version=version.number)
    note_contact(enrolment_id=submission.enrolment_id, at=at)
    letters.answered(review, submission, at)
    if approved:
        for hook in when_approved:
            hook(submission=submission, at=at)
    return review


def write(version: Version, mentor: Any, decision: str, reply: Reply, at: datetime) -> Review:
    """The review with its numbered comments."""
    review = Review.objects.create(
        version=version, mentor=mentor, decision=decision, words=reply.words, marks=reply.marks or {}, photo=reply.photo,
        voice=reply.voice, at=at,
    )  # fmt: skip
    Comment.objects.bulk_create(
        Comment(review=review, position=position, **vars(remark)) for position, remark in enumerate(reply.remarks, start=1)
    )
    return review


@transaction.atomic
def add_product(*, enrolment: Enrolment, at: datetime) -> Submission:
    """The next product (2–8) of the shop, once the one before it was sent. Raises NoMoreProducts."""
    product = next_of(enrolment, Piece.PRODUCT, MOST_PRODUCTS)
    if product is None:
        raise NoMoreProducts
    audit.record(enrolment.trainee, "add product", product, at=at)
    return product


@transaction.atomic
def add_visit(*, enrolment: Enrolment, piece: str, at: datetime) -> Submission:
    """The next room, activity or walk (`piece`), once the one before it was sent. Raises NoMoreVisits."""
    visit = next_of(enrolment, piece, MOST_VISITS)
    if visit is None:
        raise NoMoreVisits
    audit.record(enrolment.trainee, "add visit", visit, at=at)
    return visit


def next_of(enrolment: Enrolment, piece: str, most: int) -> Submission | None:
    """The next submission of a piece that is made several times, begun; None while the last is a draft or there are `most`."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    assignment = Assignment.objects.filter(programme_key=enrolment.cohort.programme_key, piece=piece).first()
    last = enrolment.submissions.filter(assignment=assignment).order_by("-number").first() if assignment else None
    if assignment is None or last is None or last.state == Submission.State.DRAFT or last.number >= most:
        return None
    return start(enrolment=enrolment, assignment=assignment, number=last.number + 1)
