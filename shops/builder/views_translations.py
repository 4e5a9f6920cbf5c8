"""What the shop says in one language only, to be said in the other: one by one, or all at once."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from common.clock import now
from shops.builder import translating
from shops.builder.both_languages import to_write
from shops.builder.forms_translations import TranslationsForm
from shops.builder.goods.saying import say_breach
from shops.builder.pairs import Pair
from shops.builder.stepping import LOCKED
from shops.builder.views import own_shop
from shops.catalogue.rules import Breached
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop
from shops.franchise.selling import NotTrained

AT_ONCE = 30
ANOTHER = gettext_lazy("The original was changed meanwhile. Read it again, then save.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def translations(request: HttpRequest) -> HttpResponse:
    """The originals, each beside a field. What is written well is kept; what is not, and what is not yet saved, stays typed."""
    shop = own_shop(request, "change looks")
    pairs = to_write(shop)
    if request.method != "POST":
        return page(request, shop, pairs, TranslationsForm(pairs=pairs[:AT_ONCE], shop=shop))
    sent = [pair for pair in pairs if pair.key in request.POST]
    form, only = TranslationsForm(request.POST, pairs=sent, shop=shop), request.POST.get("do", "")
    form.is_valid()
    said = form.said(only)
    try:
        marks = {key: request.POST.get(f"of-{key}", "") for key in said}
        done, faults = translating.save_translations(shop=shop, said=said, of=marks, by=request.user, at=now())
    except NotChangeable:
        messages.warning(request, LOCKED)
        return page(request, shop, pairs, form)
    if done:
        messages.success(request, ngettext("Saved: %(n)s text.", "Saved: %(n)s texts.", done) % {"n": done})
    left = to_write(own_shop(request, "change looks"))  # as it is now
    again = still_typed(form, request, left, only, faults)
    return page(request, shop, left, again) if again.data else redirect("builder:translations")


def still_typed(
    form: TranslationsForm, request: HttpRequest, left: list[Pair], only: str, faults: dict[str, Any]
) -> TranslationsForm:  # fmt: skip
    """The form of what is left, with what was typed there; faults only for what was to be saved."""
    waiting = {pair.key for pair in left} & {key for key in form.pairs if request.POST.get(key)}
    typed = {key: request.POST[key] for key in waiting if (only and key != only) or key in form.errors or key in faults}
    if not typed:
        return TranslationsForm(pairs=left[:AT_ONCE], shop=form.shop)
    shown = [pair for pair in left if pair.key in typed] + [pair for pair in left if pair.key not in typed]
    shown = shown[: max(AT_ONCE, len(typed))]
    data = {pair.key: typed.get(pair.key, pair.said(pair.wanted)) for pair in left if pair in shown}
    again = TranslationsForm(data, pairs=[pair for pair in left if pair in shown], shop=form.shop)
    again.is_valid()
    for key in set(again.errors) - {only} if only else ():
        del again.errors[key]
    for key, fault in faults.items():
        if key in again.fields:
            again.add_error(key, why(fault))
    return again


def why(fault: Any) -> Any:
    """A fault in words."""
    if isinstance(fault, Breached):
        return say_breach(fault.breaches[0])
    return fault.refusal.words if isinstance(fault, NotTrained) else ANOTHER


def page(request: HttpRequest, shop: Shop, pairs: list[Pair], form: TranslationsForm) -> HttpResponse:
    missing = [pair for pair in pairs if pair.is_missing]
    context = {
        "shop": shop, "form": form, "section": "translations", "locked": not shop.is_changeable, "rows": form.rows(),
        "in_english": sum(pair.wanted == "en" for pair in missing), "more": max(len(pairs) - len(form.pairs), 0),
        "in_chinese": sum(pair.wanted != "en" for pair in missing), "older": len(pairs) - len(missing), "left": len(pairs),
    }  # fmt: skip
    return render(request, "shops/builder/translations.html", context)
