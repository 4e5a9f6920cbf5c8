"""Ordering the same once more."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now
from common.money import yuan
from common.templatetags.words import in_language
from shops.orders.again import Again, order_again
from shops.orders.models import Order, OrderLine
from shops.orders.remembering import basket_made, may_open
from shops.orders.views import back


@require_POST
def again(request: HttpRequest, number: str) -> HttpResponse:
    """What is still sold of it is in the basket; the rest is told."""
    order = Order.objects.filter(number=number).first()
    if order is None or not may_open(request, order):
        raise Http404
    mine = basket_made(request)
    told = order_again(order=order, basket=mine, at=now())
    tell(request, told)
    return back(request, mine) if told.packs else redirect("orders:order", number)


def tell(request: HttpRequest, told: Again) -> None:
    if told.packs:
        messages.success(request, _("It is in your basket, at the prices of today."))
    if told.gone:
        names = [name_of(line) for line in told.gone]
        messages.warning(request, _("Not sold just now: %(names)s.") % {"names": ", ".join(names)})
    for line, left in told.fewer:
        words = ngettext("%(name)s: there is only %(n)s.", "%(name)s: there are only %(n)s.", left)
        messages.warning(request, words % {"name": name_of(line), "n": left})
    for line, price in told.dearer:
        facts = {"name": name_of(line), "was": yuan(line.price), "is": yuan(price)}
        messages.warning(request, _("%(name)s costs %(is)s now; it was %(was)s.") % facts)


def name_of(line: OrderLine) -> str:
    """What was ordered, in the reader's language if it has a name there."""
    return in_language(line, "name", get_language() or "zh-hans") or line.name_zh_hans
