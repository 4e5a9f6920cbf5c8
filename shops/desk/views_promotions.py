"""A shop's promotions: started from templates in two screens, stopped, and what each brought and cost; those of the county."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.clock import now, shanghai_day
from common.states import WrongState
from shops.availability.queries import public
from shops.builder.views import own_shop
from shops.catalogue.models import Offer, Product
from shops.franchise.models import Shop
from shops.orders.foretelling import brought_by, foretell
from shops.promotions import making
from shops.promotions.forms import PlanForm
from shops.promotions.models import MOST_OFFERS, Promotion
from shops.promotions.offering import to_join
from shops.promotions.templates import OF_SHOPS, Template
from shops.visits.models import Visit

RIGHT, MOST = "change goods", 60
State = Promotion.State


@require_safe
@login_required
def promotions(request: HttpRequest) -> HttpResponse:
    """What a promotion can be started from, what there is, and what the county asks the shop to take part in."""
    shop = own_shop(request, RIGHT)
    rows = Promotion.objects.filter(shop=shop, by_county=False)[:MOST]
    context = {"shop": shop, "rows": rows, "templates": templates_for(visits_of(shop)), "to_join": to_join(shop, now())}
    return render(request, "shops/desk/promotions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest, key: str) -> HttpResponse:
    """The first screen: which goods or visits, how much, until when."""
    shop = own_shop(request, RIGHT)
    guests = visits_of(shop)
    template = next((one for one in templates_for(guests) if one.key == key), None)
    if template is None:
        raise Http404
    offers = offers_of(shop) if {"goods", "gift"} & set(template.asks) else []
    form = PlanForm(request.POST or None, template=template, offers=offers, visits=guests, today=shanghai_day(now()))
    if form.is_bound and form.is_valid():
        made = form.made(shop=shop, by_county=False, by=request.user, at=now())
        if made:
            return redirect("desk:promotion", made.pk)
    return render(request, "shops/desk/promotion_new.html", {"shop": shop, "form": form, "template": template})


def templates_for(guests: list[Visit]) -> list[Template]:
    """Those that make sense for a shop; of visits only where guests book some by date."""
    return [one for one in OF_SHOPS.values() if guests or one.scope == Promotion.Scope.GOODS]


def offers_of(shop: Shop) -> list[Offer]:
    """The packs that are on sale, in the shop's order. One query."""
    rows = Offer.objects.filter(
        variant__product__shop=shop, variant__is_sold=True, variant__product__state=Product.State.ON_SALE
    )
    return list(
        rows.select_related("variant__product").order_by("variant__product__position", "variant__position")[:MOST_OFFERS]
    )


def visits_of(shop: Shop) -> list[Visit]:
    """What guests book by date, in the shop's order. One query."""
    return [one.visit for one in public().filter(visit__shop=shop).order_by("visit__position")[:MOST_OFFERS]]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def promotion(request: HttpRequest, pk: int) -> HttpResponse:
    """The second screen: what it would have cost, and a press that starts it; later what it brought, and one that stops it."""
    shop = own_shop(request, RIGHT)
    one: Promotion = get_object_or_404(
        Promotion.objects.prefetch_related("offers__variant__product", "visits", "coupons"), pk=pk, shop=shop, by_county=False
    )
    if request.method == "POST":
        return pressed(request, one, "desk:promotion")
    return render(request, "shops/desk/promotion.html", {"shop": shop, **facts_of(one, shop)})


def facts_of(one: Promotion, shop: Shop | None = None) -> dict[str, Any]:
    """What the page of a promotion shows: foretold before it starts, told afterwards."""
    is_draft = one.state == State.DRAFT
    return {
        "promotion": one, "foretold": foretell(one, now()) if is_draft else None,
        "brought": None if is_draft else brought_by(one, shop),
    }  # fmt: skip


def pressed(request: HttpRequest, one: Promotion, page: str) -> HttpResponse:
    """Started, or stopped; what came of it is said."""
    act, said = {
        "start": (making.start, _("It is started. It is used from its first day on.")),
        "stop": (making.stop, _("It is stopped. Orders that used it keep it.")),
    }.get(request.POST.get("do", ""), (None, ""))
    if act is None:
        raise Http404
    try:
        act(promotion=one, by=request.user, at=now())
        messages.success(request, said)
    except WrongState:
        messages.warning(request, _("It is over: it cannot be started or stopped any more."))
    return redirect(page, one.pk)


@require_POST
@login_required
def take_part(request: HttpRequest, pk: int) -> HttpResponse:
    """The shop pays its part of one of the county, or no more."""
    shop, at = own_shop(request, RIGHT), now()
    one = get_object_or_404(to_join(shop, at), pk=pk)
    if "leave" in request.POST:
        making.leave(promotion=one, shop=shop, by=request.user, at=at)
        messages.success(request, _("Your shop takes part no more."))
    else:
        making.join(promotion=one, shop=shop, by=request.user, at=at)
        messages.success(request, _("Your shop takes part."))
    return redirect("desk:promotions")
