"""Changing the shop, one section a page. An invalid form keeps what was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now
from common.fields import meant
from common.languages import written_in
from common.sanitise import one_line
from shops.builder import naming, operations, queries
from shops.builder.forms import DeliveryForm, PromiseForm, SignForm, StoryForm, values_of
from shops.builder.renewing import story_as_sent
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


def of_shop(request: HttpRequest, name: str, kind: type[forms.Form], **context: Any) -> HttpResponse:
    """A section whose fields are the shop's own."""
    shop = own_shop(request)
    form = kind(request.POST if request.method == "POST" else None, initial=values_of(shop, kind))

    def save(form: forms.Form) -> Shop:
        return operations.change_shop(shop=shop, by=request.user, at=now(), changes=form.cleaned_data)

    return section(request, name, form, save, shop=shop, goods=list(queries.goods_of(shop)), **context)


@login_required
def sign(request: HttpRequest) -> HttpResponse:
    """The sign; a press on one of the names offered writes it into the form and saves nothing yet."""
    shop = own_shop(request)
    goods = list(queries.goods_of(shop))
    ideas = naming.for_shop(shop, goods[0] if goods else None)
    if request.method == "POST" and (idea := request.POST.get("idea")):
        zh, _bar, en = idea.partition("|")
        typed = request.POST.dict() | {"name_zh_hans": one_line(zh), "name_en": one_line(en)}
        return page(request, "change", SignForm(initial=typed), shop=shop, goods=goods, ideas=ideas)
    return of_shop(request, "change", SignForm, ideas=ideas)


@login_required
def story(request: HttpRequest) -> HttpResponse:
    return of_shop(request, "change_story", StoryForm, own_words=story_as_sent(own_shop(request)))


@login_required
@require_POST
def own_words(request: HttpRequest) -> HttpResponse:
    """Tell the story exactly as it was sent to the mentor."""
    shop = own_shop(request)
    words = story_as_sent(shop)
    if not words:
        raise Http404
    try:
        changes = {f"story_{written_in(words).replace('-', '_')}": words}
        operations.change_shop(shop=shop, by=request.user, at=now(), changes=changes)
        messages.success(request, _("Your own words are in the shop, exactly as you sent them."))
    except operations.NotChangeable:
        messages.warning(request, _("Your shop cannot be changed just now. Nothing was changed."))
    return redirect("builder:change_story")


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
