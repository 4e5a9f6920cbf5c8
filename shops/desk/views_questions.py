"""What readers asked the shop: those that wait first; one of them: answered, changed, or declined with words."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now
from common.keys import key_of
from common.states import WrongState
from shops.asking import operations, queries
from shops.asking.forms import AnswerForm, DeclineForm
from shops.asking.models import Question
from shops.builder.views import own_shop

State = Question.State


@login_required
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Questions of one state; those not answered yet unless another is asked for."""
    shop = own_shop(request, "change goods")
    asked = request.GET.get("state", State.WAITING)
    state = asked if asked in State.values else State.WAITING
    beyond, counts = request.GET.get("beyond", ""), queries.counts_of(shop)
    context = {
        "shop": shop, "state": state, "states": [(one, one.label, counts.get(one, 0)) for one in State],
        "page": queries.questions_of(shop, state, key_of(beyond)),
    }  # fmt: skip
    return render(request, "shops/desk/questions.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """One question."""
    shop = own_shop(request, "change goods")
    one = queries.question_of(shop, pk)
    if one is None:
        raise Http404
    one.shop, do = shop, request.POST.get("do", "")
    is_answered = one.state == State.ANSWERED
    before = {"words": one.answer, "is_public": one.is_public} if is_answered else {}
    form = AnswerForm(request.POST if do == "answer" else None, initial=before)
    saying = DeclineForm(request.POST if do == "decline" else None, auto_id="why_%s")
    if form.is_bound and form.is_valid():
        operations.answer(question=one, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, _("Saved.") if is_answered else _("Answered. Who asked is told."))
        return redirect("desk:questions")
    if saying.is_bound and saying.is_valid():
        declined(request, one, saying.cleaned_data["words"])
        return redirect("desk:questions")
    context: dict[str, Any] = {"shop": shop, "question": one, "form": form, "saying": saying}
    return render(request, "shops/desk/question.html", context)


def declined(request: HttpRequest, one: Question, words: str) -> None:
    try:
        operations.decline(question=one, words=words, by=request.user, at=now())
        messages.success(request, _("Who asked is told why."))
    except WrongState:
        messages.warning(request, _("Somebody was faster: see how it stands now."))
