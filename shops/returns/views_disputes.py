"""Where buyer and shop do not agree: both sides, the photographs, the order's money; one decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now
from common.keys import key_of
from common.money import yuan
from common.rights import allow_or_404, can
from common.states import WrongState
from shops.payments.refunds import TooMuch
from shops.returns import deciding, queries
from shops.returns.forms import DecideForm
from shops.returns.models import Claim


@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """To be decided, or decided; the newest first."""
    allow_or_404(request.user, "look at disputes")
    is_open, key = request.GET.get("state") != "decided", key_of(request.GET.get("before", ""))
    context = {"page": queries.disputes(is_open=is_open, before=key), "is_open": is_open}
    return render(request, "shops/returns/disputes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them."""
    allow_or_404(request.user, "look at disputes")
    one = queries.dispute_of(pk)
    if one is None:
        raise Http404
    form = DecideForm(request.POST or None, initial={"amount": one.wanted})
    may = one.state == Claim.State.DISPUTED and can(request.user, "decide dispute", one)
    if request.method == "POST" and not can(request.user, "decide dispute", one):
        raise Http404
    if form.is_bound and form.is_valid() and decided(request, one, form):
        return redirect("returns:disputes")
    context = {"claim": one, "order": one.parcel.order, "shop": one.parcel.shop, "form": form, "may": may}
    return render(request, "shops/returns/dispute.html", context)


def decided(request: HttpRequest, one: Claim, form: DecideForm) -> bool:
    """Whether it was; a sum that is too large is said on the form."""
    facts = form.cleaned_data
    try:
        deciding.decide(
            claim=one, paid_by=facts["paid_by"], amount=facts["amount"] or 0, words=facts["words"], by=request.user, at=now()
        )
    except TooMuch as fault:
        form.add_error("amount", _("At most %(sum)s can go back for it.") % {"sum": yuan(fault.left)})
        return False
    except WrongState:
        messages.warning(request, _("Somebody was faster: see how it stands now."))
        return True
    messages.success(request, _("Decided. Both sides are told."))
    return True
