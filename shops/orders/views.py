"""The basket: looking, counting, taking out and back in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from common.clock import now
from shops.orders.baskets import NotSold, TooMany, put_in, take_out, take_visit_out
from shops.orders.forms import PacksForm
from shops.orders.models import Basket, BasketLine, BasketVisit
from shops.orders.queries import quote_of
from shops.orders.remembering import basket_here, basket_made, keep_basket


def basket(request: HttpRequest) -> HttpResponse:
    """What is in it, by shop, and what it comes to. Prices and stock are those of now; what changed is said."""
    mine = basket_here(request)
    quote = quote_of(mine)
    answer = render(request, "shops/orders/basket.html", {"quote": quote})
    return keep_basket(request, answer, mine, quote.count)


@require_POST
def put(request: HttpRequest) -> HttpResponse:
    """More of an offer, from its page. A basket comes to be with the first thing that is put in."""
    form = PacksForm(request.POST)
    if not form.is_valid():
        return refused(request, form)
    mine = basket_made(request)
    change(request, mine, form.cleaned_data["offer"], form.cleaned_data["packs"], adds=True)
    return back(request, mine)


@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """One more, one fewer, the number typed, or none of an offer in the basket."""
    form, mine = PacksForm(request.POST), basket_here(request)
    if mine is None or not form.is_valid():
        return refused(request, form)
    offer, packs = form.cleaned_data["offer"], form.cleaned_data["packs"]
    packs += {"more": 1, "less": -1}.get(request.POST.get("do", ""), 0)
    if request.POST.get("do") == "out" or packs < 1:
        out(request, mine, offer)
    else:
        change(request, mine, offer, packs, adds=False)
    return back(request, mine)


def refused(request: HttpRequest, form: PacksForm) -> HttpResponse:
    """What was wrong with what was typed; nothing was changed."""
    said = next(iter(form.errors.get("packs", [])), _("This is not sold just now. Your basket is as it was."))
    messages.warning(request, str(said))
    return redirect("orders:basket")


def change(request: HttpRequest, mine: Basket, offer: int, packs: int, *, adds: bool) -> None:
    """Put in, and say what came of it where that is not what was asked."""
    try:
        line = put_in(basket=mine, offer_id=offer, packs=packs, at=now(), adds=adds)
    except NotSold:
        messages.warning(request, _("This is not sold just now. Your basket is as it was."))
    except TooMany:
        messages.warning(request, _("Write a whole number of packs, from 1 to 999."))
    else:
        if line.packs < packs:
            said = ngettext("There is only %(n)s of this. It is in your basket.",
                            "There are only %(n)s of this. They are in your basket.", line.packs)  # fmt: skip
            messages.warning(request, said % {"n": line.packs})


def out(request: HttpRequest, mine: Basket, offer: int) -> None:
    """Taken out, with a way back."""
    if packs := take_out(basket=mine, offer_id=offer, at=now()):
        request.session["out"] = {"offer": offer, "packs": packs}
        messages.success(request, _("Taken out."), extra_tags=reverse("orders:undo"))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """What was taken out last is in again."""
    last = request.session.pop("out", None)
    if not last:
        return redirect("orders:basket")
    mine = basket_made(request)
    change(request, mine, last["offer"], last["packs"], adds=False)
    return back(request, mine)


@require_POST
def visit_out(request: HttpRequest, pk: int) -> HttpResponse:
    """A visit is taken out of the basket."""
    mine = basket_here(request)
    if mine is None:
        return redirect("orders:basket")
    if take_visit_out(basket=mine, pk=pk, at=now()):
        messages.success(request, _("Taken out."))
    return back(request, mine)


def back(request: HttpRequest, mine: Basket) -> HttpResponse:
    return keep_basket(request, redirect("orders:basket"), mine, how_much(mine))


def how_much(mine: Basket) -> int:
    """What the header says is in the basket: packs, and visits. Two queries."""
    packs = sum(BasketLine.objects.filter(basket=mine).values_list("packs", flat=True))
    return packs + BasketVisit.objects.filter(basket=mine).count()
