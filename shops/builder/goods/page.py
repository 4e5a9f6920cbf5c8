"""A form that asks back with buttons, and notices what somebody else changed since it was opened."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shops.builder.goods.asking import Ask, answer, answered
from shops.builder.goods.forms import KEEPING, OF_FIELD, WORDS
from shops.builder.goods.forms_packs import PackForm
from shops.builder.goods.saying import put_breaches, say_with_undo
from shops.catalogue import operations
from shops.catalogue.merging import ChangedMeanwhile, opened, sealed
from shops.catalogue.models import Product, Variant
from shops.catalogue.rules import Breach

NOT_NOW = gettext_lazy("Your shop cannot be changed just now. Nothing was changed; what you typed is still here, to copy.")
OFFER = ("price", "group_price", "group_size", "stock", "cost")
PACK = ("grams", "pieces", "unit", "name_zh_hans", "name_en")


class Page:
    """A form that asks back and notices what somebody else changed since it was opened."""

    def __init__(
        self, request: HttpRequest, kind: type[PackForm], initial: dict[str, Any], now: dict[str, Any], **given: Any
    ) -> None:
        self.request = request
        self.data: QueryDict | None = answered(request.POST) if request.method == "POST" else None
        self.form: Any = kind(self.data, initial=initial, **given)
        self.shop = (given.get("product") or given["variant"].product).shop
        self.seen = sealed(now)
        self.asks: list[Ask] = []
        self.is_sent = self.data is not None and self.form.is_valid()
        if self.data is not None:
            self.seen = self.data.get("seen") or self.seen
            self.asks = self.form.asks()

    @property
    def has_breach(self) -> bool:
        return any(fault.code == "breach" for faults in self.form.errors.as_data().values() for fault in faults)

    def check(self, breaches: Sequence[Breach]) -> None:
        """Show at its fields what a rule forbids, though nothing was sent."""
        self.form = type(self.form)(self.as_shown(), product=self.form.product, variant=self.form.variant)
        self.form.is_valid()
        put_breaches(self.form, breaches)

    def as_shown(self) -> QueryDict:
        """What would be sent if nothing were changed."""
        data = QueryDict(mutable=True)
        for bound in self.form:
            data.setlist(bound.name, as_typed(bound.field, bound.initial))
        return data

    def clash(self, clash: ChangedMeanwhile, now: dict[str, Any], shown: dict[str, Any]) -> None:
        """Show both values of each field that somebody else changed too: theirs with a button, ours where it was typed."""
        asks, self.seen = say_theirs(self.form, clash, now, shown, self.seen)
        self.asks += asks

    def shown(self, template: str, **context: Any) -> HttpResponse:
        given = {
            "form": self.form, "asks": self.asks, "seen": self.seen, "sure": sorted(self.form.sure), "shop": self.shop,
            "section": "change_product", "locked": not self.shop.is_changeable, **context,
        }  # fmt: skip
        return render(self.request, template, given)

    def saved(self, words: str, at: datetime) -> bool:
        say_echoes(self.request, self.form)
        say_with_undo(self.request, self.shop, at, words)
        return True

    def locked(self) -> bool:
        messages.warning(self.request, NOT_NOW)
        return False


def say_theirs(
    form: Any, clash: ChangedMeanwhile, now: dict[str, Any], shown: dict[str, Any], seen: str
) -> tuple[list[Ask], str]:
    """Say at each field that somebody else changed too what it is now. Returns the buttons that take theirs, and what the
    page has shown from now on (sealed)."""
    fields, asks = {OF_FIELD.get(name, name) for name in clash.now} & set(form.fields), []
    for name in sorted(fields):
        theirs = as_typed(form.fields[name], shown.get(name))
        told = Truncator(", ".join(filter(None, theirs)) or _("nothing")).chars(80)
        words = _("Somebody else has changed this to “%(theirs)s”. Yours is still here: save again to keep yours.")
        form.add_error(name, forms.ValidationError(words % {"theirs": told}, code="changed"))
        take = answer(_("Take “%(theirs)s”") % {"theirs": told}, {name: theirs})
        asks.append(Ask(name, _("Changed by somebody else: take theirs?"), [take]))
    before = opened(seen) or {}
    return asks, sealed({**before, **{name: now[name] for name in now if OF_FIELD.get(name, name) in fields}})


def as_typed(field: forms.Field, value: Any) -> list[str]:
    """A value as its field would send it."""
    said = field.prepare_value(value)
    return [str(each) for each in said] if isinstance(said, list) else ["" if said is None else str(said)]


def say_echoes(request: HttpRequest, form: Any) -> None:
    """How we read what could have been read otherwise."""
    for typed, read in form.echoes():
        messages.info(request, _("We read “%(typed)s” as %(read)s.") % {"typed": typed, "read": read})


def seen_of(product: Product, variant: Variant | None) -> dict[str, Any]:
    """The values a product's page is about, as the operation compares them."""
    own = {name: getattr(product, name) for name in (*WORDS, *KEEPING, "harvest_months", "category_id")}
    return own | (pack_seen(variant) if variant else {})


def pack_seen(variant: Variant) -> dict[str, Any]:
    """The same of a pack."""
    named = {operations.PACK + name: getattr(variant, name) for name in PACK}
    return named | {name: getattr(variant.offer, name) for name in OFFER}
