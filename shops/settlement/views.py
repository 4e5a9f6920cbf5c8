"""Where the platform's money stands, and one order's money on one page: for franchise managers."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from common.clock import now
from common.rights import allow_or_404
from shops.orders.models import Order
from shops.settlement import queries
from shops.settlement.order_money import find_orders, money_of
from shops.settlement.terms import period_of


@require_safe
@login_required
def money(request: HttpRequest) -> HttpResponse:
    """The platform's accounts and what they mean, what is wrong with them, and the payout runs."""
    allow_or_404(request.user, "keep money")
    before = period_of(request.GET.get("before", ""))
    period, due = queries.due_run(now())
    runs = queries.runs(before.first if before else None)
    context = {"books": queries.books(), "runs": runs, "period": period, "due": due}
    context["older"] = runs[-1].period.key if len(runs) == queries.RUNS else ""
    return render(request, "shops/settlement/money.html", context)


@require_safe
@login_required
def find(request: HttpRequest) -> HttpResponse:
    """Orders by the beginning or end of their number; a whole number leads to its page."""
    allow_or_404(request.user, "keep money")
    words = request.GET.get("number", "").strip()[:40]
    found = find_orders(words)
    if len(found) == 1:
        return redirect("settlement:order", found[0].number)
    return render(request, "shops/settlement/find.html", {"words": words, "found": found})


@require_safe
@login_required
def order(request: HttpRequest, number: str) -> HttpResponse:
    """Every entry of one order in words, what stands where after each, and who has what."""
    allow_or_404(request.user, "keep money")
    placed = get_object_or_404(Order, number=number)
    return render(request, "shops/settlement/order.html", {"money": money_of(placed), "order": placed})
