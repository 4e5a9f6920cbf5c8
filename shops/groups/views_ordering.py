"""Two steps to a place in a group, with the answers of every order. They wait in the session: a lost signal loses none."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.clock import now
from common.idempotency import KeyReused
from common.rights import visible
from shops.groups import placing
from shops.groups.choosing import Choice, Going, to_go, to_join, to_open
from shops.groups.forms import TogetherForm
from shops.groups.seating import Full, Over, Seated
from shops.orders.forms import to_of
from shops.orders.models import Address, Order
from shops.orders.placing import BasketChanged
from shops.orders.remembering import ANSWERS, may_open, remember_order
from shops.orders.views_checkout import chosen, keep_address, known
from shops.orders.ways import after_ordering

PACKS = "together"  # in the session: which group, and how many packs


def open_checkout(request: HttpRequest, offer_id: int) -> HttpResponse:
    return checkout(request, to_open(offer_id))


def open_check(request: HttpRequest, offer_id: int) -> HttpResponse:
    return check(request, to_open(offer_id))


def go_checkout(request: HttpRequest, session_id: int) -> HttpResponse:
    return checkout(request, to_go(session_id))


def go_check(request: HttpRequest, session_id: int) -> HttpResponse:
    return check(request, to_go(session_id))


def join_checkout(request: HttpRequest, code: str) -> HttpResponse:
    return checkout(request, to_join(code))


def join_check(request: HttpRequest, code: str) -> HttpResponse:
    return check(request, to_join(code))


def checkout(request: HttpRequest, choice: Choice | Going) -> HttpResponse:
    """How many packs or people, who takes them in, where, and how one pays."""
    if not choice.is_open(now()):
        return over(request, choice)
    quote = choice.quote(1)
    facts: dict[str, Any] = {"quote": quote, "buyer": request.user, "most": choice.most, "goes": isinstance(choice, Going)}
    if request.method == "POST" and "to" in request.POST:
        form = TogetherForm(initial={**chosen(request), "packs": request.POST.get("packs", "")[:40]}, **facts)
    elif request.method == "POST":
        form = TogetherForm(request.POST, **facts)
        if form.is_valid():
            answers = dict(form.cleaned_data)
            request.session[PACKS] = {"of": choice.key, "packs": answers.pop("packs")}
            request.session[ANSWERS] = answers
            keep_address(request, answers)
            return redirect(choice.address("check"))
    else:
        form = TogetherForm(initial={**known(request), "packs": packs_of(request, choice) or 1}, **facts)
    context = {"form": form, "quote": quote, "choice": choice, "book": visible(request.user, Address)}
    return render(request, "shops/groups/checkout.html", context)


def packs_of(request: HttpRequest, choice: Choice | Going) -> int:
    """How many packs were answered for this choice; 0 for none yet."""
    kept = request.session.get(PACKS) or {}
    return kept["packs"] if kept.get("of") == choice.key else 0


def check(request: HttpRequest, choice: Choice | Going) -> HttpResponse:
    """All of it once more; the press at its end orders."""
    answers, packs = request.session.get(ANSWERS), packs_of(request, choice)
    if not answers or not packs:
        return redirect(choice.address("checkout"))
    if request.method == "POST":
        return ordered(request, choice, answers, packs)
    quote = choice.quote(packs, to_of(answers).region)
    facts: dict[str, Any] = {"quote": quote, "buyer": request.user, "most": choice.most, "goes": isinstance(choice, Going)}
    form = TogetherForm({**answers, "packs": str(packs)}, **facts)
    if not form.is_valid():  # what was a good answer is none any more, such as a way of paying
        return redirect(choice.address("checkout"))
    context = {
        "quote": quote, "to": to_of(answers), "way": next(one for one in form.ways if one.way == answers["way"]),
        "press": secrets.token_urlsafe(24), "choice": choice, "answers_url": choice.address("checkout"),
    }  # fmt: skip
    return render(request, "shops/groups/check.html", context)


def ordered(request: HttpRequest, choice: Choice | Going, answers: dict[str, Any], packs: int) -> HttpResponse:
    """The order of this press. What stands against it is told, and nothing is ordered."""
    press, total = request.POST.get("press", "")[:64], request.POST.get("total", "")
    if not press or not total.isdecimal() or len(total) > 12:
        return redirect(choice.address("check"))
    try:
        order = choice.place(
            packs=packs, press=press, to=to_of(answers), way=answers["way"], total=int(total), by=request.user,
            language=get_language() or "zh-hans", at=now(),
        )  # fmt: skip
    except (BasketChanged, KeyReused):
        messages.warning(request, _("Something changed while you looked: see what is marked. Nothing was ordered yet."))
        return redirect(choice.address("check"))
    except Seated as there:
        return seated_already(request, choice, there.seat.order)
    except placing.OwnShop:
        messages.warning(request, _("You work in this shop: its groups are for buyers."))
        return redirect(choice.back)
    except placing.TooManyPacks as fault:
        messages.warning(request, too_many(choice, fault.most))
        return redirect(choice.address("checkout"))
    except (Full, Over, placing.NotTogether):
        return over(request, choice)
    remember_order(request, order.number)
    return after_ordering(request, order)


def too_many(choice: Choice | Going, most: int) -> str:
    if isinstance(choice, Going):
        said = ngettext("In a group, one person with each order.", "In a group, at most %(n)s people with each order.", most)
    else:
        said = ngettext("In a group, one pack for each person.", "In a group, at most %(n)s packs for each person.", most)
    return said % {"n": most}


def seated_already(request: HttpRequest, choice: Choice | Going, theirs: Order) -> HttpResponse:
    """To their order where this is the reader's; else only that it is so."""
    messages.warning(request, _("You have a place already in a group of this that still gathers: one for each person."))
    return redirect("orders:order", theirs.number) if may_open(request, theirs) else redirect(choice.back)


def over(request: HttpRequest, choice: Choice | Going) -> HttpResponse:
    if choice.group:
        messages.warning(request, _("Nobody can join this group any more. Nothing was ordered: open one of your own."))
    else:
        messages.warning(request, _("This is not sold in groups just now. Nothing was ordered."))
    return redirect(choice.back)
