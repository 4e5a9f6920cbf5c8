"""All prices and stock on one page, one save."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from common.clock import now
from shops.builder.goods.asking import answered
from shops.builder.goods.forms_bulk import PricesForm
from shops.builder.goods.page import NOT_NOW
from shops.builder.goods.queries import AT_ONCE, offers_of
from shops.builder.goods.saying import say_with_undo
from shops.builder.views import own_shop
from shops.catalogue import bulk
from shops.catalogue.bands import NotInBand
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prices(request: HttpRequest) -> HttpResponse:
    """Every pack's price and stock. A row that is wrong keeps all from being saved, and nothing typed is lost."""
    shop = own_shop(request, "change goods")
    data = answered(request.POST) if request.method == "POST" else None
    page = page_asked(request.GET.get("page", ""))
    offers = offers_of(shop, page)
    form = PricesForm(data, offers[:AT_ONCE])
    if data is not None and form.is_valid() and save(request, shop, form):
        return redirect("builder:change_goods")
    context = {
        "shop": shop, "form": form, "section": "change_goods", "locked": not shop.is_changeable,
        "sure": data.getlist("sure") if data else [], "more": page + 1 if len(offers) > AT_ONCE else None,
    }  # fmt: skip
    return render(request, "shops/builder/goods/prices.html", context)


def page_asked(text: str) -> int:
    """The page of packs; what is no page is the first."""
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 4 and int(text) else 1


def save(request: HttpRequest, shop: Shop, form: PricesForm) -> bool:
    """Whether all rows were saved; if not, the rows say why."""
    at = now()
    try:
        n = bulk.change_offers(shop=shop, rows=form.changes(), by=request.user, at=at)
    except NotChangeable:
        messages.warning(request, NOT_NOW)
        return False
    except bulk.RowsChangedMeanwhile as clash:
        form.clash(clash.now)
        return False
    except NotInBand as fault:
        form.outside(fault.faults)
        return False
    say_with_undo(request, shop, at, ngettext("Saved: %(n)s pack changed.", "Saved: %(n)s packs changed.", n) % {"n": n})
    return True
