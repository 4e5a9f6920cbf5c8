"""The receipt of an order, for who placed it."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from shops.fulfilment import receipts
from shops.fulfilment.models import PrintedReceipt
from shops.orders.models import Order
from shops.orders.remembering import may_open
from uploads.views import private_file


def own_order(request: HttpRequest, number: str) -> Order:
    """An order that this reader placed; 404 for anybody else."""
    found = Order.objects.select_related("buyer").filter(number=number).first()
    if found is None or not may_open(request, found):
        raise Http404
    return found


def reader() -> str:
    return get_language() or "zh-hans"


@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Have it printed."""
    order = own_order(request, number)
    try:
        receipts.ask_for_receipt(order=order, language=reader(), by=request.user, at=now())
    except receipts.NotPaid:
        messages.warning(request, _("There is a receipt once it is paid; of cash, once you have the goods."))
        return redirect("orders:order", number)
    return redirect("fulfilment:receipt", number)


@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse | FileResponse:
    """The file that was asked for last; while it is being printed, a page that looks again by itself."""
    order = own_order(request, number)
    one = PrintedReceipt.objects.filter(order=order, language=reader()).first()
    if one is None:
        return redirect("orders:order", number)
    if one.pdf:
        return private_file(one.pdf, name=f"yaodu-{number}.pdf", content_type="application/pdf", attachment=True)
    response = render(request, "shops/fulfilment/receipt.html", {"order": order, "printed": one})
    if not one.failed:
        response["Refresh"] = "2"
    response["Cache-Control"] = "private, no-store"
    return response
