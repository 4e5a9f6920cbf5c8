"""A lesson's quick check: one question, unlimited tries, each kept; the right answer ticks the lesson.

Whoever has no place in the programme may answer too: they read why, and nothing is stored.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from common.clock import now
from courses.assessment.models import Attempt, Choice, Question
from courses.cohorts.activity import note_try
from courses.cohorts.models import Enrolment
from courses.cohorts.operations import finish_lesson
from courses.cohorts.queries import enrolment_in
from courses.curriculum.models import LessonPage
from courses.curriculum.queries import SOURCE, address, outline_around


@dataclass(frozen=True)
class Check:
    """The question with its choices, and the choice that is being answered: the one just made or the last one kept."""

    question: Question
    choices: tuple[Choice, ...]
    chosen: Choice | None


def check_of(lesson_key: UUID, enrolment: Enrolment | None, picked: str = "") -> Check | None:
    """The quick check of a lesson, None when it has none. `picked` is a choice's id from the address. One query."""
    kept = Attempt.objects.filter(enrolment=enrolment, question=OuterRef("question")).order_by("-pk").values("choice")
    rows = Choice.objects.filter(question__lesson_key=lesson_key, question__position=1).select_related("question")
    choices = tuple(rows.annotate(kept=Subquery(kept[:1])).order_by("position"))
    if not choices:
        return None
    wanted = picked if any(str(choice.pk) == picked for choice in choices) else str(choices[0].kept)
    chosen = next((choice for choice in choices if str(choice.pk) == wanted), None)
    return Check(choices[0].question, choices, chosen)


@transaction.atomic
def answer(*, enrolment: Enrolment, choice: Choice, at: datetime) -> Attempt:
    """Keep one answer of an enrolled trainee; a right one ticks the lesson."""
    attempt = Attempt.objects.create(
        enrolment=enrolment, question=choice.question, choice=choice, is_right=choice.is_right, at=at
    )
    note_try(enrolment_id=enrolment.pk, lesson_key=choice.question.lesson_key, is_right=choice.is_right, at=at)
    if choice.is_right:
        finish_lesson(enrolment=enrolment, lesson_key=choice.question.lesson_key, at=at)
    return attempt


def lesson_page(lesson_key: UUID) -> LessonPage:
    """The live lesson in the reader's language, else in the other. Raises Http404."""
    pages = list(LessonPage.objects.live().filter(translation_key=lesson_key).select_related("locale"))
    wanted = (get_language(), SOURCE)
    pages.sort(key=lambda page: wanted.index(page.locale.language_code) if page.locale.language_code in wanted else 2)
    if not pages:
        raise Http404
    return pages[0]


@require_POST
def take_check(request: HttpRequest, lesson_key: UUID) -> HttpResponse:
    """Answer the quick check (or, where a lesson has none, say it is done), and go back to read why."""
    page = lesson_page(lesson_key)
    course = outline_around(page)
    enrolment = enrolment_in(request.user, course.key) if course else None
    back, picked = address(page.url_path), request.POST.get("choice", "")
    check = check_of(lesson_key, None, picked)
    if check is None:
        if enrolment:
            finish_lesson(enrolment=enrolment, lesson_key=lesson_key, at=now())
        return redirect(f"{back}#check")
    if str(check.chosen.pk if check.chosen else "") != picked or not picked:
        return redirect(f"{back}?answer=none#check")
    if enrolment and check.chosen:
        answer(enrolment=enrolment, choice=check.chosen, at=now())
    return redirect(f"{back}?answer={picked}#check")
