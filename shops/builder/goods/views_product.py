"""One product: its words, season, papers and dates, with its first pack."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from shops.builder.costs import sheet_of
from shops.builder.goods.forms import ProductForm, asks_for_papers, grades_of, product_values
from shops.builder.goods.page import Page, seen_of
from shops.builder.goods.queries import packs_of
from shops.builder.goods.saying import put_breaches, put_outside, put_refusal, say_outside
from shops.builder.goods.views import own_product
from shops.catalogue import operations
from shops.catalogue.bands import NotInBand
from shops.catalogue.merging import ChangedMeanwhile, opened
from shops.catalogue.models import Product
from shops.catalogue.rules import Breached, breaches_of, rules_of
from shops.franchise.changing import NotChangeable
from shops.franchise.selling import NotTrained
from shops.range.queries import standing_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def product(request: HttpRequest, product_id: int) -> HttpResponse:
    """One product's words, season, papers and dates, and its first pack."""
    shown = own_product(request, product_id)
    packs, rules = packs_of(shown), rules_of(shown.category_id)
    first = packs[0] if packs else None
    page = Page(request, ProductForm, product_values(shown, first), seen_of(shown, first), product=shown, variant=first)
    if page.is_sent and save_product(page, shown):
        return redirect("builder:change_goods")
    if "check" in request.GET and not page.is_sent:
        page.check(breaches_of(shown, rules))
    asked = asks_for_papers(rules) or bool({"produced", "permit"} & set(page.form.errors))
    sheet = sheet_of(shown)
    costs = {"sheet": sheet, "price": first.offer.price, "left": sheet.left(first.offer.price)} if sheet and first else {}
    context = {
        **costs, "product": shown, "pack": first, "more_packs": packs[1:], "may_add": len(packs) < operations.MOST_PACKS,
        "rules": rules, "has_papers": asked, "grades": grades_of(shown), "may_rest": page.has_breach,
        "standing": standing_of(shown),
    }  # fmt: skip
    return page.shown("shops/builder/goods/product.html", **context)


def save_product(page: Page, product: Product) -> bool:
    """Whether the product was saved; if not, the page says why and keeps what was typed."""
    off = page.request.POST.get("do") == "rest"
    form: Any = page.form
    at = now()
    given: dict[str, Any] = {"product": product, "by": page.request.user, "at": at, "off_sale": off}
    pack = {"prices": form.prices(), "pack": form.pack()} if form.variant else {"prices": {}}
    try:
        saved = operations.change_product(changes=form.words(), seen=opened(page.seen), **pack, **given)
    except NotChangeable:
        return page.locked()
    except ChangedMeanwhile as clash:
        fresh = Product.objects.select_related("category").get(pk=product.pk)
        first = next(iter(packs_of(fresh)), None)
        page.clash(clash, seen_of(fresh, first), product_values(fresh, first))
        return False
    except NotTrained as untrained:
        put_refusal(form, untrained.refusal)
        return False
    except Breached as breached:
        put_breaches(form, breached.breaches)
        return False
    except NotInBand as fault:
        put_outside(form, fault.faults)
        return False
    say_outside(page.request, product)
    for warning in form.warnings():
        messages.warning(page.request, warning)
    if saved.state == Product.State.RESTING and off:
        return page.saved(_("Saved. It rests until the words are right; then put it on sale again."), at)
    return page.saved(_("Saved."), at)
