"""Buyers who want money back: those that wait first; one of them: agreed, less offered, asked back, refused, come."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.clock import now
from common.keys import key_of
from common.money import yuan
from common.states import WrongState
from shops.builder.views import own_shop
from shops.payments.models import Refund
from shops.payments.refunds import TooMuch
from shops.returns import answering, queries
from shops.returns.forms import AnswerForm, BackForm, CameForm, OfferForm, WordsForm
from shops.returns.models import Claim

State = Claim.State


@login_required
@require_safe
def returns(request: HttpRequest) -> HttpResponse:
    """Those whose turn is the shop's; the others when asked."""
    shop = own_shop(request, "change goods")
    waiting, key = request.GET.get("state") != "others", key_of(request.GET.get("before", ""))
    context = {
        "shop": shop, "waiting": waiting, "count": queries.waiting_of(shop),
        "page": queries.claims_of_shop(shop, waiting=waiting, before=key),
    }  # fmt: skip
    return render(request, "shops/desk/returns.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them."""
    shop = own_shop(request, "change goods")
    one = queries.claim_of_shop(shop, pk)
    if one is None:
        raise Http404
    do = request.POST.get("do", "")
    made = {name: form(request.POST if do == name else None, auto_id=f"{name}_%s") for name, form in FORMS.items()}
    made["came"] = CameForm(request.POST if do == "came" else None, claim=one, auto_id="came_%s")
    if do in made and made[do].is_valid() and answered(request, one, do, made[do]):
        return redirect("desk:claim", pk)
    context: dict[str, Any] = {
        "shop": shop, "claim": one, "order": one.parcel.order, "can_come_back": answering.can_come_back(one), **made,
        "may_agree": one.state in (State.ASKED, State.TO_SEND, State.OFFERED, State.REFUSED, State.DISPUTED),
    }  # fmt: skip
    return render(request, "shops/desk/claim.html", context)


FORMS: dict[str, type[forms.Form]] = {
    "agree": AnswerForm, "offer": OfferForm, "back": BackForm, "refuse": WordsForm, "object": WordsForm,
}  # fmt: skip
ACTS: dict[str, Callable[..., Claim]] = {
    "agree": answering.agree, "offer": answering.offer, "back": answering.want_back, "refuse": answering.refuse,
    "object": answering.object_to,
}  # fmt: skip


def answered(request: HttpRequest, one: Claim, do: str, form: Any) -> bool:
    """Whether it was; what was wrong with a sum is said on the form."""
    facts: dict[str, Any] = {"claim": one, "by": request.user, "at": now()}
    try:
        if do == "came":
            answering.goods_came(spoiled=form.spoiled, **facts)
        else:
            ACTS[do](**form.cleaned_data, **facts)
    except TooMuch as fault:
        if "amount" not in form.fields:
            messages.warning(request, _("Of this order, %(sum)s may still go back.") % {"sum": yuan(fault.left)})
            return True
        form.add_error("amount", _("Less than %(sum)s, or agree to all of it.") % {"sum": yuan(one.wanted)})
        return False
    except (WrongState, answering.NothingToReturn):
        messages.warning(request, _("Somebody was faster: see how it stands now."))
        return True
    messages.success(request, _("Written down, and the buyer is told."))
    return True


@require_POST
@login_required
def cash_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The shop has given a buyer's cash back."""
    shop = own_shop(request, "change goods")
    refund = get_object_or_404(Refund.objects.select_related("payment", "parcel__shop"), pk=pk, parcel__shop=shop)
    try:
        answering.cash_is_back(refund=refund, by=request.user, at=now())
        messages.success(request, _("Written down: the buyer has the cash again."))
    except WrongState:
        messages.warning(request, _("Somebody was faster: see how it stands now."))
    return redirect("desk:order", refund.parcel_id)
