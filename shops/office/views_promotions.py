"""The county's promotions: for franchise managers, who spend its money."""

import csv
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cms.queries import festival_year
from common.clock import now, shanghai_day
from common.fields import NumberField
from common.rights import allow_or_404
from common.sheets import XLSX, packed, write
from common.states import WrongState
from shops.franchise.models import Shop
from shops.orders.foretelling import brought_by, foretell
from shops.promotions import coupons, making
from shops.promotions.codes import said_code
from shops.promotions.forms import PlanForm
from shops.promotions.models import Coupon, Joined, Promotion
from shops.promotions.templates import OF_COUNTY

RIGHT, MOST = "spend county money", 100
State = Promotion.State


class CodesForm(forms.Form):
    count = NumberField(
        label=gettext_lazy("How many codes"), least=1, most=coupons.MOST_CODES,
        wrong=gettext_lazy("Write a whole number up to 5000."), help_text=gettext_lazy("Each works once."),
    )  # fmt: skip


@require_safe
@login_required
def promotions(request: HttpRequest) -> HttpResponse:
    """What the county gives, with how much of each budget is spent."""
    allow_or_404(request.user, RIGHT)
    rows = Promotion.objects.filter(by_county=True).select_related("shop")[:MOST]
    return render(request, "shops/office/promotions.html", {"rows": rows, "templates": OF_COUNTY.values()})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest, key: str) -> HttpResponse:
    allow_or_404(request.user, RIGHT)
    template, today = OF_COUNTY.get(key), shanghai_day(now())
    if template is None:
        raise Http404
    festivals = festivals_from(today)
    starts = next((days for days, _words in festivals if str(days[0]) == request.GET.get("festival")), None)
    initial = (
        {"festival": str(starts[0]), "starts_on": starts[1].isoformat(), "ends_on": starts[2].isoformat()} if starts else {}
    )
    choices = [(str(days[0]), words) for days, words in festivals]
    form = PlanForm(request.POST or None, template=template, festivals=choices, today=today, initial=initial)
    form.fields["shop"].queryset = Shop.objects.open().exclude(owner=request.user).order_by("name_zh_hans")  # type: ignore[attr-defined]
    if form.is_bound and form.is_valid():
        made = form.made(shop=form.cleaned_data["shop"], by_county=True, by=request.user, at=now())
        if made:
            return redirect("office:promotion", made.pk)
    return render(request, "shops/office/promotion_new.html", {"form": form, "template": template, "festivals": choices})


def festivals_from(today: date) -> list[tuple[tuple[int, date, date], str]]:
    """Festivals to come: the page's id, its first and last day, and both in words."""
    return [
        ((one.page.pk, one.day.starts_on, one.day.ends_on or one.day.starts_on),
         f"{one.page.title} · {date_format(one.day.starts_on, 'DATE_FORMAT')}")
        for one in festival_year(today)
        if one.day
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def promotion(request: HttpRequest, pk: int) -> HttpResponse:
    """What it would have cost before it starts; then what it brought, its budget, its codes, and the press that stops it."""
    allow_or_404(request.user, RIGHT)
    one = of_county(pk)
    if request.method == "POST":
        allow_or_404(request.user, "change promotion", one)
    form = CodesForm(request.POST if request.POST.get("do") == "codes" else None)
    if form.is_bound and form.is_valid():
        coupons.draw_codes(promotion=one, count=form.cleaned_data["count"], by=request.user, at=now())
        messages.success(request, _("The codes are there: take them as a sheet."))
        return redirect("office:promotion", pk)
    if request.method == "POST" and not form.is_bound:
        return pressed(request, one)
    is_draft = one.state == State.DRAFT
    context: dict[str, Any] = {
        "promotion": one, "form": form, "foretold": foretell(one, now()) if is_draft else None,
        "brought": None if is_draft else brought_by(one), "single": one.coupons.filter(most=None),  # type: ignore[attr-defined]
        "codes": one.coupons.filter(most=1).count(), "shops": Joined.objects.filter(promotion=one).count(),  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "shops/office/promotion.html", context)


def of_county(pk: int) -> Promotion:
    rows = Promotion.objects.select_related("shop", "category", "festival").prefetch_related(
        "offers__variant__product", "visits"
    )
    return get_object_or_404(rows, pk=pk, by_county=True)


def pressed(request: HttpRequest, one: Promotion) -> HttpResponse:
    try:
        if request.POST.get("do") == "start":
            making.start(promotion=one, by=request.user, at=now())
            messages.success(request, _("It is started. It is used from its first day on."))
        elif request.POST.get("do") == "stop":
            making.stop(promotion=one, by=request.user, at=now())
            messages.success(request, _("It is stopped. Orders that used it keep it."))
        else:
            raise Http404
    except WrongState:
        messages.warning(request, _("It is over: it cannot be started or stopped any more."))
    return redirect("office:promotion", one.pk)


@require_safe
@login_required
def codes(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The codes that work once, and which were used: a workbook, or comma-separated."""
    allow_or_404(request.user, RIGHT)
    one = of_county(pk)
    rows = [(said_code(row.code), _("used") if row.uses else "") for row in Coupon.objects.filter(promotion=one, most=1)]
    if kind == "csv":
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        out = csv.writer(response)
        out.writerow([_("Code"), _("State")])
        out.writerows(rows)
    else:
        response = HttpResponse(sheet_of(one, rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="yaodu-codes-{one.pk}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


def sheet_of(one: Promotion, rows: list[tuple[str, str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    write(sheet, 1, [one.title], bold=True)
    write(sheet, 2, [_("Code"), _("State")], bold=True)
    for n, row in enumerate(rows, 3):
        write(sheet, n, row)
    sheet.column_dimensions["A"].width = 18
    return packed(book)
