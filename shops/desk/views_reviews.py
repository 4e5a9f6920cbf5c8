"""What buyers say of a shop's goods: those that wait for an answer first; answered, and reported where they are false."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.states import WrongState
from shops.builder.views import own_shop
from shops.franchise.models import Shop
from shops.reviews import answering, queries
from shops.reviews.forms import ReasonsForm, ReplyForm
from shops.reviews.models import CustomerReview

ANSWERED = "answered"


@login_required
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    return page_of(request, own_shop(request, "change goods"))


def page_of(request: HttpRequest, shop: Shop, wrong: forms.Form | None = None, pk: int = 0) -> HttpResponse:
    """A page of reviews; `wrong` is the form of the review `pk` that was not kept."""
    is_answered = request.GET.get("state") == ANSWERED
    page = queries.reviews_of_shop(shop, is_answered=is_answered, before=request.GET.get("before", ""))
    counts, waiting = queries.counts_of_shop(shop), queries.to_answer(shop)
    rows = [row_of(review, wrong if review.pk == pk else None) for review in page.rows]
    context = {
        "shop": shop, "page": page, "is_answered": is_answered, "counts": counts, "waiting": waiting,
        "answered": counts.count - waiting, "rows": rows,
    }  # fmt: skip
    return render(request, "shops/desk/reviews.html", context)


def row_of(review: Any, wrong: forms.Form | None) -> dict[str, Any]:
    """A review with its two forms; ids differ from review to review."""
    reply = ReplyForm(initial={"answer": review.answer}, auto_id=f"r{review.pk}-%s")
    reasons = ReasonsForm(auto_id=f"r{review.pk}-%s")
    return {
        "review": review, "reply": wrong if isinstance(wrong, ReplyForm) else reply,
        "reasons": wrong if isinstance(wrong, ReasonsForm) else reasons, "report": getattr(review, "report", None),
    }  # fmt: skip


@login_required
@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Answered, or reported; what was typed stays where it is refused."""
    shop = own_shop(request, "change goods")
    found = queries.review_of_shop(shop, pk)
    if found is None:
        raise Http404
    kind = ReasonsForm if request.POST.get("do") == "report" else ReplyForm
    form = kind(request.POST, auto_id=f"r{pk}-%s")
    if not form.is_valid():
        return page_of(request, shop, form, pk)
    try:
        keep(request, found, form)
    except WrongState:
        messages.warning(request, _("It is not shown any more: there is nothing to answer."))
    tail = f"?state={ANSWERED}" if request.GET.get("state") == ANSWERED else ""
    return redirect(reverse("desk:reviews") + tail)


def keep(request: HttpRequest, found: CustomerReview, form: forms.Form) -> None:
    """Raises WrongState."""
    given: dict[str, Any] = {"review": found, "by": request.user, "at": now()}
    if isinstance(form, ReasonsForm):
        answering.report_review(reasons=form.cleaned_data["reasons"], **given)
        messages.success(request, _("The franchise managers are told. Until they decide, it stays."))
        return
    answering.answer_review(text=form.cleaned_data["answer"], **given)
    messages.success(request, _("Your answer stands under the review, and the buyer is told."))
