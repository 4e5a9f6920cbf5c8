"""A lesson's check: unlimited tries, each kept; the lesson is ticked when all its questions were answered right.

Whoever has no place in the programme may answer too: they read why, and nothing is stored.
"""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from common.clock import now
from courses.cohorts.operations import finish_lesson
from courses.cohorts.prerequisites import StillClosed
from courses.cohorts.queries import enrolment_in
from courses.curriculum.models import LessonPage
from courses.curriculum.queries import SOURCE, address, outline_around
from courses.questions.marking import read
from courses.questions.operations import practise
from courses.questions.queries import check_of


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
    """Answer a question (or, where a lesson has none, say it is done), and go back to read why."""
    page = lesson_page(lesson_key)
    course = outline_around(page)
    enrolment = enrolment_in(request.user, course.key) if course else None
    back, number = address(page.url_path), request.POST.get("question", "")
    check = check_of(lesson_key, enrolment, number=number or "1")
    given = read(check.asked, request.POST) if check else None
    try:
        if enrolment and check is None:
            finish_lesson(enrolment=enrolment, lesson_key=lesson_key, at=now())
        elif enrolment and check and given and given.key:
            practise(enrolment=enrolment, asked=check.asked, given=given.key, finishes=check.is_last_open, at=now())
    except StillClosed:  # the page says what comes first
        return redirect(f"{back}#check")
    if check is None or given is None:
        return redirect(f"{back}#check")
    said = {"answer": given.key} if given.key else {"answer": "none", **({"typed": given.typed} if given.typed else {})}
    if check.total > 1:
        said["question"] = str(check.number)
    return redirect(f"{back}?{urlencode(said)}#check")
