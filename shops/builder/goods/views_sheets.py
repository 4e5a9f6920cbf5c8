"""Goods out as a sheet and in again: every line is looked at before anything changes."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.clock import now
from common.sheets import XLSX
from shops.builder.goods import importing
from shops.builder.goods.forms_sheet import SheetRow, understand
from shops.builder.goods.page import NOT_NOW
from shops.builder.goods.saying import say_with_undo
from shops.builder.goods.sheets import MOST_ROWS, goods_sheet, lines_in
from shops.builder.goods.sheets import example as example_sheet
from shops.builder.views import own_shop
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop
from uploads.refusals import Refused
from uploads.tables.reading import read_file
from uploads.tables.refusals import MOST_BYTES

A_DAY = 24 * 60 * 60  # seconds: how long a list that was looked over may still be kept
MOST_SAID = 8  # lines left out that the message names


class SheetFile(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Your sheet"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV, at most 300 lines and 2 MB. Nothing changes before you have seen it."),
        error_messages={
            "required": gettext_lazy("Choose the file."),
            "empty": gettext_lazy("This file is empty. Choose another."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )


def salt(shop: Shop) -> str:
    return f"goods sheet {shop.pk}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """Choose a sheet; then see what each line would do."""
    shop = own_shop(request, "change goods")
    form = SheetFile(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"shop": shop, "form": form, "section": "change_goods", "locked": not shop.is_changeable}
    if request.method == "POST" and form.is_valid():
        try:
            rows = understand(lines_in(read_file(form.cleaned_data["file"].read(MOST_BYTES + 1), most=MOST_ROWS)))
        except Refused as fault:
            form.add_error("file", str(fault))
        else:
            return render(request, "shops/builder/goods/look_over.html", context | looked_over(shop, rows))
    return render(request, "shops/builder/goods/sheet.html", context)


def looked_over(shop: Shop, rows: list[SheetRow]) -> dict[str, Any]:
    """The plan, and the good lines sealed for the press that keeps them."""
    plan = importing.plan(shop, rows)
    good = [one.row.kept() for one in plan if one.what in (importing.NEW, importing.MORE, importing.CHANGE)]
    return {
        "faulty": [one for one in plan if one.faults], "others": [one for one in plan if not one.faults],
        "good": len(good), "sealed": signing.dumps(good, salt=salt(shop), compress=True),
    }  # fmt: skip


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Do what was looked over; pressed twice, it is done once."""
    shop = own_shop(request, "change goods")
    try:
        rows = [SheetRow(**row) for row in signing.loads(request.POST.get("rows", ""), salt=salt(shop), max_age=A_DAY)]
    except (signing.BadSignature, TypeError):
        messages.warning(request, _("This list is no longer here. Send the sheet again."))
        return redirect("builder:goods_sheet")
    at = now()
    try:
        done = importing.keep_rows(shop=shop, rows=rows, by=request.user, at=at)
    except NotChangeable:
        messages.warning(request, NOT_NOW)
        return redirect("builder:goods_sheet")
    say_done(request, shop, at, done)
    return redirect("builder:change_goods")


def say_done(request: HttpRequest, shop: Shop, at: datetime, done: list[importing.Planned]) -> None:
    n = sum(one.what in (importing.NEW, importing.MORE, importing.CHANGE) for one in done)
    words = ngettext("%(n)s line is in your shop now.", "%(n)s lines are in your shop now.", n) % {"n": n}
    new = f" {_('What is new is not on sale yet.')}" if any(one.what == importing.NEW for one in done) else ""
    say_with_undo(request, shop, at, words + new)
    for one in [one for one in done if one.faults][:MOST_SAID]:
        messages.warning(request, _("Line %(n)s is left out: %(why)s") % {"n": one.row.number, "why": " ".join(one.faults)})


@login_required
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """All goods of the shop."""
    shop = own_shop(request, "change goods")
    return answer(goods_sheet(importing.Goods(shop).packs), f"{shop.slug}-goods.xlsx")


@login_required
@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """The sheet to fill in."""
    own_shop(request, "change goods")
    return answer(example_sheet(), "goods-example.xlsx")


def answer(raw: bytes, name: str) -> HttpResponse:
    response = HttpResponse(raw, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
