"""What trainee and mentor are told: a piece has come, a piece is answered. Written with what they tell."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from common.templatetags.words import in_language
from courses.assessment.models import Review, Submission, Version
from courses.cohorts.promise import promised_hours
from outbox.operations import tell


def sent(version: Version, at: datetime) -> None:
    """Tell the mentor, if there is one, that a version waits."""
    submission = version.submission
    mentor = submission.enrolment.mentor
    if mentor is None:
        return
    key, link = f"submission-sent-{version.pk}", address(mentor, "mentoring:review", version.pk)
    tell(
        user=mentor,
        key=key,
        template="submission_sent",
        context=words_about(submission, version) | {"hours": promised_hours()},
        link=link,
        at=at,
    )


def answered(review: Review, submission: Submission, at: datetime) -> None:
    """Tell the trainee what the mentor said."""
    trainee = submission.enrolment.trainee
    approved = review.decision == Review.Decision.APPROVE
    template = "submission_approved" if approved else "submission_change_asked"
    context = {**words_about(submission, review.version), "mentor": review.mentor.name, "words": words_of(review, trainee)}
    link = address(trainee, "assessment:piece", submission.enrolment_id, submission.assignment.piece, submission.number)
    tell(user=trainee, key=f"submission-answered-{review.pk}", template=template, context=context, link=link, at=at)


def words_of(review: Review, trainee: Any) -> str:
    """What was said; where it was said by voice or on the work itself only, that."""
    with translation.override(trainee.language):
        return review.words or (
            "" if review.decision == Review.Decision.APPROVE else gettext("Open the piece to hear and see it.")
        )


def words_about(submission: Submission, version: Version) -> dict[str, Any]:
    """JSON for the templates: both titles, so that each letter is in its reader's language."""
    assignment = submission.assignment
    return {
        "trainee": submission.enrolment.trainee.name,
        "title_zh": in_language(assignment, "title", "zh-hans"),
        "title_en": in_language(assignment, "title", "en"),
        "version": version.number,
        "number": submission.number,
        "is_optional": assignment.is_optional,
    }


def address(user: Any, name: str, *args: Any) -> str:
    """The page's path below the language: the letter puts its reader's language before it."""
    with translation.override(user.language):
        return reverse(name, args=args).removeprefix(f"/{user.language}")
