"""Who may make, read and review a piece of a shop."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule, scope
from courses.assessment.models import Review, Submission
from courses.cohorts.models import Enrolment
from uploads.models import Enclosure, Photo
from uploads.rights import enclosure_readers, readers

MANAGERS = (Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


def manages(user: Any) -> bool:
    """Whether the person answers for programmes."""
    return has_role(user, *MANAGERS)


@rule("make piece")
def may_make_piece(user: Any, enrolment: Enrolment) -> bool:
    return enrolment.trainee_id == user.pk and enrolment.state != Enrolment.State.WITHDRAWN


@rule("review submission")
def may_review(user: Any, submission: Submission) -> bool:
    """The enrolment's mentor or a programme manager, never the trainee themself."""
    enrolment = submission.enrolment
    if enrolment.trainee_id == user.pk:
        return False
    return enrolment.mentor_id == user.pk or manages(user)


@rule("edit rubrics")
def may_edit_rubrics(user: Any, obj: Any) -> bool:
    """Editors of the CMS, and programme managers."""
    return has_role(user, Role.EDITOR, *MANAGERS)


@scope(Submission)
def submissions(user: Any) -> QuerySet[Submission]:
    """One's own, and those of one's trainees; a programme manager's are all."""
    if manages(user):
        return Submission.objects.all()
    return Submission.objects.filter(Q(enrolment__trainee_id=user.pk) | Q(enrolment__mentor_id=user.pk))


def is_mentor_of_owner(user: Any, file: Photo | Enclosure) -> bool:
    return Enrolment.objects.filter(trainee_id=file.owner_id, mentor_id=user.pk).exists()


def answered(user: Any) -> QuerySet[Review]:
    """The reviews of this person's own work, and of the work of those they mentor now."""
    enrolment = "version__submission__enrolment__"
    return Review.objects.filter(Q(**{f"{enrolment}trainee_id": user.pk}) | Q(**{f"{enrolment}mentor_id": user.pk}))


def was_answered_with_photo(user: Any, photo: Photo) -> bool:
    return answered(user).filter(photo=photo).exists()


def was_answered_by_voice(user: Any, enclosure: Enclosure) -> bool:
    return answered(user).filter(voice=enclosure).exists()


readers += [is_mentor_of_owner, was_answered_with_photo]
enclosure_readers += [is_mentor_of_owner, was_answered_by_voice]
