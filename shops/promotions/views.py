"""A person's coupons, and the press that collects one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from shops.promotions.coupons import collect as collect_coupon
from shops.promotions.models import Promotion
from shops.promotions.offering import coupons_of


@require_safe
@login_required
def coupons(request: HttpRequest) -> HttpResponse:
    """What the reader collected: what it takes off, until when, and whether it can still be used."""
    return render(request, "shops/promotions/coupons.html", {"coupons": coupons_of(request.user, now())})


@require_POST
def collect(request: HttpRequest, pk: int) -> HttpResponse:
    """The coupon is the reader's; it is used by itself. A guest signs in first, and comes back to where they were."""
    page = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()):
        page = reverse("promotions:coupons")
    if not request.user.is_authenticated:
        messages.info(request, _("Sign in, and it is yours: then press once more."))
        return redirect(f"{reverse('accounts:sign_in')}?next={page}")
    promotion = get_object_or_404(Promotion, pk=pk, way=Promotion.Way.COLLECTED)
    if collect_coupon(promotion=promotion, person=request.user, at=now()):
        messages.success(request, _("It is yours. It is used by itself when you order."))
    else:
        messages.info(request, _("You have it already, or it is not given any more."))
    return redirect(page)
