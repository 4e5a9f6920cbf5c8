"""How questions do, for those who write them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.rights import allow_or_404
from courses.questions.analysis import (
    FEWEST,
    FEWEST_TO_COMPARE,
    first_answers,
    first_attempts,
    measures_of_lessons,
    measures_of_test,
    rows,
)
from courses.questions.models import Test

A_PAGE = 20


@require_safe
@login_required
def analysis(request: HttpRequest) -> HttpResponse:
    """The checks of all lessons, or the questions of one test (`?test=`), the most missed first."""
    allow_or_404(request.user, "write questions")
    tests, wanted = list(Test.objects.order_by("pk")), request.GET.get("test", "")
    test = get_object_or_404(Test, pk=int(wanted)) if wanted.isdecimal() and len(wanted) < 10 else None
    measures = measures_of_test(test) if test else measures_of_lessons()
    page = Paginator(measures, A_PAGE).get_page(request.GET.get("page"))
    answers = first_answers(test) if test else first_attempts()
    context = {
        "tests": tests, "test": test, "page": page, "rows": rows(page.object_list, answers),
        "fewest": FEWEST, "fewest_to_compare": FEWEST_TO_COMPARE,
    }  # fmt: skip
    return render(request, "questions/analysis.html", context)
