"""What a browser is known to wait for before anybody signs in: keys of wishes that it sent, opened, or found by a number."""

from collections.abc import Iterable

from django.http import HttpRequest

WAITS, MOST = "waits", 20  # in the session


def remember_waits(request: HttpRequest, keys: Iterable[str]) -> None:
    known = remembered_waits(request)
    if new := [key for key in keys if key not in known]:
        request.session[WAITS] = [*known, *new][-MOST:]


def remembered_waits(request: HttpRequest) -> list[str]:
    return list(request.session.get(WAITS, []))
