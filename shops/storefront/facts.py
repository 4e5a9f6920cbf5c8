"""What a page is about, in schema.org's words, for search engines and for those who share it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse

from cms.models import Township
from common.clock import shanghai_day
from common.templatetags.words import in_language
from shops.catalogue.models import Category, Product
from shops.franchise.models import Shop
from shops.presale.models import Presale
from shops.reviews.counting import counts_of
from shops.reviews.templatetags.review_tags import writer

Facts = dict[str, Any]
Absolute = Callable[[str], str]  # an address of the site, whole
IN_STOCK, OUT_OF_STOCK = "https://schema.org/InStock", "https://schema.org/OutOfStock"
PRE_ORDER = "https://schema.org/PreOrder"
MOST_WORDS = 300
REGION = {"zh-hans": "湖南省永州市江华瑶族自治县", "en": "Jianghua Yao Autonomous County, Yongzhou, Hunan"}
SCALE = {"bestRating": 5, "worstRating": 1}
SELLER = ("@type", "name", "url")


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


def of_shop(shop: Shop, language: str, absolute: Absolute, township: Township | None = None) -> Facts:
    """The shop as a place that sells, in its village and township."""
    places = [named(shop, "village", language), named(township, "name", language) if township else ""]
    locality = " ".join(place for place in places if place)
    address = {"@type": "PostalAddress", "addressCountry": "CN", "addressRegion": REGION[language]}
    return {
        "@type": "Store",
        "name": named(shop, "name", language),
        **({"description": about} if (about := named(shop, "byline", language)) else {}),
        "url": absolute(reverse("storefront:shop", args=[shop.slug])),
        "currenciesAccepted": "CNY",
        "address": address | ({"addressLocality": locality} if locality else {}),
    }


def of_offer(pack: Any, product: Product, language: str, today: date, ahead: Presale | None = None) -> Facts:
    """What a pack costs and whether it is there: booked in advance until it is posted; a harvest sold `ahead` at its price."""
    presale = ahead if ahead and ahead.offer_id == pack.offer.pk else None
    price, left = (presale.price, presale.left) if presale else (pack.offer.price, pack.offer.stock)
    is_booked = product.ships_from is not None and product.ships_from > today
    is_sold = product.state == Product.State.ON_SALE and left > 0
    if is_booked and product.presale_until and product.presale_until < today:
        is_sold = False
    until = product.presale_until if is_booked and is_sold else None
    return {
        "@type": "Offer",
        "name": named(pack, "name", language),
        "price": f"{price / 100:.2f}",
        "priceCurrency": "CNY",
        "availability": OUT_OF_STOCK if not is_sold else PRE_ORDER if is_booked else IN_STOCK,
        **({"availabilityStarts": product.ships_from.isoformat()} if is_booked and is_sold and product.ships_from else {}),
        **({"priceValidUntil": until.isoformat()} if until else {}),
    }


def of_product(
    product: Product, photos: list[str], language: str, absolute: Absolute, today: date, ahead: Presale | None = None
) -> Facts:
    """The product with an offer for each pack, prices in yuan; `photos` are addresses of pictures."""
    address = absolute(reverse("storefront:product", args=[product.slug]))
    seller = {key: value for key, value in of_shop(product.shop, language, absolute).items() if key in SELLER}
    packs = product.packs  # type: ignore[attr-defined]  # with_cards
    offers = [{**of_offer(pack, product, language, today, ahead), "url": address, "seller": seller} for pack in packs]
    about = named(product, "about", language)[:MOST_WORDS]
    return {
        "@type": "Product",
        "name": named(product, "name", language),
        **({"description": about} if about else {}),
        "category": named(product.category, "name", language),
        "url": address,
        **({"image": [absolute(photo) for photo in photos]} if photos else {}),
        **({"offers": offers} if offers else {}),
    }


def of_reviews(product: Product, reviews: list[Any]) -> Facts:
    """How buyers rate the product, and what the newest say; nothing while nobody did."""
    counts = counts_of(getattr(product, "rating", None))
    if not reviews or not counts.count:
        return {}
    rating = {"@type": "AggregateRating", "ratingValue": counts.average, "reviewCount": counts.count, **SCALE}
    return {"aggregateRating": rating, "review": [of_review(one) for one in reviews]}


def of_review(review: Any) -> Facts:
    return {
        "@type": "Review",
        "reviewRating": {"@type": "Rating", "ratingValue": review.stars, **SCALE},
        "author": {"@type": "Person", "name": writer(review)},
        "datePublished": shanghai_day(review.written_at).isoformat(),
        **({"reviewBody": review.text} if review.text else {}),
    }


def to_market(market: str) -> list[tuple[str, str]]:
    return [(market, reverse("storefront:market"))]


def to_category(category: Category, language: str) -> tuple[str, str]:
    return named(category, "name", language), reverse("storefront:category", args=[category.slug])


def graph(*facts: Facts) -> Facts:
    return {"@context": "https://schema.org", "@graph": list(facts)}
