"""Parcels that nobody moves, for franchise managers: whom to ring, and since when it waits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from common.keys import key_of
from common.rights import allow_or_404
from shops.fulfilment import queries


@require_GET
def unmoved(request: HttpRequest) -> HttpResponse:
    """Those not posted in time, and those whose cash nobody speaks of; the longest first."""
    allow_or_404(request.user, "look after parcels")
    context = {
        "unposted": queries.unposted(key_of(request.GET.get("after", "")) or 0),
        "cash": queries.cash_unclear(key_of(request.GET.get("cash", "")) or 0),
    }  # fmt: skip
    return render(request, "shops/fulfilment/unmoved.html", context)
