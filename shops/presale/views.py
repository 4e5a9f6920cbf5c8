"""Two steps to a harvest booked ahead, with the answers of every order, which wait in the session; and the buyer's way out."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now, shanghai_day
from common.idempotency import KeyReused
from common.rights import visible
from shops.orders.forms import to_of
from shops.orders.models import Address, Order
from shops.orders.placing import BasketChanged
from shops.orders.remembering import ANSWERS, may_open, remember_order
from shops.orders.views_checkout import chosen as from_the_book
from shops.orders.views_checkout import keep_address, known
from shops.orders.ways import after_ordering
from shops.presale import placing
from shops.presale.calling_off import NotCallable, call_off
from shops.presale.choosing import Choice, chosen
from shops.presale.forms import AheadForm

PACKS = "ahead"  # in the session: of which pre-sale, and how many packs


def checkout(request: HttpRequest, pk: int) -> HttpResponse:
    """How many packs, who takes them in, where, and how one pays."""
    choice = chosen(pk)
    if not choice.is_open(shanghai_day(now())):
        return over(request, choice)
    facts: dict[str, Any] = {"quote": choice.quote, "buyer": request.user, "most": choice.most}
    if request.method == "POST" and "to" in request.POST:
        form = AheadForm(initial={**from_the_book(request), "packs": request.POST.get("packs", "")[:40]}, **facts)
    elif request.method == "POST":
        form = AheadForm(request.POST, **facts)
        if form.is_valid():
            answers = dict(form.cleaned_data)
            request.session[PACKS] = {"of": pk, "packs": answers.pop("packs")}
            request.session[ANSWERS] = answers
            keep_address(request, answers)
            return redirect("presale:check", pk)
    else:
        form = AheadForm(initial={**known(request), "packs": packs_of(request, pk) or 1}, **facts)
    context = {"form": form, "quote": choice.quote, "choice": choice, "book": visible(request.user, Address)}
    return render(request, "shops/presale/checkout.html", context)


def packs_of(request: HttpRequest, pk: int) -> int:
    """How many packs were answered for this pre-sale; 0 for none yet."""
    kept = request.session.get(PACKS) or {}
    return kept["packs"] if kept.get("of") == pk else 0


def check(request: HttpRequest, pk: int) -> HttpResponse:
    """All of it once more, and what happens if; the press at its end orders."""
    answers, packs = request.session.get(ANSWERS), packs_of(request, pk)
    if not answers or not packs:
        return redirect("presale:checkout", pk)
    choice = chosen(pk, packs, to_of(answers).region)
    if request.method == "POST":
        return ordered(request, choice, answers, packs)
    form = AheadForm({**answers, "packs": str(packs)}, quote=choice.quote, buyer=request.user, most=choice.most)
    if not form.is_valid():  # what was a good answer is none any more, such as a way of paying
        return redirect("presale:checkout", pk)
    context = {
        "quote": choice.quote, "to": to_of(answers), "way": next(one for one in form.ways if one.way == answers["way"]),
        "press": secrets.token_urlsafe(24), "choice": choice, "answers_url": request.path.removesuffix("check/"),
    }  # fmt: skip
    return render(request, "shops/presale/check.html", context)


def ordered(request: HttpRequest, choice: Choice, answers: dict[str, Any], packs: int) -> HttpResponse:
    """The order of this press. What stands against it is told, and nothing is ordered."""
    pk = choice.presale.pk
    press, total = request.POST.get("press", "")[:64], request.POST.get("total", "")
    if not press or not total.isdecimal() or len(total) > 12:
        return redirect("presale:check", pk)
    try:
        order = placing.place_ahead(
            presale=choice.presale, packs=packs, press=press, to=to_of(answers), way=answers["way"], total=int(total),
            by=request.user, language=get_language() or "zh-hans", at=now(),
        )  # fmt: skip
    except (BasketChanged, KeyReused):
        messages.warning(request, _("Something changed while you looked: see what is marked. Nothing was ordered yet."))
        return redirect("presale:check", pk)
    except placing.TooManyPacks as fault:
        said = ngettext("One pack in one order.", "At most %(n)s packs in one order.", fault.most)
        messages.warning(request, said % {"n": fault.most})
        return redirect("presale:checkout", pk)
    except placing.NotFirst:
        messages.warning(request, _("It is not open to everybody yet: only those may order whose harvest failed before."))
        return redirect(choice.back)
    except placing.NotAhead:
        return over(request, choice)
    remember_order(request, order.number)
    return after_ordering(request, order)


def over(request: HttpRequest, choice: Choice) -> HttpResponse:
    messages.warning(request, _("This harvest cannot be booked just now. Nothing was ordered."))
    return redirect(choice.back)


@require_POST
def go(request: HttpRequest, number: str) -> HttpResponse:
    """The buyer calls off what they booked."""
    order = Order.objects.select_related("buyer").filter(number=number, advance__isnull=False).first()
    if order is None or not may_open(request, order):
        raise Http404
    try:
        call_off(order=order, by=request.user, at=now())
        messages.success(request, _("Called off. What you paid goes back to where it came from."))
    except NotCallable:
        messages.warning(request, _("It is paid and may be packed by now. Call the parcel off below, if it is not posted yet."))
    return redirect("orders:order", number)
