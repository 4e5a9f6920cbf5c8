"""Managers: harvests that are sold ahead, and calling one failed for a shop that cannot or does not."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from common.rights import allow_or_404
from shops.presale.models import Presale
from shops.presale.queries import going_on, presale_at
from shops.presale.views_shop import failed_press, page_of


@login_required
@require_safe
def presales(request: HttpRequest) -> HttpResponse:
    """All that buyers wait for, the next harvest first."""
    allow_or_404(request.user, "see all presales")
    return render(request, "shops/presale/all.html", {"presales": list(going_on()[:200])})


def found(request: HttpRequest, pk: int) -> Presale:
    presale = presale_at(pk)
    if presale is None:
        raise Http404
    allow_or_404(request.user, "cancel for shop", presale.offer.variant.product.shop)
    return presale


@login_required
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """As the shop sees it."""
    return page_of(request, found(request, pk), for_manager=True)


@require_POST
@login_required
def has_failed(request: HttpRequest, pk: int) -> HttpResponse:
    presale = found(request, pk)
    return failed_press(request, presale, for_manager=True) or redirect("presale:for_manager", pk)
