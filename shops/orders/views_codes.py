"""Codes typed at the basket or before ordering. Who guesses is stopped: so many tries an hour for each address and basket."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now
from shops.orders.codes import NoCode, NotKnown, TooManyCodes, drop_code, type_code
from shops.orders.remembering import basket_here

LIMIT, MOST = "coupon_code", 60
PAGES = {"check": "orders:check", "basket": "orders:basket"}


@require_POST
def use_code(request: HttpRequest) -> HttpResponse:
    """Have a code in the basket; what it brings, or why it brings nothing, stands on the page."""
    mine, page = basket_here(request), PAGES.get(request.POST.get("page", ""), "orders:basket")
    if mine is None:
        return redirect(page)
    if not ratelimit.consume(request, action=LIMIT, key=str(request.user.pk or mine.pk)):
        messages.warning(request, _("Many codes were tried. Wait an hour, then type it once more."))
        return redirect(page)
    text = request.POST.get("code", "")[:MOST]
    try:
        coupon = type_code(basket=mine, text=text, at=now())
    except (NoCode, NotKnown):
        messages.warning(request, _("We do not know this code. Compare it with where you have it from."))
        return redirect(f"{reverse(page)}?{urlencode({'typed': text})}#code")
    except TooManyCodes:
        messages.warning(request, _("There are five codes in your basket. Take one out first."))
    else:
        messages.success(request, _("“%(title)s”: see below what it takes off.") % {"title": coupon.promotion.title})
    return redirect(page)


@require_POST
def out_code(request: HttpRequest, pk: int) -> HttpResponse:
    """The code is taken out of the basket."""
    mine = basket_here(request)
    if mine and drop_code(basket=mine, coupon=pk):
        messages.success(request, _("The code is taken out."))
    return redirect(PAGES.get(request.POST.get("page", ""), "orders:basket"))
