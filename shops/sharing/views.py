"""The share kit: what to print and to send of one's shop."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.clock import now
from common.languages import LANG, OTHER
from shops.builder.views import own_shop
from shops.catalogue.models import Product
from shops.franchise.models import Shop
from shops.sharing import cards, prints, queries, words
from shops.sharing.codes import give_codes, shop_address, short_address
from shops.sharing.forms import LabelsForm, PosterForm
from shops.sharing.models import Printed, Shape
from uploads.views import private_file

LANGUAGES = ("zh-hans", "en")


def reader() -> str:
    return "en" if get_language() == "en" else "zh-hans"


def texts(write: Any, *given: Any) -> list[dict[str, str]]:
    """The words to paste in both languages, the reader's first."""
    order = (reader(), OTHER[reader()])
    return [{"lang": LANG[language], "text": write(*given, language)} for language in order]


def pictures(facts: cards.CardFacts, other: cards.CardFacts) -> list[dict[str, Any]]:
    """The two shapes, each with its picture in the reader's language and where the other language's is."""
    return [{"shape": shape, "address": facts.address(shape), "other": other.address(shape)} for shape in Shape]


@require_safe
@login_required
def share(request: HttpRequest) -> HttpResponse:
    """All there is to share of the shop: words, pictures, a poster, labels, and the goods one by one."""
    shop = own_shop(request, "share shop")
    return page(request, shop, PosterForm(None, goods := queries.on_sale_of(shop)), goods)


def page(request: HttpRequest, shop: Shop, form: PosterForm, goods: list[Product], status: int = 200) -> HttpResponse:
    address = shop_address(shop)
    context = {
        "shop": shop, "goods": goods, "form": form, "address": address, "on_poster": goods[: queries.ON_POSTER],
        "texts": texts(words.of_shop, shop, goods, address),
        "pictures": pictures(*(cards.of_shop(shop, goods, each) for each in (reader(), OTHER[reader()]))),
    }  # fmt: skip
    return render(request, "shops/sharing/share.html", context, status=status)


@require_safe
@login_required
def share_product(request: HttpRequest, product_id: int) -> HttpResponse:
    """The same of one product."""
    shop = own_shop(request, "share shop")
    rows = queries.with_cards(Product.objects.filter(shop=shop, pk=product_id).kept())
    product = get_object_or_404(rows)
    address = short_address(give_codes(products=[product])[product.pk])
    context = {
        "shop": shop, "product": product, "address": address, "is_shown": shop.is_open and product.state in queries.SHOWN,
        "texts": texts(words.of_product, product, address),
        "pictures": pictures(*(cards.of_product(product, each) for each in (reader(), OTHER[reader()]))),
    }  # fmt: skip
    return render(request, "shops/sharing/product.html", context)


@require_POST
@login_required
def poster(request: HttpRequest) -> HttpResponse:
    """Have the poster printed."""
    shop = own_shop(request, "share shop")
    goods = queries.on_sale_of(shop)
    form = PosterForm(request.POST, goods)
    if not form.is_valid():
        return page(request, shop, form, goods)
    try:
        asked = prints.ask_for_poster(shop=shop, by=request.user, at=now(), **form.cleaned_data)
    except prints.NotOpen:
        messages.warning(request, _("Your shop is not open, so a poster would send people to a closed door. Open it first."))
        return redirect("sharing:share")
    return redirect("sharing:printed", asked.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def labels(request: HttpRequest) -> HttpResponse:
    """Which packs, how many labels of each, on which paper."""
    shop = own_shop(request, "share shop")
    goods = queries.labelled(shop)
    form = LabelsForm(request.POST if request.method == "POST" else None, goods, request.GET.get("product", ""))
    if request.method == "POST" and form.is_valid():
        wish = {name: form.cleaned_data[name] for name in ("kind", "paper", "start", "language")}
        asked = prints.ask_for_labels(shop=shop, counts=form.counts, by=request.user, at=now(), **wish)
        return redirect("sharing:printed", asked.pk)
    context = {"shop": shop, "form": form, "to_mend": [one for one in goods if one.breaches]}
    return render(request, "shops/sharing/labels.html", context)


@require_safe
@login_required
def printed(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The file; while it is being printed, a page that looks again by itself."""
    shop = own_shop(request, "share shop")
    one = get_object_or_404(Printed, pk=pk, shop=shop)
    if one.pdf:
        name = f"yaodu-{shop.slug}-{one.kind}-{one.pk}.pdf"
        return private_file(one.pdf, name=name, content_type="application/pdf", attachment=True)
    response = render(request, "shops/sharing/printed.html", {"shop": shop, "printed": one})
    if not one.failed:
        response["Refresh"] = "2"
    response["Cache-Control"] = "private, no-store"
    return response
