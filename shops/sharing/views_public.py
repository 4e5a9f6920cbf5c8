"""What anybody may fetch: the page behind a printed code, and the pictures to share."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from shops.catalogue.models import Product
from shops.franchise.models import Shop
from shops.sharing import cards, codes, queries
from shops.sharing.cards_kept import kept_card
from shops.sharing.models import Shape

YEAR = 365 * 24 * 3600


@require_safe
def product_code(request: HttpRequest, code: str) -> HttpResponse:
    """A printed code's address, which has no language: the product in the reader's own. Counted nowhere."""
    product = codes.product_behind(code)
    if product is None:
        raise Http404
    return redirect("storefront:product", slug=product.slug)


@require_safe
def share_card(request: HttpRequest, shape: str, language: str, of: str, slug: str, mark: str) -> HttpResponse:
    """The picture as it is now. An address of what is true no longer leads to the one that is."""
    if shape not in Shape.values or language not in ("zh-hans", "en") or of not in ("shop", "goods"):
        raise Http404
    facts, shop, product = shown_shop(slug, language) if of == "shop" else shown_product(slug, language)
    if mark != facts.mark:
        return redirect(facts.address(shape))
    address = codes.short_address(codes.give_codes(products=[product])[product.pk]) if product else codes.shop_address(shop)
    picture = kept_card(facts=facts, shop=shop, product=product, shape=shape, address=address)
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    name = f"yaodu-{slug}-{shape}.png"
    response["Content-Disposition"] = f'{"attachment" if "save" in request.GET else "inline"}; filename="{name}"'
    return response


Shown = tuple[cards.CardFacts, Shop, Product | None]


def shown_shop(slug: str, language: str) -> Shown:
    """Raises Http404 for a shop that is not open."""
    shop = Shop.objects.open().filter(slug=slug).first()
    if shop is None:
        raise Http404
    return cards.of_shop(shop, queries.on_sale_of(shop), language), shop, None


def shown_product(slug: str, language: str) -> Shown:
    """Raises Http404 for a product the public may not see."""
    product = queries.shown_product(slug)
    if product is None:
        raise Http404
    return cards.of_product(product, language), product.shop, product
