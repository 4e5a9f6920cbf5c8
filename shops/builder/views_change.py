"""Changing the shop, one section a page. An invalid form keeps what was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common.clock import now
from common.fields import meant
from shops.builder import operations, queries
from shops.builder.forms import DeliveryForm, PromiseForm, SignForm, StoryForm, values_of
from shops.builder.views import own_shop
from shops.franchise.models import Shop

SECTIONS = ("change", "change_story", "change_goods", "change_delivery", "change_promise")


def section(request: HttpRequest, name: str, form: forms.Form, save: Callable[[Any], object], **context: Any) -> HttpResponse:
    """Show the form, or save it and go on to the next section; a shop that may not change now says so."""
    if request.method == "POST" and form.is_valid():
        try:
            save(form)
        except operations.NotChangeable:
            said = _("Your shop cannot be changed just now. Nothing was changed; what you typed is still here, to copy.")
            messages.warning(request, said)
            return page(request, name, form, **context)
        messages.success(request, " ".join([_("Saved."), *read_as(form)]))
        for warning in getattr(form, "warnings", list)():
            messages.warning(request, warning)
        return redirect(context.get("then") or "builder:" + following(name))
    return page(request, name, form, **context)


def read_as(form: forms.Form) -> list[str]:
    """A sentence for each number that could have been read otherwise: what was typed, and what was kept."""
    words = _("%(label)s: “%(typed)s” is read as %(value)s.")
    read = [(field, meant(field)) for field in form]
    return [words % {"label": f.label, "typed": f.value(), "value": value} for f, value in read if value]


def page(request: HttpRequest, name: str, form: forms.Form, **context: Any) -> HttpResponse:
    shown = {"form": form, "section": name, "sections": SECTIONS, "locked": not context["shop"].is_changeable, **context}
    return render(request, f"shops/builder/{name}.html", shown)


def following(name: str) -> str:
    """The next section's page, after the last the shop's own."""
    place = SECTIONS.index(name) + 1
    return SECTIONS[place] if place < len(SECTIONS) else "progress"


def of_shop(request: HttpRequest, name: str, kind: type[forms.Form]) -> HttpResponse:
    """A section whose fields are the shop's own."""
    shop = own_shop(request)
    form = kind(request.POST if request.method == "POST" else None, initial=values_of(shop, kind))

    def save(form: forms.Form) -> Shop:
        return operations.change_shop(shop=shop, by=request.user, at=now(), changes=form.cleaned_data)

    return section(request, name, form, save, shop=shop, goods=list(queries.goods_of(shop)))


@login_required
def sign(request: HttpRequest) -> HttpResponse:
    return of_shop(request, "change", SignForm)


@login_required
def story(request: HttpRequest) -> HttpResponse:
    return of_shop(request, "change_story", StoryForm)


@login_required
def promise(request: HttpRequest) -> HttpResponse:
    return of_shop(request, "change_promise", PromiseForm)


@login_required
def delivery(request: HttpRequest) -> HttpResponse:
    """Posting days, where parcels are handed over, and what each region costs."""
    shop = own_shop(request)
    initial = values_of(shop, DeliveryForm)
    for row in shop.delivery_fees.all():
        initial |= {f"fee_{row.region}": row.fee, f"free_over_{row.region}": row.free_over}
    form = DeliveryForm(request.POST if request.method == "POST" else None, initial=initial)

    def save(form: DeliveryForm) -> Shop:
        changes = {name: form.cleaned_data[name] for name in ("posting_days", "handover_zh_hans", "handover_en")}
        return operations.change_delivery(shop=shop, by=request.user, at=now(), changes=changes, fees=form.fees())

    return section(request, "change_delivery", form, save, shop=shop)
