"""Questions and answers as trainees read them: under a lesson, on their own page; and as a mentor answers them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse

from accounts.models import Role
from accounts.queries import has_role
from courses.assessment.rights import manages
from courses.cohorts.models import Enrolment
from courses.cohorts.promise import ANSWER_WITHIN
from courses.curriculum.queries import LessonLine, Outline, outline
from courses.mentoring.models import Answer, Appointment, LessonQuestion

SHOWN, SIMILAR, OWN, LISTED = 20, 30, 3, 60


@dataclass(frozen=True)
class OwnQuestion:
    """A trainee's own question, on its lesson where that is still taught."""

    question: LessonQuestion
    lesson: LessonLine | None

    @property
    def answer_by(self) -> datetime:
        return self.question.asked_at + ANSWER_WITHIN


def shared_answers(lesson_key: UUID) -> list[Answer]:
    """What everyone may read under a lesson, the newest first. One query."""
    return list(Answer.objects.filter(lesson_key=lesson_key, is_shared=True).select_related("mentor")[:SHOWN])


def lesson_answers(enrolment: Enrolment, lesson_key: UUID) -> tuple[list[Answer], list[LessonQuestion]]:
    """For a trainee: what everyone may read under a lesson, and their own questions on it, both newest first.

    One query: own questions, and of those that led to a shared answer the first.
    """
    first = LessonQuestion.objects.filter(answer=OuterRef("answer")).order_by("pk").values("pk")[:1]
    for_all = Q(answer__lesson_key=lesson_key, answer__is_shared=True, pk=Subquery(first))
    rows = LessonQuestion.objects.filter(Q(enrolment=enrolment, lesson_key=lesson_key) | for_all)
    found = list(rows.select_related("answer__mentor", "photo").order_by("-asked_at", "-pk"))
    shared = {one.answer_id: one.answer for one in found if one.answer and one.answer.is_shared}
    answers = sorted((one for one in shared.values() if one.lesson_key == lesson_key), key=lambda one: one.at, reverse=True)
    own = [one for one in found if one.enrolment_id == enrolment.pk and one.lesson_key == lesson_key]
    return answers[:SHOWN], own


def own_questions(enrolment: Enrolment, course: Outline | None) -> list[OwnQuestion]:
    """The trainee's latest questions anywhere in the course. One query."""
    rows = enrolment.lesson_questions.select_related("answer__mentor").order_by("-asked_at")[:OWN]
    return [OwnQuestion(question, line_of(course, question.lesson_key)) for question in rows]


def line_of(course: Outline | None, lesson_key: UUID) -> LessonLine | None:
    return next((line for line in course.lessons if line.key == lesson_key), None) if course else None


def lesson_of(question: LessonQuestion) -> LessonLine | None:
    """The lesson a question was asked on; None when it is not taught any more. Two queries."""
    return line_of(outline(question.enrolment.cohort.programme_key), question.lesson_key)


def similar(question: LessonQuestion) -> QuerySet[Answer]:
    """Answers a mentor may point to: of this lesson first, then of the programme, those most pointed to first."""
    rows = Answer.objects.filter(programme_key=question.enrolment.cohort.programme_key, is_shared=True)
    here = rows.filter(lesson_key=question.lesson_key).annotate(led=Count("questions")).order_by("-led", "-at")
    return here if here.exists() else rows.annotate(led=Count("questions")).order_by("-led", "-at")[:SIMILAR]


def to_revise(user: Any) -> list[Answer]:
    """The answers a person may revise: one's own, and, for editors and managers, every shared one; what lacks a language
    first. One query."""
    whose = Q(mentor_id=user.pk)
    if has_role(user, Role.EDITOR) or manages(user):
        whose |= Q(is_shared=True)
    lacks = Q(words_en="") | Q(words_en=None) | Q(words_zh_hans="") | Q(words_zh_hans=None)
    half = Case(When(lacks, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(Answer.objects.filter(whose).select_related("mentor").order_by(half, "-at")[:LISTED])


def next_appointment(enrolment: Enrolment, *, at: datetime) -> Appointment | None:
    """The trainee's appointment to come, or None. One query."""
    rows = enrolment.appointments.filter(state=Appointment.State.BOOKED, ends_at__gt=at)
    return rows.select_related("mentor", "enrolment").first()


def appointments_of(person: Any) -> QuerySet[Appointment]:
    """A person's appointments on either side, cancelled ones too, by time."""
    mine = Q(mentor_id=person.pk) | Q(enrolment__trainee_id=person.pk)
    return Appointment.objects.filter(mine).select_related("enrolment__trainee", "mentor")


def calendar_path(token: str) -> str:
    return reverse("mentoring:calendar", args=[token])
