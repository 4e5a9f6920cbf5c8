"""Parcels that nobody moves, for franchise managers: whom to ring, and since when it waits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from common.rights import allow_or_404
from shops.fulfilment import queries


@require_GET
def unmoved(request: HttpRequest) -> HttpResponse:
    """Those not posted in time, and those whose cash nobody speaks of; the longest first."""
    allow_or_404(request.user, "look after parcels")
    context = {
        "unposted": queries.unposted(key_in(request, "after")), "cash": queries.cash_unclear(key_in(request, "cash")),
    }  # fmt: skip
    return render(request, "shops/fulfilment/unmoved.html", context)


def key_in(request: HttpRequest, name: str) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 16 else 0
