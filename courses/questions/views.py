"""Sitting a test: its front page, one question a page, and the result. Every press saves."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.rights import allow_or_404, visible
from courses.cohorts.models import Enrolment
from courses.curriculum.queries import StageLine, outline
from courses.questions import operations, queries
from courses.questions.marking import Asked, as_typed, feedback, read
from courses.questions.models import Answer, Sitting, Test


def stage_of(enrolment: Enrolment, test: Test) -> StageLine:
    """The stage of the enrolment's programme that the test belongs to. Raises Http404 when it is of another programme."""
    course = outline(enrolment.cohort.programme_key)
    stage = course.stage(test.module_key) if course else None
    if stage is None:
        raise Http404
    return stage


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def test(request: HttpRequest, enrolment_id: int, test_id: int) -> HttpResponse:
    """What the test is, what was reached, and the button that starts it or goes on."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("cohort", "trainee"), pk=enrolment_id)
    allow_or_404(request.user, "sit test", enrolment)
    asked = get_object_or_404(Test, pk=test_id)
    stage = stage_of(enrolment, asked)
    if request.method == "POST":
        return started(request, enrolment, asked)
    total = asked.questions.filter(is_current=True).count()
    context = {
        "test": asked, "stage": stage, "standing": queries.standing(asked, enrolment, now()),
        "total": min(asked.draw or total, total),
    }  # fmt: skip
    return render(request, "questions/test.html", context)


def started(request: HttpRequest, enrolment: Enrolment, asked: Test) -> HttpResponse:
    try:
        sitting = operations.start_test(enrolment=enrolment, test=asked, at=now())
    except operations.NoAttemptsLeft:
        messages.info(request, _("All attempts at this test are used. Your best score counts."))
    except operations.TestClosed:
        messages.info(request, _("This test is not open now."))
    else:
        first = sitting.answers.filter(given="").order_by("position").first()
        return redirect("questions:step", sitting.pk, first.position if first else 1)
    return redirect("questions:test", enrolment.pk, asked.pk)


def own_sitting(request: HttpRequest, sitting_id: int) -> Sitting:
    rows = visible(request.user, Sitting).select_related("test", "enrolment__cohort", "enrolment__trainee")
    sitting: Sitting = get_object_or_404(rows, pk=sitting_id)
    return sitting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def step(request: HttpRequest, sitting_id: int, position: int) -> HttpResponse:
    """One question of a sitting. A post saves what was answered and goes where the pressed button says."""
    sitting = own_sitting(request, sitting_id)
    if sitting.handed_in_at is not None:
        return redirect("questions:result", sitting.pk)
    steps = queries.steps(sitting)
    if not 1 <= position <= len(steps):
        raise Http404
    answer, asked = steps[position - 1]
    if request.method == "POST":
        return saved(request, answer, asked, len(steps))
    context = {
        "sitting": sitting, "answer": answer, "asked": asked, "shown": as_typed(asked, answer.given, answer.typed),
        "position": position, "total": len(steps), "steps": [one for one, _asked in steps],
        "to_mend": bool(answer.typed and not answer.given), "before": position - 1,
    }  # fmt: skip
    return render(request, "questions/step.html", context)


def saved(request: HttpRequest, answer: Answer, asked: Asked, total: int) -> HttpResponse:
    """The answer kept; then the next question, the one before, or the page that hands in."""
    given = read(asked, request.POST)
    try:
        operations.save_answer(answer=answer, given=given)
    except operations.AlreadyHandedIn:
        messages.info(request, _("This test was handed in before. What you answered then counts."))
        return redirect("questions:result", answer.sitting_id)
    pressed, position = request.POST.get("do", "next"), answer.position
    if pressed == "before" and position > 1:
        return redirect("questions:step", answer.sitting_id, position - 1)
    if given.typed and not given.key:
        return redirect("questions:step", answer.sitting_id, position)
    if pressed == "leave":
        messages.success(request, _("Your answers are kept. Come back whenever you like."))
        return redirect("questions:test", answer.sitting.enrolment_id, answer.sitting.test_id)
    if position < total and pressed == "next":
        return redirect("questions:step", answer.sitting_id, position + 1)
    return redirect("questions:result", answer.sitting_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def result(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Before it is handed in: what is still open, and the button. After: the score, and why, question by question."""
    sitting = own_sitting(request, sitting_id)
    steps = queries.steps(sitting)
    if request.method == "POST":
        operations.hand_in(sitting=sitting, asked={asked.question.pk: asked for _answer, asked in steps}, at=now())
        return redirect("questions:result", sitting.pk)
    stage = stage_of(sitting.enrolment, sitting.test)
    if sitting.handed_in_at is None:
        context: dict[str, Any] = {"sitting": sitting, "stage": stage, "steps": steps}
        context["open"] = [answer for answer, _asked in steps if not answer.given]
        return render(request, "questions/hand_in.html", context)
    told = [(answer, asked, feedback(asked, answer.given, tell_all=True)) for answer, asked in steps]
    context = {
        "sitting": sitting, "stage": stage, "told": told, "right": sum(one.is_right for _a, _b, one in told),
        "standing": queries.standing(sitting.test, sitting.enrolment, now()),
    }  # fmt: skip
    return render(request, "questions/result.html", context)
