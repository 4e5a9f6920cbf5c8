"""Changing the goods, and what every page of a change shares. An invalid form keeps what was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common.fields import meant
from shops.builder.stepping import LOCKED
from shops.franchise.changing import NotChangeable


def section(request: HttpRequest, name: str, form: forms.Form, save: Callable[[Any], object], **context: Any) -> HttpResponse:
    """Show the form, or save it and go on (`then`); a shop that may not change now says, and so does a ValidationError."""
    if request.method == "POST" and form.is_valid():
        try:
            save(form)
        except NotChangeable:
            messages.warning(request, LOCKED)
            return page(request, name, form, **context)
        except forms.ValidationError as fault:
            form.add_error(None, fault)
            return page(request, name, form, **context)
        messages.success(request, " ".join([_("Saved."), *read_as(form)]))
        for warning in getattr(form, "warnings", list)():
            messages.warning(request, warning)
        return redirect(context.get("then") or "builder:check")
    return page(request, name, form, **context)


def read_as(form: forms.Form) -> list[str]:
    """A sentence for each number that could have been read otherwise: what was typed, and what was kept."""
    words = _("%(label)s: “%(typed)s” is read as %(value)s.")
    read = [(field, meant(field)) for field in form]
    return [words % {"label": f.label, "typed": f.value(), "value": value} for f, value in read if value]


def page(request: HttpRequest, name: str, form: forms.Form, **context: Any) -> HttpResponse:
    shown = {"form": form, "section": name, "locked": not context["shop"].is_changeable, **context}
    return render(request, f"shops/builder/{name}.html", shown)
