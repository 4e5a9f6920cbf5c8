"""A button on a record's page: a page asks once more, one operation does it, and what came of it is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.models import InspectView

from common.clock import now
from common.money import yuan
from common.rights import allow_or_404, can
from common.states import WrongState
from common.templatetags.words import spaced
from shops.payments.looking_after import RIGHT

FEN = frozenset({"wanted", "offered", "amount", "paid", "returned", "fee", "ours", "theirs"})
LABELS: dict[str, Any] = {  # where the model calls its fields otherwise, or nothing in our languages
    "state": _("State"), "amount": _("Sum"), "paid": _("Paid in all"), "returned": _("Promised back"), "fee": _("Fees"),
    "region": _("Region"), "placed_at": _("Placed"), "expires_at": _("To be paid until"), "confirmed_at": _("Confirmed on"),
    "means": _("How exactly"), "closed_at": _("Closed on"), "by_hand": _("Paid back by a person"), "tries": _("Tries"),
    "made_by": _("Who promised it"), "settled_by": _("Who settled it"), "bill": _("Bill of a day"), "ours": _("By our books"),
    "theirs": _("By theirs"), "wanted": _("Claimed"), "offered": _("Offered by the shop"), "paid_by": _("Paid by"),
    "due_at": _("To be answered until"), "decided_by": _("Who decided"), "shop": _("Shop"), "begins_on": _("Half-month from"),
    "ends_on": _("Half-month until"), "why": _("Why"), "drawn_by": _("Drawn up by"), "drawn_at": _("Drawn up on"),
    "approved_by": _("Approved by"), "approved_at": _("Approved on"), "decided_at": _("Paid or sent back"),
    "paid_on": _("Paid by the bank on"),
}  # fmt: skip


@dataclass(frozen=True)
class Press:
    """What a person may do with a record. `may` says whether it is offered, as the record stands, to this person; `do` does
    it with the words typed (for which `asks` asks, where it does) and says what was done."""

    key: str
    title: Any
    explains: Any
    do: Callable[[Any, str, Any, Any], Any]
    may: Callable[[Any, Any], bool]
    asks: Any = None
    is_grave: bool = False


class WordsForm(forms.Form):
    words = forms.CharField(max_length=200, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, asks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = asks
        self.fields["words"].error_messages["required"] = _("Write it down: it is kept with the record.")


class Record(InspectView):
    """One record: its fields, what belongs to it, and its buttons."""

    presses: Sequence[Press] = ()
    space = ""
    template_name = "shops/office/record.html"

    def get_field_label(self, field_name: str, field: Any) -> Any:
        return LABELS.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Money as money, moments as clocks here show them, nothing as a dash."""
        value = getattr(self.object, field_name)
        if isinstance(value, bool):
            return pgettext("a fact", "yes") if value else pgettext("a fact", "no")
        if value is None or value == "":
            return "–"
        if field_name in FEN:
            return yuan(value)
        if field_name == "phone":
            return spaced(value)
        if isinstance(value, datetime):
            return date_format(localtime(value), "DATETIME_FORMAT")
        return super().get_field_display_value(field_name, field)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        offered = [press for press in self.presses if press.may(user, self.object)]
        buttons = [(press, reverse(f"{self.space}:press", args=[self.object.pk, press.key])) for press in offered]
        return {**super().get_context_data(**kwargs), "buttons": buttons}


class Pressing(WagtailAdminTemplateMixin, TemplateView):
    """The page that asks once more. What is no more to be done, or was done meanwhile, is said, and nothing changes."""

    template_name = "shops/office/press.html"
    model: Any = None
    space = ""
    presses: Sequence[Press] = ()

    @classmethod
    def paths(cls, model: Any, space: str, presses: Sequence[Press]) -> list[URLPattern]:
        view = cls.as_view(model=model, space=space, presses=presses)
        return [path("press/<int:pk>/<slug:key>/", view, name="press")] if presses else []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        allow_or_404(request.user, RIGHT)
        self.record = get_object_or_404(self.model, pk=kwargs["pk"])
        self.press = next((press for press in self.presses if press.key == kwargs["key"]), None)
        if self.press is None or not self.press.may(request.user, self.record):
            messages.warning(request, _now("This cannot be done any more: see how it stands now."))
            return redirect(self.back())
        self.page_title = self.press.title
        return super().dispatch(request, *args, **kwargs)

    def back(self) -> str:
        """The record's own page."""
        return reverse(f"{self.space}:inspect", args=[self.record.pk])

    def form(self) -> WordsForm | None:
        assert self.press is not None
        return WordsForm(self.request.POST or None, asks=self.press.asks) if self.press.asks else None

    def get_page_subtitle(self) -> str:
        return str(self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.form()
        mine = {"record": self.record, "press": self.press, "form": form, "back": self.back()}
        return {**super().get_context_data(**kwargs), **mine}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert self.press is not None
        form = self.form()
        if form and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            done = self.press.do(self.record, form.cleaned_data["words"] if form else "", request.user, now())
        except WrongState:
            messages.warning(request, _now("Somebody was faster: see how it stands now. Nothing was changed."))
        else:
            messages.success(request, str(done))
        return redirect(self.back())


def looks_after(user: Any, _record: Any = None) -> bool:
    return can(user, RIGHT)
