"""The steps that are parts of the front: what is sold, where from, the sign, delivery."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now
from common.languages import written_in
from common.sanitise import one_line
from shops.builder import editions, naming, operations, queries
from shops.builder.forms_front import DeliveryForm, SellsForm, SignForm, StoryForm, initial_of
from shops.builder.renewing import story_as_sent
from shops.builder.sections import laid_out
from shops.builder.stepping import carried, page, step, typed_in
from shops.builder.views import own_shop
from shops.franchise.models import Shop


def of_front(request: HttpRequest, key: str, kind: type[forms.Form], shop: Shop, **context: Any) -> HttpResponse:
    """A step whose fields are parts of the front."""

    def save(form: Any, seen: int | None) -> Shop:
        return operations.change_shop(shop=shop, by=request.user, at=now(), changes=form.cleaned_data, seen=seen)

    return step(request, key, kind, initial_of(editions.front_of(shop)), save, shop=shop, **context)


@carried("sells")
def sells(request: HttpRequest) -> HttpResponse:
    """The line under the name, and the goods it speaks of."""
    return of_front(request, "sells", SellsForm, own_shop(request, "change looks"))


@carried("story")
def story(request: HttpRequest) -> HttpResponse:
    shop = own_shop(request, "change looks")
    return of_front(request, "story", StoryForm, shop, own_words=story_as_sent(shop))


@login_required
@require_POST
def own_words(request: HttpRequest) -> HttpResponse:
    """Tell the story exactly as it was sent to the mentor."""
    shop = own_shop(request, "change looks")
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


@carried("sign")
def sign(request: HttpRequest) -> HttpResponse:
    """The name, the seal, pattern, cloth and layout. Another layout brings its own order of parts with it.

    A press on one of the names offered writes it into the form and saves nothing yet.
    """
    shop = own_shop(request, "change looks")
    front = editions.front_of(shop)
    goods = next(iter(queries.goods_of(shop)), None) if shop.opened_at is None else None
    ideas = naming.for_shop(editions.as_left(shop), goods) if shop.opened_at is None else []  # an open shop has its name

    def save(form: SignForm, seen: int | None) -> Shop:
        changes = dict(form.cleaned_data)
        if changes["layout"] != front.get("layout"):
            changes["sections"] = laid_out(front, changes["layout"])
        return operations.change_shop(shop=shop, by=request.user, at=now(), changes=changes, seen=seen)

    def make(*data: Any, **more: Any) -> SignForm:
        return SignForm(*data, shop=shop, **more)

    if request.method == "POST" and (idea := request.POST.get("idea")):
        zh, _bar, en = idea.partition("|")
        typed = typed_in(make(), request.POST) | {"name_zh_hans": one_line(zh), "name_en": one_line(en)}
        return page(request, "sign", make(initial=typed), typed["seen"], shop=shop, ideas=ideas)
    return step(request, "sign", make, initial_of(front), save, shop=shop, ideas=ideas)


@carried("delivery")
def delivery(request: HttpRequest) -> HttpResponse:
    """Posting days, where parcels are handed over, what each region costs, and what buyers may count on."""
    shop = own_shop(request, "change looks")

    def save(form: DeliveryForm, seen: int | None) -> Shop:
        at, changes = now(), form.changes()
        return operations.change_delivery(shop=shop, by=request.user, at=at, changes=changes, fees=form.fees(), seen=seen)

    return step(request, "delivery", DeliveryForm, initial_of(editions.front_of(shop)), save, shop=shop)
