"""What a browser is known by before anybody signs in: a basket's key in a cookie, and the orders placed in this session."""

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from common.clock import now
from common.rights import can
from shops.orders.baskets import KEPT, basket_for, join
from shops.orders.models import Basket, Order
from shops.orders.queries import basket_of

COOKIE, COUNT = "basket", "packs"
ORDERS, ANSWERS = "orders", "checkout"  # in the session


def basket_here(request: HttpRequest) -> Basket | None:
    """The reader's basket; what they put in before signing in has joined it."""
    key = request.COOKIES.get(COOKIE, "")
    if key and request.user.is_authenticated:
        join(buyer=request.user, key=key, at=now())
    return basket_of(request.user, key)


def basket_made(request: HttpRequest) -> Basket:
    return basket_here(request) or basket_for(request.user, "", now())


def keep_basket(request: HttpRequest, answer: HttpResponse, basket: Basket | None, packs: int) -> HttpResponse:
    """Write the guest's key, and how much is in the basket, which the header shows without asking."""
    options: dict[str, Any] = {
        "max_age": int(KEPT.total_seconds()),
        "samesite": "Lax",
        "secure": settings.SESSION_COOKIE_SECURE,
    }
    if request.user.is_authenticated:
        answer.delete_cookie(COOKIE)
    elif basket:
        answer.set_cookie(COOKIE, basket.key, httponly=True, **options)
    answer.set_cookie(COUNT, str(packs), httponly=True, **options)
    return answer


def pressed(request: HttpRequest) -> str:
    """The press that a form came with; a new one for a form to be shown, or where none came."""
    return request.POST.get("press", "")[:40] or secrets.token_urlsafe(24)


def remember_order(request: HttpRequest, number: str) -> None:
    request.session[ORDERS] = [*request.session.get(ORDERS, [])[-19:], number]


def is_remembered(request: HttpRequest, number: str) -> bool:
    """Whether this browser placed the order, or proved its number."""
    return number in request.session.get(ORDERS, [])


def may_open(request: HttpRequest, order: Order) -> bool:
    """Whether this reader placed the order, signed in or in this browser."""
    return can(request.user, "read order", order) or (order.buyer_id is None and is_remembered(request, order.number))
