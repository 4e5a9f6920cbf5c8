"""What a page is about, in schema.org's words, for search engines and for those who share it."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from common.templatetags.words import in_language
from shops.catalogue.models import Category, Product
from shops.franchise.models import Shop

Facts = dict[str, Any]
Absolute = Callable[[str], str]  # an address of the site, whole
IN_STOCK, OUT_OF_STOCK = "https://schema.org/InStock", "https://schema.org/OutOfStock"
MOST_WORDS = 300


def named(record: Any, field: str, language: str) -> str:
    """The words in the reader's language, else in the other."""
    other = "en" if language == "zh-hans" else "zh-hans"
    return in_language(record, field, language) or in_language(record, field, other)


def trail(steps: list[tuple[str, str]], absolute: Absolute) -> Facts:
    """Where the page stands: (name, address) from the market down."""
    places = [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(address)}
        for place, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": places}


def of_shop(shop: Shop, language: str, absolute: Absolute) -> Facts:
    return {
        "@type": "Organization",
        "name": named(shop, "name", language),
        "description": named(shop, "byline", language),
        "url": absolute(reverse("storefront:shop", args=[shop.slug])),
    }


def of_product(product: Product, photos: list[str], language: str, absolute: Absolute) -> Facts:
    """The product with an offer for each pack, prices in yuan; `photos` are addresses of pictures."""
    address = absolute(reverse("storefront:product", args=[product.slug]))
    seller = of_shop(product.shop, language, absolute)
    offers = [
        {
            "@type": "Offer",
            "name": named(pack, "name", language),
            "price": f"{pack.offer.price / 100:.2f}",
            "priceCurrency": "CNY",
            "availability": IN_STOCK if pack.offer.stock else OUT_OF_STOCK,
            "url": address,
            "seller": seller,
        }
        for pack in product.packs  # type: ignore[attr-defined]  # with_cards
    ]
    return {
        "@type": "Product",
        "name": named(product, "name", language),
        "description": named(product, "about", language)[:MOST_WORDS],
        "category": named(product.category, "name", language),
        "url": address,
        **({"image": [absolute(photo) for photo in photos]} if photos else {}),
        **({"offers": offers} if offers else {}),
    }


def to_market(market: str) -> list[tuple[str, str]]:
    return [(market, reverse("storefront:market"))]


def to_category(category: Category, language: str) -> tuple[str, str]:
    return named(category, "name", language), reverse("storefront:category", args=[category.slug])


def graph(*facts: Facts) -> Facts:
    return {"@context": "https://schema.org", "@graph": list(facts)}
