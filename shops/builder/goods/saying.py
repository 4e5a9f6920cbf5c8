"""What a rule forbids, said to the seller: the word marked, and what to write instead."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shops.catalogue.bands import Outside, outside
from shops.catalogue.models import Product
from shops.catalogue.rules import Breach
from shops.catalogue.undoing import change_made
from shops.franchise.models import Shop
from shops.franchise.selling import Refusal


def say_with_undo(request: HttpRequest, shop: Shop, at: datetime, words: str) -> None:
    """Say what was done at this moment, with the press that undoes it, if it changed anything."""
    made = change_made(shop, request.user, at)
    undo = reverse("builder:undo_goods", args=[made.pk]) if made else ""
    messages.success(request, words, extra_tags=undo)


def say_breach(breach: Breach) -> SafeString:
    """One sentence or two: where the word stands, the rule, its source, and what to write instead."""
    rule, told = breach.rule, format_html("{} ({})", breach.rule.message, breach.rule.source)
    if not breach.word:
        return told
    instead = format_html(" {}", _("Write instead: %(words)s.") % {"words": breach.instead}) if breach.instead else ""
    return format_html("“{}” – {}{}", breach.marked, told if rule.source else rule.message, instead)


def say_plainly(breach: Breach) -> str:
    """The same without marks, where a line of text is wanted."""
    return f"{breach.word}: {breach.rule.message}" if breach.word else breach.rule.message


def say_breaches(product: Product, breaches: Sequence[Breach]) -> SafeString:
    """All that keeps a product from being on sale, for a message."""
    words = _("%(name)s is not on sale yet. Your words are kept.") % {"name": product.name}
    return format_html("{} {}", words, format_html_join(" ", "{}", ((say_breach(breach),) for breach in breaches)))


def say_refusal(refusal: Refusal) -> SafeString:
    """Why the shop may not sell the category, with the way to the training."""
    link = format_html(' <a class="link" href="{}">{}</a>', refusal.link, _("Go to the training")) if refusal.link else ""
    return format_html("{}{}", refusal.words, link)


def put_refusal(form: forms.Form, refusal: Refusal) -> None:
    """At the category, which is what would have to change."""
    form.add_error("category", forms.ValidationError(say_refusal(refusal), code="breach"))


def put_breaches(form: forms.Form, breaches: Sequence[Breach]) -> None:
    """Each at the field it is about; at the top, if the form has no such field."""
    for breach in breaches:
        field: Any = breach.field if breach.field in form.fields else None
        form.add_error(field, forms.ValidationError(say_breach(breach), code="breach"))


def put_outside(form: Any, faults: Sequence[Outside]) -> None:
    """What the standard does not allow: at the field, if the form is of that pack; else at the top, the pack named."""
    pack = getattr(form, "variant", None)
    for fault in faults:
        mine = fault.pack is None or pack is None or fault.pack.pk == pack.pk
        field = fault.field if mine and fault.field in form.fields else None
        form.add_error(field, fault.words if mine or fault.pack is None else f"{fault.pack.name}: {fault.words}")


def say_outside(request: HttpRequest, product: Product) -> None:
    """What is saved though the standard would have it otherwise."""
    for words in dict.fromkeys(fault.words for fault in outside([product.pk])):
        messages.warning(request, words)
