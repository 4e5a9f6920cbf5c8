"""Three answers, a look at all of it, one press. Answers wait in the session: a lost signal loses none."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now
from common.idempotency import KeyReused
from common.keys import key_of
from common.rights import visible
from common.templatetags.words import spaced
from shops.orders.addresses import TooMany, add_address
from shops.orders.credit import SHARED, credit_for, credited
from shops.orders.forms import CheckoutForm, to_of
from shops.orders.models import Address, Order, ShopOrder
from shops.orders.placing import BasketChanged, NothingWanted, place
from shops.orders.pricing import Quote
from shops.orders.queries import order_at, quote_of
from shops.orders.remembering import ANSWERS, ORDERS, basket_here, keep_basket, may_open, remember_order
from shops.orders.views_addresses import answers_of
from shops.orders.ways import after_ordering


def checkout(request: HttpRequest) -> HttpResponse:
    """Who takes it in, where, and how one pays."""
    quote = quote_of(basket_here(request))
    if quote.is_empty:
        return redirect("orders:basket")
    if request.method == "POST" and "to" in request.POST:
        form = CheckoutForm(initial=chosen(request), quote=quote, buyer=request.user)
    elif request.method == "POST":
        form = CheckoutForm(request.POST, quote=quote, buyer=request.user)
        if form.is_valid():
            request.session[ANSWERS] = {**form.cleaned_data, "credit": request.session.get(ANSWERS, {}).get("credit", False)}
            keep_address(request, form.cleaned_data)
            return redirect("orders:check")
    else:
        form = CheckoutForm(initial=known(request), quote=quote, buyer=request.user)
    return render(request, "shops/orders/checkout.html", {"form": form, "quote": quote, "book": visible(request.user, Address)})


def chosen(request: HttpRequest) -> dict[str, Any]:
    """What an entry of the address book says, with what else was typed already. 404 for another's."""
    asked = request.POST["to"]
    address = visible(request.user, Address).filter(pk=key_of(asked)).first()
    if address is None:
        raise Http404
    typed = {name: request.POST.get(name, "")[:100] for name in ("note", "way")}
    return answers_of(address) | typed


def keep_address(request: HttpRequest, answers: dict[str, Any]) -> None:
    """Into the address book, where that was ticked."""
    if answers.get("keep"):
        try:
            add_address(owner=request.user, to=to_of(answers), at=now())
        except TooMany:
            messages.warning(request, _("Your address book is full, so this address was not kept. You can order all the same."))


def known(request: HttpRequest) -> dict[str, Any]:
    """What was answered already, or their usual address, or where they ordered to last, or what their account says."""
    if answers := request.session.get(ANSWERS):
        return answers
    if not request.user.is_authenticated:
        return {}
    if usual := visible(request.user, Address).filter(is_usual=True).first():
        return answers_of(usual)
    last = Order.objects.filter(buyer=request.user).first()
    if last:
        return {"name": last.name, "phone": spaced(last.phone), "address": f"{last.place}{last.street}"}
    return {"name": request.user.name, "phone": spaced(request.user.phone)}


def check(request: HttpRequest) -> HttpResponse:
    """All of it once more; the press at its end orders. Loaded again, it is another press, which finds the basket empty."""
    answers = request.session.get(ANSWERS)
    if not answers:
        return redirect("orders:checkout")
    mine = basket_here(request)
    if request.method == "POST":
        return ordered(request, mine, answers)
    to = to_of(answers)
    quote = quote_of(mine, to.region, phone=to.phone)
    if quote.is_empty:
        return nothing_wanted(request)
    ready = credit_for(quote, request.user, now())
    return check_page(request, credited(quote, ready) if answers.get("credit") else quote, answers, ready)


@require_POST
def use_credit(request: HttpRequest) -> HttpResponse:
    """The reader's credit goes on the order that is looked at, or not after all."""
    if answers := request.session.get(ANSWERS):
        request.session[ANSWERS] = {**answers, "credit": request.POST.get("credit") == "use"}
    return redirect("orders:check")


def check_page(
    request: HttpRequest, quote: Quote, answers: dict[str, Any], credit: int = 0, status: int = 200
) -> HttpResponse:  # fmt: skip
    form = CheckoutForm(answers, quote=quote, buyer=request.user)
    if not form.is_valid():  # what was a good answer is none any more, such as a way of paying
        return redirect("orders:checkout")
    way = next(one for one in form.ways if one.way == answers["way"])
    context = {"quote": quote, "to": to_of(answers), "way": way, "press": secrets.token_urlsafe(24), "credit": credit}
    context["answers_url"] = reverse("orders:checkout")
    return render(request, "shops/orders/check.html", context, status=status)


def ordered(request: HttpRequest, mine: Any, answers: dict[str, Any]) -> HttpResponse:
    """The order of this press. What changed meanwhile is told, and nothing is ordered."""
    press, total = request.POST.get("press", "")[:64], request.POST.get("total", "")
    if not press or not total.isdecimal() or len(total) > 12:
        return redirect("orders:check")
    if mine is None:
        return nothing_wanted(request)
    try:
        order = place(
            basket=mine, press=press, to=to_of(answers), way=answers["way"], total=int(total), by=request.user,
            language=get_language() or "zh-hans", at=now(), uses_credit=bool(answers.get("credit")),
            shared=request.COOKIES.get(SHARED, "")[:200],
        )  # fmt: skip
    except BasketChanged as changed:
        messages.warning(request, told_of(changed))
        return redirect("orders:check")
    except KeyReused:
        messages.warning(request, _("You have changed your answers since. Look at them once more, then order."))
        return redirect("orders:check")
    except NothingWanted:
        return nothing_wanted(request)
    remember_order(request, order.number)
    request.session[ANSWERS] = {**answers, "credit": False}  # each order asks anew
    return keep_basket(request, after_ordering(request, order), mine, 0)


def told_of(changed: BasketChanged) -> str:
    """What changed, where one thing did."""
    if changed.used_up:
        words = _("“%(title)s” was used up by others meanwhile. See what it comes to without it. Nothing was ordered yet.")
        return words % {"title": changed.used_up.title}
    return _("Something changed while you looked: see what is marked. Nothing was ordered yet.")


def nothing_wanted(request: HttpRequest) -> HttpResponse:
    """The basket is empty: what was just ordered in this browser is shown, else the basket says so."""
    if numbers := request.session.get(ORDERS):
        return redirect("orders:order", numbers[-1])
    return redirect("orders:basket")


def order(request: HttpRequest, number: str) -> HttpResponse:
    """One order, for who placed it."""
    found = order_at(number)
    if found is None or not may_open(request, found):
        raise Http404
    parcels = list(found.parcels.all())
    return render(request, "shops/orders/order.html", {"order": found, "parcels": parcels, "stage": stage_of(parcels)})


def stage_of(parcels: list[ShopOrder]) -> str:
    """The state of all parts that are not cancelled and did not come back; '' while they differ."""
    states = {parcel.state for parcel in parcels}
    going = states - {ShopOrder.State.CANCELLED, ShopOrder.State.BACK} or states
    return going.pop() if len(going) == 1 else ""
