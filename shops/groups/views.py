"""Buying in a group: the group's page, two steps to a place in it, and the leader's way out."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.rights import can
from printing.codes import qr_svg
from shops.catalogue.models import Product
from shops.groups.choosing import choice_of
from shops.groups.ending import NotLeading, leave
from shops.groups.models import Group
from shops.groups.queries import group_at, mine_in, shown_goods
from shops.orders.models import Order
from shops.orders.remembering import ORDERS, may_open
from shops.sharing.cards import of_product
from shops.sharing.models import Shape
from shops.sharing.queries import SHOWN


@require_safe
def group(request: HttpRequest, code: str) -> HttpResponse:
    """How it stands: who is in it, how many are missing, until when; how to join it or to share it."""
    found = group_at(code)
    if found is None:
        raise Http404
    product = shown_goods(found) if found.offer else found.thing
    address = request.build_absolute_uri(request.path)
    mine = mine_in(found, request.user, request.session.get(ORDERS, []))
    choice, sells = choice_of(found), can(request.user, "change goods", product.shop)
    context = {
        "group": found, "product": product, "shop": product.shop, "mine": mine, "address": address, "sells": sells,
        "may_join": mine is None and not sells and choice.is_open(now()), "is_over": is_over(found),
        "may_open": replace(choice, group=None).is_open(now()), "back": replace(choice, group=None).back,
        "code": qr_svg(address) if mine and found.state == Group.State.GATHERING else "",
        "picture": card_of(request, product) if found.offer else "",
    }  # fmt: skip
    answer = render(request, "shops/groups/group.html" if found.offer else "shops/groups/going.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def is_over(found: Group) -> bool:
    """Whether its time is over, though the clock may not have come round."""
    return found.state == Group.State.GATHERING and found.expires_at is not None and found.expires_at <= now()


def card_of(request: HttpRequest, product: Product) -> str:
    """The picture that is shown when the group's address is sent; "" for goods that are out of the shop."""
    if product.state not in SHOWN:
        return ""
    language = "en" if request.LANGUAGE_CODE == "en" else "zh-hans"  # type: ignore[attr-defined]
    return request.build_absolute_uri(of_product(product, language).address(Shape.WIDE))


@require_POST
def go(request: HttpRequest, number: str) -> HttpResponse:
    """Whoever leads leaves their group."""
    order = Order.objects.select_related("buyer").filter(number=number, seat__isnull=False).first()
    if order is None or not may_open(request, order):
        raise Http404
    try:
        leave(order=order, by=request.user, at=now())
        messages.success(request, _("You have left the group. All you paid goes back to where it came from."))
    except NotLeading:
        messages.warning(request, _("Others count on you: only whoever leads a group may leave it, while it gathers."))
    return redirect("orders:order", number)
