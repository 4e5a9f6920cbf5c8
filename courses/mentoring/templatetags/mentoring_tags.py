"""What pages below show of mentoring: the questions under a lesson, and who the mentors are."""

from typing import Any

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from common.sanitise import linked
from common.templatetags.words import LANG, OTHER, in_language
from courses.cohorts.promise import promised_hours
from courses.cohorts.queries import Progress
from courses.mentoring import asked
from courses.mentoring.forms_answers import AskForm

register = template.Library()


@register.inclusion_tag("mentoring/lesson_questions.html", takes_context=True)
def lesson_questions(context: dict[str, Any], page: Any, progress: Progress | None = None) -> dict[str, Any]:
    """What others asked on the lesson; for its trainees their own questions, and the form to ask one more."""
    key = page.translation_key
    answers, own = asked.lesson_answers(progress.enrolment, key) if progress else (asked.shared_answers(key), [])
    mine = [question for question in own if question.answer not in answers]
    led = {question.answer_id for question in own}
    return {
        "answers": answers,
        "mine": mine,
        "led": led,
        "form": AskForm() if progress else None,
        "lesson_key": key,
        "hours": promised_hours(),
        "csrf_token": context.get("csrf_token"),
        "request": context.get("request"),
    }


@register.filter
def said_lines(record: Any, field: str) -> SafeString:
    """As `said`, for text of several lines: breaks kept, addresses made links."""
    language = get_language() or "zh-hans"
    if own := in_language(record, field, language):
        return linked(own)
    other = OTHER[language]
    return format_html('<span lang="{}">{}</span>', LANG[other], linked(in_language(record, field, other)))


@register.filter
def weekday_name(number: int) -> str:
    """0 is Monday."""
    return str(WEEKDAYS[number])


@register.filter
def is_of(mentor_id: int | None, mentor: Any) -> bool:
    return mentor_id == mentor.pk
