"""Goods and stock at a glance: every pack with how many are left, and a press for one more or one fewer."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.fields import NumberField
from shops.builder.views import own_shop
from shops.catalogue import counting
from shops.desk.queries import AT_ONCE, packs_by_stock
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop

STEPS = {"more": 1, "fewer": -1}
NOT_NOW = gettext_lazy("Your shop cannot be changed just now. Nothing was changed.")
HOW_MANY = gettext_lazy("Write how many packs are left, like 12 or 十二.")


class LeftForm(forms.Form):
    """How many are left, and from how many on it is little; the second may be empty."""

    left = NumberField(least=0, most=counting.MOST, wrong=HOW_MANY)
    low_at = NumberField(least=0, most=counting.MOST, wrong=HOW_MANY, required=False)


@login_required
@require_safe
def stock(request: HttpRequest) -> HttpResponse:
    return stock_page(request, own_shop(request, "change goods"))


def stock_page(request: HttpRequest, shop: Shop, wrong: dict[str, Any] | None = None) -> HttpResponse:
    """A page of packs; `wrong`: what was typed at one (`offer`) and what is wrong with it."""
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdecimal() and 0 < len(asked) < 4 else 1
    page = max(page, 1)
    start = (page - 1) * AT_ONCE
    rows = list(packs_by_stock(shop)[start : start + AT_ONCE + 1])
    context = {
        "shop": shop, "offers": rows[:AT_ONCE], "more": page + 1 if len(rows) > AT_ONCE else None, "page": page,
        "back": page - 1, "key": uuid4().hex, "locked": not shop.is_changeable, "wrong": wrong,
    }  # fmt: skip
    return render(request, "shops/desk/stock.html", context)


@login_required
@require_POST
def count(request: HttpRequest, offer_id: int) -> HttpResponse:
    """One more, one fewer, or the number that is there. The same press again counts once."""
    shop, pressed, key = own_shop(request, "change goods"), request.POST.get("do", ""), request.POST.get("key", "")[:40]
    given: dict[str, Any] = {"shop": shop, "offer_id": offer_id, "by": request.user, "at": now()}
    try:
        if pressed in STEPS and key:
            offer = counting.shift_stock(change=STEPS[pressed], key=f"{key}{offer_id}", **given)
            messages.success(request, _("%(n)s left.") % {"n": offer.stock})
        elif wrong := set_numbers(request, key, given):
            return stock_page(request, shop, {"offer": offer_id, **wrong})
        else:
            messages.success(request, _("Saved."))
    except NotChangeable:
        messages.warning(request, NOT_NOW)
    except counting.NotHere as nothing:
        raise Http404 from nothing
    page = request.GET.get("page", "")
    return redirect(reverse("desk:stock") + (f"?page={page}" if page.isdecimal() else "") + f"#o{offer_id}")


def set_numbers(request: HttpRequest, key: str, given: dict[str, Any]) -> dict[str, Any]:
    """Keep both numbers; {} when they were kept, else what was typed and what is wrong. Raises NotChangeable, NotHere."""
    form, seen = LeftForm(request.POST), request.POST.get("seen", "")
    typed = {name: request.POST.get(name, "")[:20] for name in ("left", "low_at")}
    if not form.is_valid():
        return {**typed, "words": next(iter(next(iter(form.errors.values()))))}
    try:
        left, low_at = form.cleaned_data["left"], form.cleaned_data["low_at"]
        shown = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 7 else left
        counting.set_stock(left=left, seen=shown, key=f"{key or uuid4().hex}{given['offer_id']}", **given)
        counting.set_low(low_at=low_at, **given)
    except counting.CountedMeanwhile as meanwhile:
        words = _("It was %(seen)s when you opened the page and is %(left)s now: some were sold, or counted by somebody else.")
        return {**typed, "words": words % {"seen": seen, "left": meanwhile.left}}
    return {}
