"""Keeping a shop: who helps in it, and where it is found."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.contact import shown
from common.clock import now
from shops.builder.forms_keep import HelperForm
from shops.builder.views import own_shop
from shops.franchise import helping, operations
from shops.franchise.forms import AddressForm


@login_required
def helpers(request: HttpRequest) -> HttpResponse:
    """Who helps, by the number or address the owner gave; and a form to add one more."""
    shop = own_shop(request, "choose helpers")
    form = HelperForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            helping.add_helper(shop=shop, contact=form.cleaned_data["contact"], by=request.user, at=now())
            messages.success(request, _("They may change your shop now, and have a message that says so."))
            return redirect("builder:helpers")
        except helping.NobodyThere:
            form.add_error("contact", _("Nobody signed up with this yet. Ask them to sign up first, then add them here."))
        except helping.IsTheOwner:
            form.add_error("contact", _("That is yourself. Enter the number or e-mail of the person who helps you."))
        except helping.HelpersEnough:
            words = _("Your shop has %(n)s helpers, which is the most. Take one off first.") % {"n": helping.MOST}
            form.add_error("contact", words)
    rows = [(helper.pk, shown(helper.contact), helper.added_at) for helper in shop.helpers.all()]
    return render(request, "shops/builder/helpers.html", {"shop": shop, "form": form, "rows": rows})


@login_required
@require_POST
def remove_helper(request: HttpRequest, helper_id: int) -> HttpResponse:
    """Take one helper off."""
    shop = own_shop(request, "choose helpers")
    helping.remove_helper(shop=shop, helper_id=helper_id, by=request.user, at=now())
    messages.success(request, _("They cannot change your shop any more."))
    return redirect("builder:helpers")


@login_required
def address(request: HttpRequest) -> HttpResponse:
    """Another address for the shop; the old one leads to it for ever."""
    shop = own_shop(request, "change address")
    form = AddressForm(request.POST if request.method == "POST" else None, initial={"slug": shop.slug})
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_address(shop=shop, slug=form.cleaned_data["slug"], by=request.user, at=now())
            messages.success(request, _("Your shop has its new address. The old one leads to it."))
            return redirect("builder:progress")
        except operations.AddressTaken:
            form.say_taken()
    return render(request, "shops/builder/address.html", {"shop": shop, "form": form})
