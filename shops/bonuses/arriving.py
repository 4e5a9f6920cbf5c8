"""Whoever opens a link with a share code: the code goes into a signed cookie, and they to the same page without it.

Pages know nothing of it: they ask nothing, and stay as they are for everybody. No script is needed.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.core import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from common.clock import now
from shops.bonuses.models import LETTERS, LONG
from shops.orders.credit import SHARED

LIMIT = "share_code"
CODE = re.compile(rf"[{LETTERS}]{{{LONG}}}\Z")
DEVICE = re.compile(r"[0-9a-f]{16}\Z")
KEPT = timedelta(days=90)  # of the cookie; the terms say how long it counts
SALT = "shops.bonuses.arriving"
PARAMETER = "s"


@dataclass(frozen=True)
class Shared:
    """What the cookie says: by whose code, in which browser, since when."""

    code: str
    device: str
    at: datetime


def write_cookie(code: str, device: str, at: datetime) -> str:
    return signing.dumps([code, device, int(at.timestamp())], salt=SALT)


def read_cookie(text: str) -> Shared | None:
    """None for what we did not write."""
    try:
        code, device, moment = signing.loads(text, salt=SALT)
        return Shared(code, device, datetime.fromtimestamp(moment, tz=now().tzinfo))
    except (signing.BadSignature, ValueError, TypeError):
        return None


class ShareLinkMiddleware:
    """`?s=` with the shape of a code: remembered, and taken out of the address. Every other request passes untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = request.GET.get(PARAMETER, "") if request.method in ("GET", "HEAD") else ""
        return remembered(request, code) if CODE.match(code) else self.get_response(request)


def remembered(request: HttpRequest, code: str) -> HttpResponse:
    """To the page itself. The last link that was opened counts; one address may open so many an hour."""
    query = request.GET.copy()
    del query[PARAMETER]
    there = "/" + request.path.lstrip("/")  # never another host's
    answer = HttpResponseRedirect(f"{there}?{query.urlencode()}" if query else there)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    if ratelimit.consume_or_429(request, action=LIMIT, limit_get=True) is None:
        before = read_cookie(request.COOKIES.get(SHARED, ""))
        device = before.device if before else secrets.token_hex(8)
        answer.set_cookie(
            SHARED, write_cookie(code, device, now()), max_age=KEPT, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return answer
