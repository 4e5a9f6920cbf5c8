"""Transfers: the buyer hands in a picture; franchise managers look whether the money came."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from common.clock import now
from common.rights import allow_or_404
from common.states import WrongState
from shops.payments import proofs
from shops.payments.forms import LookForm, ProofForm
from shops.payments.models import Payment, Proof
from shops.payments.opening import NotToBePaid
from shops.payments.queries import proofs_to_look_at
from shops.payments.views import own_order, own_payment
from uploads.refusals import Refused


@require_POST
def proof(request: HttpRequest, number: str, try_number: str) -> HttpResponse:
    """A picture of the transfer; what is wrong with it is said, and nothing else changes."""
    order = own_order(request, number)
    payment = own_payment(order, try_number)
    if payment.means != Payment.Means.TRANSFER:
        raise Http404
    form = ProofForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.warning(request, str(form.errors["picture"][0]))
        return redirect("payments:trying", number, try_number)
    try:
        proofs.hand_in(payment=payment, file=form.cleaned_data["picture"], by=request.user, at=now())
    except Refused as fault:
        messages.warning(request, str(fault.message))
    except proofs.TooMany:
        messages.warning(request, _("We have five pictures of this transfer. Wait until somebody has looked."))
    except NotToBePaid:
        return redirect("orders:order", number)
    else:
        messages.success(
            request, _("We have your picture. Somebody looks whether the money is there, within two working days.")
        )
    return redirect("payments:trying", number, try_number)


@require_GET
def transfers(request: HttpRequest) -> HttpResponse:
    """Pictures to be looked at, the oldest first."""
    allow_or_404(request.user, "look at transfers")
    return render(request, "shops/payments/transfers.html", {"proofs": proofs_to_look_at()})


def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One picture beside what was to be paid."""
    allow_or_404(request.user, "look at transfers")
    found = one_proof(pk)
    form = LookForm(request.POST or None)
    if form.is_bound and form.is_valid() and looked_at(request, found, form):
        return redirect("payments:transfers")
    return render(request, "shops/payments/transfer.html", {"proof": found, "payment": found.payment, "form": form})


def looked_at(request: HttpRequest, found: Proof, form: LookForm) -> bool:
    """Whether it was said; a number that paid another order is told."""
    facts = form.cleaned_data
    try:
        if request.POST.get("do") == "came":
            proofs.accept(proof=found, bank_number=facts["number"], by=request.user, at=now())
            messages.success(request, _("Written down: the money came."))
        else:
            proofs.refuse(proof=found, words=facts["words"], by=request.user, at=now())
            messages.success(request, _("Written down. The buyer is told, and may send another picture."))
    except IntegrityError:
        form.add_error("number", _("This transfer paid another order. Look at the bank’s statement again."))
        return False
    except WrongState:
        messages.warning(request, _("Somebody was faster: see how it stands now."))
    return True


@require_GET
def picture(request: HttpRequest, pk: int) -> FileResponse:
    """The picture, as it was drawn anew when it came in."""
    allow_or_404(request.user, "look at transfers")
    answer = FileResponse(one_proof(pk).picture.open("rb"), content_type="image/jpeg")
    answer["Cache-Control"] = "private, no-store"
    return answer


def one_proof(pk: int) -> Proof:
    found = Proof.objects.filter(pk=pk).select_related("payment__order").first()
    if found is None:
        raise Http404
    return found
