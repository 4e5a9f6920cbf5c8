"""Who has a mentor's desk, who asks and answers on lessons, and who keeps and books office hours."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule, scope
from courses.assessment.rights import manages
from courses.cohorts.models import Enrolment
from courses.mentoring.models import Answer, Appointment, LessonQuestion
from uploads.models import Photo
from uploads.rights import readers


@rule("open desk")
def may_open_desk(user: Any, obj: Any) -> bool:
    """Mentors, programme managers, and whoever has been given a trainee."""
    return has_role(user, Role.MENTOR) or manages(user) or Enrolment.objects.filter(mentor_id=user.pk).exists()


@rule("ask on lesson")
def may_ask(user: Any, enrolment: Enrolment) -> bool:
    return enrolment.trainee_id == user.pk and enrolment.state != Enrolment.State.WITHDRAWN


@rule("answer question")
def may_answer(user: Any, question: LessonQuestion) -> bool:
    """The trainee's mentor, any mentor of the cohort, or a programme manager; never the trainee themself."""
    enrolment = question.enrolment
    if enrolment.trainee_id == user.pk:
        return False
    return enrolment.mentor_id == user.pk or manages(user) or enrolment.cohort.mentors.filter(pk=user.pk).exists()


@rule("revise answer")
def may_revise(user: Any, answer: Answer) -> bool:
    """Who gave it; editors, who add the other language; programme managers."""
    return answer.mentor_id == user.pk or manages(user) or (answer.is_shared and has_role(user, Role.EDITOR))


@rule("list answers")
def may_list_answers(user: Any, obj: Any) -> bool:
    """Whoever has a desk, and editors."""
    return has_role(user, Role.EDITOR) or may_open_desk(user, obj)


@rule("book office hours")
def may_book(user: Any, enrolment: Enrolment) -> bool:
    return enrolment.trainee_id == user.pk and enrolment.state != Enrolment.State.WITHDRAWN


@rule("see appointment")
def may_see(user: Any, appointment: Appointment) -> bool:
    return user.pk in (appointment.mentor_id, appointment.enrolment.trainee_id)


@scope(LessonQuestion)
def questions(user: Any) -> QuerySet[LessonQuestion]:
    """One's own, and those one may answer."""
    if manages(user):
        return LessonQuestion.objects.all()
    teaches = Q(enrolment__mentor_id=user.pk) | Q(enrolment__cohort__mentors=user.pk)
    return LessonQuestion.objects.filter(Q(enrolment__trainee_id=user.pk) | teaches).distinct()


@scope(Appointment)
def appointments(user: Any) -> QuerySet[Appointment]:
    return Appointment.objects.filter(Q(mentor_id=user.pk) | Q(enrolment__trainee_id=user.pk))


def is_asked_with(user: Any, photo: Photo) -> bool:
    """Whether the photo came with a question the person may answer."""
    return questions(user).filter(photo=photo).exists()


readers.append(is_asked_with)
