"""Asking on a lesson, answering, and saying a shared answer in both languages."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.rights import allow_or_404, can
from courses.cohorts.promise import ANSWER_WITHIN, promised_hours
from courses.cohorts.queries import enrolment_in
from courses.curriculum.queries import outline_around
from courses.mentoring import answering, asked
from courses.mentoring.forms_answers import AnswerForm, AskForm, ReviseForm
from courses.mentoring.models import Answer, LessonQuestion
from courses.mentoring.replies import is_pressed, replies, with_reply
from courses.questions.quick_check import lesson_page
from uploads.operations import Refused, take_in_photo


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: HttpRequest, lesson_key: UUID) -> HttpResponse:
    """Ask on a lesson of one's programme; who has no place in it gets 404."""
    page = lesson_page(lesson_key)
    course = outline_around(page)
    enrolment = enrolment_in(request.user, course.key) if course else None
    lesson = asked.line_of(course, lesson_key)
    if enrolment is None or lesson is None:
        raise Http404
    form = AskForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and put(request, enrolment, lesson_key, form):
        return redirect(f"{lesson.url}#questions")
    context = {"form": form, "lesson": lesson, "answers": asked.shared_answers(lesson_key), "hours": promised_hours()}
    return render(request, "mentoring/ask.html", context)


def put(request: HttpRequest, enrolment: Any, lesson_key: UUID, form: AskForm) -> bool:
    """Take in the photo, then put the question; False when the form says what to mend."""
    given, at = form.cleaned_data, now()
    try:
        photo = take_in_photo(owner=request.user, file=given["photo"], at=at) if given["photo"] else None
        answering.ask(enrolment=enrolment, lesson_key=lesson_key, words=given["words"], photo=photo, at=at)
    except Refused as refused:
        form.add_error("photo", str(refused))
        return False
    except answering.TooManyWaiting:
        form.add_error(None, _("Three of your questions wait already. Ask this one when one of them is answered."))
        return False
    messages.success(request, _("Asked. The answer comes to your phone within %(hours)s hours.") % {"hours": promised_hours()})
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def question(request: HttpRequest, question_id: int) -> HttpResponse:
    """Read one question, and answer it in words or by an answer that is there."""
    rows = LessonQuestion.objects.select_related(
        "enrolment__trainee", "enrolment__cohort", "enrolment__application", "photo", "answer__mentor"
    )
    asked_one = get_object_or_404(rows, pk=question_id)
    allow_or_404(request.user, "answer question", asked_one)
    pressed = request.POST.get("do", "")
    if request.method != "POST":
        return shown(request, asked_one, AnswerForm(initial={"asked": asked_one.words}))
    if is_pressed(pressed):
        return shown(request, asked_one, AnswerForm(initial=kept(with_reply(request.POST, replies(request.user)))))
    return answered(request, asked_one, pressed)


def kept(data: Any) -> dict[str, Any]:
    """What was typed, to be shown again without faults."""
    return {"words": data.get("words", ""), "asked": data.get("asked", ""), "is_shared": bool(data.get("is_shared"))}


def answered(request: HttpRequest, asked_one: LessonQuestion, pressed: str) -> HttpResponse:
    """Answer, or point to the answer that was pressed."""
    form, at = AnswerForm(request.POST), now()
    number = pressed.removeprefix("point-")
    try:
        if number != pressed:
            pointed = get_object_or_404(Answer, pk=int(number) if number.isdecimal() and len(number) < 10 else 0)
            answering.point_to(question=asked_one, answer=pointed, mentor=request.user, at=at)
        elif form.is_valid():
            answering.answer(question=asked_one, mentor=request.user, at=at, **form.cleaned_data)
        else:
            return shown(request, asked_one, form)
    except answering.WrongLesson:
        raise Http404 from None
    except answering.AlreadyAnswered:
        messages.info(request, _("This question was answered already. Nothing was changed."))
        return redirect("mentoring:question", asked_one.pk)
    name = asked_one.enrolment.trainee.name
    messages.success(request, _("Answered. %(name)s reads it on the phone and under the lesson.") % {"name": name})
    return redirect("mentoring:desk")


def shown(request: HttpRequest, asked_one: LessonQuestion, form: AnswerForm) -> HttpResponse:
    """The page; `form` may carry errors."""
    is_open = asked_one.state == LessonQuestion.State.WAITING
    context = {
        "question": asked_one, "trainee": asked_one.enrolment.trainee, "form": form, "open": is_open,
        "lesson": asked.lesson_of(asked_one), "similar": list(asked.similar(asked_one)) if is_open else [],
        "replies": replies(request.user) if is_open else [], "answer_by": asked_one.asked_at + ANSWER_WITHIN,
        "may_revise": asked_one.answer is not None and can(request.user, "revise answer", asked_one.answer),
    }  # fmt: skip
    return render(request, "mentoring/question.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Say an answer better, in the other language, to everyone or not any more."""
    given: Answer = get_object_or_404(Answer.objects.select_related("mentor"), pk=answer_id)
    allow_or_404(request.user, "revise answer", given)
    form = ReviseForm(request.POST if request.method == "POST" else None, answer=given)
    if request.method == "POST" and form.is_valid():
        is_shared = form.cleaned_data["is_shared"]
        answering.revise(answer=given, by=request.user, at=now(), is_shared=is_shared, **form.said())
        messages.success(request, _("Kept."))
        return redirect("mentoring:answers")
    return render(request, "mentoring/answer.html", {"form": form, "answer": given})


@require_http_methods(["GET", "HEAD"])
@login_required
def answers(request: HttpRequest) -> HttpResponse:
    """The answers one may revise, those that lack a language first."""
    allow_or_404(request.user, "list answers")
    return render(request, "mentoring/answers.html", {"answers": asked.to_revise(request.user)})
