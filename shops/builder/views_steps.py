"""The steps that are parts of the front: what is sold, where from, the sign, delivery."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from common.clock import now
from shops.builder import editions, operations
from shops.builder.forms_front import DeliveryForm, SellsForm, SignForm, StoryForm, initial_of
from shops.builder.sections import laid_out
from shops.builder.stepping import carried, step
from shops.builder.views import own_shop
from shops.franchise.models import Shop


def of_front(request: HttpRequest, key: str, kind: type[forms.Form], shop: Shop) -> HttpResponse:
    """A step whose fields are parts of the front."""

    def save(form: Any, seen: int | None) -> Shop:
        return operations.change_shop(shop=shop, by=request.user, at=now(), changes=form.cleaned_data, seen=seen)

    return step(request, key, kind, initial_of(editions.front_of(shop)), save, shop=shop)


@carried("sells")
def sells(request: HttpRequest) -> HttpResponse:
    """The line under the name, and the goods it speaks of."""
    return of_front(request, "sells", SellsForm, own_shop(request))


@carried("story")
def story(request: HttpRequest) -> HttpResponse:
    return of_front(request, "story", StoryForm, own_shop(request))


@carried("sign")
def sign(request: HttpRequest) -> HttpResponse:
    """The name, the seal, pattern, cloth and layout. Another layout brings its own order of parts with it."""
    shop = own_shop(request)
    front = editions.front_of(shop)

    def save(form: SignForm, seen: int | None) -> Shop:
        changes = dict(form.cleaned_data)
        if changes["layout"] != front.get("layout"):
            changes["sections"] = laid_out(front, changes["layout"])
        return operations.change_shop(shop=shop, by=request.user, at=now(), changes=changes, seen=seen)

    def make(*data: Any, **more: Any) -> SignForm:
        return SignForm(*data, shop=shop, **more)

    return step(request, "sign", make, initial_of(front), save, shop=shop)


@carried("delivery")
def delivery(request: HttpRequest) -> HttpResponse:
    """Posting days, where parcels are handed over, what each region costs, and what buyers may count on."""
    shop = own_shop(request)

    def save(form: DeliveryForm, seen: int | None) -> Shop:
        at, changes = now(), form.changes()
        return operations.change_delivery(shop=shop, by=request.user, at=at, changes=changes, fees=form.fees(), seen=seen)

    return step(request, "delivery", DeliveryForm, initial_of(editions.front_of(shop)), save, shop=shop)
