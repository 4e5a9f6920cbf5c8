"""Keeping a shop: who helps in it, and where it is found."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.contact import shown
from common.clock import now
from shops.builder.forms_keep import HelperForm, RightsForm
from shops.builder.views import own_shop
from shops.franchise import helping, operations
from shops.franchise.forms import AddressForm
from shops.franchise.models import Shop


@login_required
def helpers(request: HttpRequest) -> HttpResponse:
    """Who helps, by the number or address the owner gave; and a form to add one more."""
    shop = own_shop(request, "choose helpers")
    form = HelperForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add(request, shop, form)
            messages.success(request, _("They help in your shop now, and have a message that says so."))
            return redirect("builder:helpers")
        except helping.AddedEnough:
            form.add_error("contact", _("That is enough for one day. Add the next helper tomorrow."))
        except helping.NobodyThere:
            form.add_error("contact", _("Nobody signed up with this yet. Ask them to sign up first, then add them here."))
        except helping.IsTheOwner:
            form.add_error("contact", _("That is yourself. Enter the number or e-mail of the person who helps you."))
        except helping.HelpersEnough:
            words = _("Your shop has %(n)s helpers, which is the most. Take one off first.") % {"n": helping.MOST}
            form.add_error("contact", words)
    return helpers_page(request, shop, form)


def add(request: HttpRequest, shop: Shop, form: HelperForm) -> None:
    """Raises what `add_helper` raises, and AddedEnough for too many tries: who has an account is nobody's to find out."""
    if not ratelimit.consume(request, action="add_helper", key=f"shop-{shop.pk}"):
        raise helping.AddedEnough
    contact, rights = form.cleaned_data["contact"], form.cleaned_data["rights"]
    helping.add_helper(shop=shop, contact=contact, rights=rights, by=request.user, at=now())


def helpers_page(
    request: HttpRequest, shop: Shop, form: HelperForm, wrong: RightsForm | None = None, wrong_of: int = 0
) -> HttpResponse:
    """`wrong`: the form of the helper `wrong_of` whose rights are to be mended."""
    rows = [
        (one, shown(one.contact), wrong if wrong and one.pk == wrong_of else RightsForm(initial={"rights": one.rights}))
        for one in shop.helpers.all()  # type: ignore[attr-defined]
    ]
    return render(request, "shops/builder/helpers.html", {"shop": shop, "form": form, "rows": rows, "wrong": wrong})


@login_required
@require_POST
def helper_rights(request: HttpRequest, helper_id: int) -> HttpResponse:
    """What one helper may do from now on."""
    shop = own_shop(request, "choose helpers")
    form = RightsForm(request.POST)
    if not form.is_valid():
        return helpers_page(request, shop, HelperForm(None), form, helper_id)
    helping.change_rights(shop=shop, helper_id=helper_id, rights=form.cleaned_data["rights"], by=request.user, at=now())
    messages.success(request, _("Kept. They have a message that says what they may do."))
    return redirect("builder:helpers")


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
