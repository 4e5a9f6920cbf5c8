"""A payout run, pressed on step by step: drawn up, approved by a second person, to the bank, paid or sent back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from common.clock import now, shanghai_day
from common.keys import key_of
from common.rights import allow_or_404
from common.sheets import XLSX
from common.states import WrongState
from shops.settlement import operations, paying, queries
from shops.settlement.forms import PaidForm, ReasonsForm
from shops.settlement.models import PayoutFile, Settlement
from shops.settlement.statements import lines_of, statement_of
from shops.settlement.terms import Period, period_of
from shops.settlement.wording import parts_of, summary

WRONG_DAY = gettext_lazy("The bank pays neither before the file was made nor after today.")


def period_or_404(request: HttpRequest, key: str) -> Period:
    allow_or_404(request.user, "keep money")
    period = period_of(key)
    if period is None:
        raise Http404
    return period


@require_safe
@login_required
def run(request: HttpRequest, key: str) -> HttpResponse:
    """A period shop by shop, and the one thing to press next."""
    period = period_or_404(request, key)
    return page_of(request, period, PaidForm(initial={"paid_on": shanghai_day(now())}))


def page_of(request: HttpRequest, period: Period, form: PaidForm, wrong: int = 0) -> HttpResponse:
    """`wrong` is the file whose day could not be read."""
    state = request.GET.get("state", "")
    page = queries.run_page(period, request.user, now(), state, key_of(request.GET.get("after", "")) or 0)
    context = {"period": period, "page": page, "state": state, "form": form, "wrong": wrong, "is_over": period.is_over(now())}
    return render(request, "shops/settlement/run.html", context)


@require_POST
@login_required
def draw_up(request: HttpRequest, key: str) -> HttpResponse:
    period = period_or_404(request, key)
    try:
        made = operations.draw_up(period=period, by=request.user, at=now())
        words = (
            ngettext("%(n)d shop is drawn up.", "%(n)d shops are drawn up.", made)
            if made
            else _("All of it was drawn up already.")
        )
        messages.success(request, words % {"n": made} if made else words)
    except operations.NotOver:
        messages.warning(request, _("This half-month is not over yet. Nothing was drawn up."))
    return redirect("settlement:run", key)


@require_POST
@login_required
def approve(request: HttpRequest, key: str) -> HttpResponse:
    """All that the reader may approve, at the sum they saw."""
    period = period_or_404(request, key)
    try:
        n = operations.approve(period=period, total=key_of(request.POST.get("total", "")) or 0, by=request.user, at=now())
        words = ngettext("%(n)d payout is approved.", "%(n)d payouts are approved.", n) % {"n": n}
        messages.success(request, words if n else _("All of it was approved already."))
    except operations.SecondPersonNeeded:
        messages.warning(
            request, _("You drew these up yourself, or the shop is yours: another franchise manager approves them.")
        )
    except operations.Changed:
        messages.warning(request, _("The sum has changed meanwhile. Look at it once more; nothing was approved."))
    return redirect("settlement:run", key)


@require_POST
@login_required
def make_file(request: HttpRequest, key: str) -> HttpResponse:
    period = period_or_404(request, key)
    try:
        made = paying.make_file(period=period, by=request.user, at=now())
        messages.success(request, _("The bank’s file is made: %(n)s payouts. Download it below.") % {"n": made.count})
    except paying.NothingToPay:
        messages.info(request, _("Nothing can go to the bank just now. What was made stands below."))
    return redirect("settlement:run", key)


@require_safe
@login_required
def file_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was made, the same bytes each time."""
    allow_or_404(request.user, "keep money")
    file = get_object_or_404(PayoutFile, pk=pk)
    response = HttpResponse(bytes(file.contents), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="payout-{file.begins_on.isoformat()}-{file.pk}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@login_required
def file_paid(request: HttpRequest, pk: int) -> HttpResponse:
    """The bank paid all of a file that it has not sent back."""
    allow_or_404(request.user, "keep money")
    file = get_object_or_404(PayoutFile.objects.defer("contents"), pk=pk)
    form = PaidForm(request.POST)
    if form.is_valid():
        try:
            n = paying.mark_file_paid(file=file, paid_on=form.cleaned_data["paid_on"], by=request.user, at=now())
            messages.success(
                request, _("%(n)s payouts are paid. The shops are told.") % {"n": n} if n else _("All of it was paid already.")
            )
            return redirect("settlement:run", file.begins_on.isoformat())
        except paying.WrongDay:
            form.add_error("paid_on", WRONG_DAY)
    period = period_of(file.begins_on.isoformat())
    if period is None:
        raise Http404
    return page_of(request, period, form, file.pk)


def settlement_or_404(request: HttpRequest, pk: int) -> Settlement:
    found = get_object_or_404(Settlement.objects.select_related("shop__owner", "drawn_by", "approved_by", "file"), pk=pk)
    allow_or_404(request.user, "settle shop", found.shop)
    return found


@require_safe
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One shop's settlement with its statement, to be looked at before it is approved."""
    return page_of_one(request, settlement_or_404(request, pk))


def page_of_one(request: HttpRequest, settlement: Settlement, **forms: Any) -> HttpResponse:
    statement = statement_of(settlement.shop, settlement.period)
    lines, more = lines_of(statement, key_of(request.GET.get("after", "")) or 0)
    context = {
        "settlement": settlement, "shop": settlement.shop, "statement": statement, "summary": summary(statement),
        "parts": parts_of(statement.moved), "lines": lines, "more": more, "saying": ReasonsForm(),
        "paying": PaidForm(initial={"paid_on": shanghai_day(now())}),
    }  # fmt: skip
    return render(request, "shops/settlement/one.html", context | forms)


@require_POST
@login_required
def hold_back(request: HttpRequest, pk: int) -> HttpResponse:
    return with_reasons(request, pk, operations.hold_back, _("Held back. The owner is told, and it is in the next one."))


@require_POST
@login_required
def failed(request: HttpRequest, pk: int) -> HttpResponse:
    return with_reasons(request, pk, paying.mark_failed, _("Written down. The owner is told, and it is owed as before."))


def with_reasons(request: HttpRequest, pk: int, act: Callable[..., bool], words: str) -> HttpResponse:
    settlement = settlement_or_404(request, pk)
    form = ReasonsForm(request.POST)
    if not form.is_valid():
        return page_of_one(request, settlement, saying=form)
    try:
        if act(settlement=settlement, reasons=form.cleaned_data["reasons"], by=request.user, at=now()):
            messages.success(request, words)
    except WrongState:
        messages.warning(request, _("Somebody was faster: see how it stands now."))
    return redirect("settlement:one", pk)


@require_POST
@login_required
def paid(request: HttpRequest, pk: int) -> HttpResponse:
    settlement = settlement_or_404(request, pk)
    form = PaidForm(request.POST)
    if form.is_valid():
        try:
            if paying.mark_paid(settlement=settlement, paid_on=form.cleaned_data["paid_on"], by=request.user, at=now()):
                messages.success(request, _("It is paid. The owner is told."))
            return redirect("settlement:one", pk)
        except WrongState:
            messages.warning(request, _("Somebody was faster: see how it stands now."))
            return redirect("settlement:one", pk)
        except paying.WrongDay:
            form.add_error("paid_on", WRONG_DAY)
    return page_of_one(request, settlement, paying=form)
