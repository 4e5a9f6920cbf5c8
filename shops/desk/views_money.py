"""What a shop is paid: its half-months, one of them order by order, as a workbook and on paper. The owner's to see."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from common.clock import now, shanghai_day
from common.keys import key_of
from common.sheets import XLSX
from shops.builder.views import own_shop
from shops.settlement import prints, sheets, statements
from shops.settlement.models import Payee, PrintedStatement
from shops.settlement.terms import Period, period_of
from shops.settlement.wording import parts_of, summary, told
from uploads.views import private_file

RIGHT = "read shop money"


@require_safe
@login_required
def money(request: HttpRequest) -> HttpResponse:
    """The half-months, the latest first; what this one has brought so far."""
    shop = own_shop(request, RIGHT)
    rows = statements.periods_of(shop, shanghai_day(now()))
    context = {
        "shop": shop, "now": rows[0], "rows": [(row, told(row.settlement)) for row in rows[1:]],
        "payee": Payee.objects.filter(shop=shop).first(),
    }  # fmt: skip
    return render(request, "shops/desk/money.html", context)


def period_or_404(key: str, *, over: bool = False) -> Period:
    """A period of an address; `over`: only one that is over."""
    found = period_of(key)
    if found is None or (over and not found.is_over(now())):
        raise Http404
    return found


@require_safe
@login_required
def period(request: HttpRequest, key: str) -> HttpResponse:
    """One half-month: in a few sentences, in sums, and order by order."""
    shop = own_shop(request, RIGHT)
    asked = period_or_404(key)
    after = request.GET.get("after", "")
    statement = statements.statement_of(shop, asked)
    key_after = key_of(after) or 0
    lines, more = statements.lines_of(statement, key_after)
    context = {
        "shop": shop, "statement": statement, "period": asked, "is_over": asked.is_over(now()),
        "summary": summary(statement), "parts": parts_of(statement.moved), "lines": lines, "more": more,
    }  # fmt: skip
    return render(request, "shops/desk/money_period.html", context)


@require_safe
@login_required
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """The half-month as a workbook."""
    shop = own_shop(request, RIGHT)
    statement, lines = statements.whole(shop, period_or_404(key, over=True))
    response = HttpResponse(sheets.workbook(statement, lines), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="yaodu-{shop.slug}-{key}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@login_required
def print_it(request: HttpRequest, key: str) -> HttpResponse:
    """Have it printed."""
    shop = own_shop(request, RIGHT)
    asked = prints.ask_for_statement(
        shop=shop, period=period_or_404(key, over=True), language=get_language() or "zh-hans", by=request.user, at=now()
    )
    return redirect("desk:money_printed", asked.pk)


@require_safe
@login_required
def printed(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The paper; while it is being printed, a page that looks again by itself."""
    shop = own_shop(request, RIGHT)
    one = get_object_or_404(PrintedStatement, pk=pk, shop=shop)
    key = one.begins_on.isoformat()
    if one.pdf:
        name = f"yaodu-{shop.slug}-{key}.pdf"
        return private_file(one.pdf, name=name, content_type="application/pdf", attachment=True)
    response = render(request, "shops/desk/money_printed.html", {"shop": shop, "printed": one, "key": key})
    if not one.failed:
        response["Refresh"] = "2"
    response["Cache-Control"] = "private, no-store"
    return response
