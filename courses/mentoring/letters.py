"""What people are told of questions and office hours, each in their own language, written with what it tells."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language

from common.templatetags.words import in_language
from courses.cohorts.promise import promised_hours
from courses.curriculum.queries import outline
from courses.mentoring.models import Answer, Appointment, LessonQuestion
from outbox.operations import tell

OTHER = {"zh-hans": "en", "en": "zh-hans"}


def in_reading_order(record: Any, field: str, language: str) -> str:
    """The words in `language`, else in the other."""
    return in_language(record, field, language) or in_language(record, field, OTHER[language])


def below_language(address: str) -> str:
    """A path of this site without its language: letters put their reader's before it."""
    return address.removeprefix(f"/{get_language()}")


def when(at: datetime) -> str:
    """The day and the clock time in Shanghai, as the language says it."""
    return date_format(timezone.localtime(at, timezone.get_default_timezone()), "DATETIME_FORMAT")


def question_answered(question: LessonQuestion, answer: Answer, mentor: Any, at: datetime) -> None:
    """Tell the trainee what the mentor says, and on which lesson it stands."""
    trainee = question.enrolment.trainee
    with translation.override(trainee.language):
        course = outline(question.enrolment.cohort.programme_key)
        lesson = next((one for one in course.lessons if one.key == question.lesson_key), None) if course else None
        link = f"{below_language(lesson.url)}#questions" if lesson else ""
        context = {
            "mentor": mentor.name, "lesson": lesson.title if lesson else "", "question": question.words,
            "words": in_reading_order(answer, "words", trainee.language),
        }  # fmt: skip
    tell(user=trainee, key=f"question-answered-{question.pk}", template="question_answered", context=context, at=at, link=link)


def facts(appointment: Appointment) -> dict[str, Any]:
    """What every letter about an appointment says. Call it in the reader's language."""
    return {
        "when": when(appointment.starts_at), "way": str(appointment.get_way_display()), "where": appointment.where,
        "mentor": appointment.mentor.name, "trainee": appointment.enrolment.trainee.name, "about": appointment.about,
        "reason": appointment.reason,
    }  # fmt: skip


def about_appointment(appointment: Appointment, template: str, at: datetime, free: Iterable[datetime] = ()) -> None:
    """Write `template` to both, once: to the trainee from the trainee's side, to the mentor from the mentor's."""
    for person, page, is_mentor in (
        (appointment.enrolment.trainee, "mentoring:book", False),
        (appointment.mentor, "mentoring:hours", True),
    ):
        with translation.override(person.language):
            link = below_language(reverse(page))
            context = facts(appointment) | {
                "is_mentor": is_mentor, "free": [] if is_mentor else [when(starts_at) for starts_at in free],
            }  # fmt: skip
        key = f"{template}-{appointment.pk}-{'mentor' if is_mentor else 'trainee'}"
        tell(user=person, key=key, template=template, context=context, at=at, link=link)


def guidance_letter(writer: Any, template: str, *, title: str, words: str, key: str, at: datetime) -> None:
    """Tell a mentor how the review of an article went; the desk leads to it."""
    with translation.override(writer.language):
        link = below_language(reverse("mentoring:desk"))
    tell(user=writer, key=key, template=template, context={"title": title, "words": words}, at=at, link=f"{link}#guidance")


def digest(mentor: Any, waiting: dict[str, Any], *, day: Any, at: datetime) -> None:
    """The evening letter: what waits on the desk. `day` makes it one a day."""
    with translation.override(mentor.language):
        link = below_language(reverse("mentoring:desk"))
        lines = [line | {"when": when(line["since"])} for line in waiting["lines"]]
    context = waiting | {"lines": lines, "hours": promised_hours(), "name": mentor.name}
    key = f"mentor-digest-{mentor.pk}-{day.isoformat()}"
    tell(user=mentor, key=key, template="mentor_digest", context=context, at=at, link=link)
