"""What is kept for later: looking, keeping, taking out and back in, into the basket."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from shops.orders.baskets import NotSold, TooMany
from shops.orders.models import BasketLine
from shops.orders.remembering import basket_here, basket_made, keep_basket
from shops.wishes import keeping
from shops.wishes.models import Wish, WishList
from shops.wishes.queries import kept_in
from shops.wishes.remembering import keep_key, list_here, list_made

LAST = "unwished"  # in the session: what was taken out last


@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    """What is kept, with its price then and now, and whether it can be bought."""
    mine = list_here(request)
    answer = render(request, "shops/wishes/wishes.html", {"kept": kept_in(mine, now()), "most": keeping.MOST})
    return keep_key(request, answer, mine)


@require_POST
def keep(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Keep it for later, from its page; from the basket, instead of buying it now."""
    basket = basket_here(request) if "from" in request.POST else None
    try:
        with transaction.atomic():  # no list is made for what is not kept
            mine = list_made(request)
            if basket:
                keeping.out_of_basket(wishes=mine, basket=basket, offer_id=offer_id, at=now())
            else:
                keeping.keep(wishes=mine, offer_id=offer_id, at=now())
    except keeping.NotKept:
        messages.warning(request, _("It is not in the market any more."))
        return redirect("wishes:wishes")
    except keeping.Full:
        messages.warning(request, full())
    else:
        messages.success(request, _("Kept for later."), extra_tags=reverse("wishes:out", args=[offer_id]))
    answer = redirect("orders:basket") if "from" in request.POST else redirect(page_of(mine, offer_id))
    return keep_key(request, with_count(request, answer, basket), mine)


def full() -> str:
    return _("You keep %(most)s already. Take something out first; nothing was changed.") % {"most": keeping.MOST}


def page_of(mine: WishList, offer_id: int) -> str:
    """Where the pack is shown that was kept; the list where none was."""
    wish = Wish.objects.filter(list=mine, offer=offer_id).select_related("offer__variant__product").first()
    if wish is None:
        return reverse("wishes:wishes")
    pack = wish.offer.variant
    return f"{reverse('storefront:product', args=[pack.product.slug])}?pack={pack.position}"


@require_POST
def out(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Taken out, with a way back."""
    mine = list_here(request)
    wish = keeping.take_out(wishes=mine, offer_id=offer_id, at=now()) if mine else None
    if wish:
        request.session[LAST] = {"offer": offer_id, "price": wish.price, "kept_at": wish.kept_at.isoformat()}
        messages.success(request, _("Taken out."), extra_tags=reverse("wishes:undo"))
    return keep_key(request, redirect("wishes:wishes"), mine)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """What was taken out last is kept again, as it was."""
    last: dict[str, Any] | None = request.session.pop(LAST, None)
    if not last:
        return redirect("wishes:wishes")
    mine, at = list_made(request), now()
    try:
        kept_at = parse_datetime(last["kept_at"]) or at
        keeping.put_back(wishes=mine, offer_id=last["offer"], price=last["price"], kept_at=kept_at, at=at)
    except keeping.NotKept:
        messages.warning(request, _("It is not in the market any more."))
    except keeping.Full:
        messages.warning(request, full())
    return keep_key(request, redirect("wishes:wishes"), mine)


@require_POST
def basket(request: HttpRequest, offer_id: int) -> HttpResponse:
    """One pack into the basket with one press; what cannot be bought just now stays kept."""
    mine = list_here(request)
    if mine is None:
        return redirect("wishes:wishes")
    goods = basket_made(request)
    try:
        keeping.into_basket(wishes=mine, basket=goods, offer_id=offer_id, at=now())
    except (NotSold, TooMany):
        messages.warning(request, _("It cannot be put into the basket just now. It stays kept."))
        return keep_key(request, redirect("wishes:wishes"), mine)
    return keep_key(request, with_count(request, redirect("orders:basket"), goods), mine)


def with_count(request: HttpRequest, answer: HttpResponse, basket: Any) -> HttpResponse:
    """The answer with how much is in the basket, where the basket changed."""
    if basket is None:
        return answer
    packs = sum(BasketLine.objects.filter(basket=basket).values_list("packs", flat=True))
    return keep_basket(request, answer, basket, packs)
