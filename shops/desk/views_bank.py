"""Where the shop is paid: entered by its owner, shown masked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common.clock import now
from shops.builder.views import own_shop
from shops.settlement.banking import keep_payee
from shops.settlement.forms import PayeeForm
from shops.settlement.models import Payee
from shops.settlement.terms import HOLD


@login_required
def bank(request: HttpRequest) -> HttpResponse:
    """The bank account; changing it is told to the owner and holds the next payout for a day."""
    shop = own_shop(request, "read shop money")
    payee = Payee.objects.filter(shop=shop).first()
    known = {"name": payee.name, "bank": payee.bank} if payee else {"name": shop.owner.name}
    form = PayeeForm(request.POST or None, initial=known)
    if form.is_bound and form.is_valid():
        if keep_payee(shop=shop, by=request.user, at=now(), **form.cleaned_data):
            messages.success(
                request, _("Kept. We wrote you a message about it, and pay nothing to it before a day has passed.")
            )
        else:
            messages.info(request, _("It is the account we knew. Nothing was changed."))
        return redirect("desk:bank")
    waits_until = payee.changed_at + HOLD if payee and payee.changed_at + HOLD > now() else None
    return render(request, "shops/desk/bank.html", {"shop": shop, "payee": payee, "form": form, "waits_until": waits_until})
