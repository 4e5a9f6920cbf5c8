"""Whose list a request is about: the person's, or the guest's whose key is in a cookie."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from common.clock import now
from shops.wishes.keeping import KEPT, join, list_for
from shops.wishes.models import WishList
from shops.wishes.queries import is_kept, list_of

COOKIE = "wishes"


def list_here(request: HttpRequest) -> WishList | None:
    """The reader's list; what they kept before signing in has joined it."""
    key = request.COOKIES.get(COOKIE, "")
    if key and request.user.is_authenticated:
        join(person=request.user, key=key, at=now())
    return list_of(request.user, key)


def list_made(request: HttpRequest) -> WishList:
    return list_here(request) or list_for(request.user, "", now())


def is_kept_here(request: HttpRequest, offer_id: int) -> bool:
    """Whether the reader keeps the offer. The cookie is looked at first: a guest without one costs nothing."""
    return is_kept(request.user, request.COOKIES.get(COOKIE, ""), offer_id)


def keep_key(request: HttpRequest, answer: HttpResponse, wishes: WishList | None) -> HttpResponse:
    """Write a guest's key; whoever is signed in needs none."""
    if request.user.is_authenticated:
        if COOKIE in request.COOKIES:
            answer.delete_cookie(COOKIE)
    elif wishes:
        answer.set_cookie(
            COOKIE, wishes.key, max_age=int(KEPT.total_seconds()), httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return answer
