"""Having slips and labels printed, and what the shop says on them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.clock import now
from common.keys import key_of
from shops.builder.views import own_shop
from shops.desk import slips as printing
from shops.desk.models import PrintedSlips, Thanks
from shops.franchise.models import Shop
from shops.fulfilment.queries import counts_of
from shops.orders.models import ShopOrder
from uploads.views import private_file

RIGHT = "change goods"


@login_required
def slips(request: HttpRequest) -> HttpResponse:
    """Which paper; what the shop says to its buyers. A press prints all that are to be packed, or the one it names."""
    shop = own_shop(request, RIGHT)
    if request.POST.get("do") == "words":
        facts = {"zh": request.POST.get("words_zh_hans", ""), "en": request.POST.get("words_en", "")}
        printing.set_thanks(shop=shop, by=request.user, at=now(), **facts)
        messages.success(request, _("Kept. It is printed on every slip."))
        return redirect("desk:slips")
    if request.POST.get("paper") in printing.Paper.values:
        return asked(request, shop)
    context = {
        "shop": shop, "papers": printing.Paper.choices, "most": printing.MOST,
        "thanks": Thanks.objects.filter(shop=shop).first(), "count": counts_of(shop).get(ShopOrder.State.TO_PACK, 0),
    }  # fmt: skip
    return render(request, "shops/desk/slips.html", context)


def asked(request: HttpRequest, shop: Shop) -> HttpResponse:
    one = request.POST.get("parcel", "")
    parcel = (key_of(one) or 0) if one else None
    try:
        made = printing.ask_for_slips(shop=shop, parcel=parcel, paper=request.POST["paper"], by=request.user, at=now())
    except printing.NothingToPack:
        messages.warning(request, _("Nothing is to be packed, so nothing was printed."))
        return redirect("desk:slips")
    return redirect("desk:slips_printed", made.pk)


@require_safe
@login_required
def printed(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The file; while it is being printed, a page that looks again by itself."""
    shop = own_shop(request, RIGHT)
    one = get_object_or_404(PrintedSlips, pk=pk, shop=shop)
    if one.pdf:
        return private_file(one.pdf, name=f"yaodu-slips-{pk}.pdf", content_type="application/pdf", attachment=True)
    response = render(request, "shops/desk/slips_printed.html", {"shop": shop, "printed": one})
    if not one.failed:
        response["Refresh"] = "2"
    response["Cache-Control"] = "private, no-store"
    return response
