"""Asking about a product, reading what others asked, and one's own question with its answer."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now
from common.keys import key_of
from common.rights import allow_or_404
from shops.asking import queries
from shops.asking.forms import AskForm
from shops.asking.models import Question
from shops.asking.operations import ask, press_of
from shops.catalogue.models import Product

LIMIT = "ask_grower"


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """What was asked of a product and may be read by all; below, asking."""
    product = queries.askable(slug)
    if product is None:
        raise Http404
    form = AskForm(request.POST or None, is_guest=not request.user.is_authenticated)
    if form.is_bound and form.is_valid() and (question := asked_with(request, product, form)):
        messages.success(request, _("Asked. You are told when the shop answers."))
        return redirect("asking:asked", question.key)
    before = request.GET.get("before", "")
    context = {
        "product": product, "shop": product.shop, "form": form,
        "page": queries.answers_of(product, key_of(before)),
    }  # fmt: skip
    return render(request, "shops/asking/questions.html", context)


def asked_with(request: HttpRequest, product: Product, form: AskForm) -> Question | None:
    """The question, or None where too many were asked today: that is said on the form, which keeps what was typed."""
    facts = form.cleaned_data
    asker = request.user if request.user.is_authenticated else None
    phone, press = facts.get("phone", ""), facts["press"] or form["press"].initial
    if there := Question.objects.filter(press=press_of(press, product, facts["words"], asker, phone)).first():
        return there
    key = str(asker.pk) if asker else phone
    if not ratelimit.consume(request, action=LIMIT, key=key):
        form.add_error(None, _("Many questions were asked from here. Ask again tomorrow; what you wrote stays below."))
        return None
    facts = {"words": facts["words"], "press": press, "language": get_language() or "zh-hans"}
    return ask(product=product, asker=asker, phone=phone, at=now(), **facts)


@require_safe
def asked(request: HttpRequest, key: str) -> HttpResponse:
    """One's own question and what the shop said."""
    question = queries.question_at(key)
    if question is None:
        raise Http404
    if question.asker_id is not None:
        if not request.user.is_authenticated:  # the letter was opened where nobody is signed in
            return redirect_to_login(request.get_full_path())
        allow_or_404(request.user, "read question", question)
    answer = render(request, "shops/asking/asked.html", {"question": question, "product": question.product})
    answer["X-Robots-Tag"], answer["Cache-Control"] = "noindex, nofollow", "private, no-store"
    return answer
