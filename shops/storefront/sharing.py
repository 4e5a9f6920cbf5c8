"""What the head of a public page says of it: its own address without a query, its facts, its words and picture when shared."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shops.catalogue.models import Category, Product
from shops.franchise.models import Shop
from shops.sharing.cards import of_product, of_shop
from shops.sharing.models import Shape
from shops.sharing.queries import SHOWN
from shops.storefront import facts


def shared(request: HttpRequest, title: str, about: str, kind: str, *found: facts.Facts, picture: str = "") -> dict[str, Any]:
    """For `share.html`. `kind` is Open Graph's."""
    absolute = request.build_absolute_uri
    return {
        "title": title,
        "about": " ".join(about.split())[:150],
        "kind": kind,
        "address": absolute(request.path),
        "picture": absolute(picture) if picture else "",
        "facts": facts.graph(*found),
    }


def language() -> str:
    return "en" if get_language() == "en" else "zh-hans"


def share_category(request: HttpRequest, category: Category) -> dict[str, Any]:
    steps = [*facts.to_market(_("Market")), facts.to_category(category, language())]
    name, about = (facts.named(category, field, language()) for field in ("name", "about"))
    return shared(request, name, about, "website", facts.trail(steps, request.build_absolute_uri))


def share_shop(request: HttpRequest, shop: Shop, goods: list[Product]) -> dict[str, Any]:
    """A shop and where it stands; its picture is that of its first photographed product."""
    absolute = request.build_absolute_uri
    own = facts.of_shop(shop, language(), absolute)
    steps = [*facts.to_market(_("Market")), (own["name"], request.path)]
    covers = [product.covers[0].photo.url(640) for product in goods if product.covers]  # type: ignore[attr-defined]
    return shared(
        request,
        own["name"],
        own["description"],
        "website",
        own,
        facts.trail(steps, absolute),
        picture=next(iter(covers), "") or of_shop(shop, goods, language()).address(Shape.WIDE),
    )


def share_product(request: HttpRequest, product: Product, photos: list[Any]) -> dict[str, Any]:
    absolute = request.build_absolute_uri
    pictures = [shown.photo.url(960) for shown in photos]
    own = facts.of_product(product, pictures, language(), absolute)
    steps = [*facts.to_market(_("Market")), facts.to_category(product.category, language()), (own["name"], request.path)]
    return shared(
        request,
        own["name"],
        own["description"],
        "product",
        own,
        facts.trail(steps, absolute),
        picture=next(iter(pictures), "") or card_of(product),
    )


def card_of(product: Any) -> str:
    """The drawn picture of a product without a photograph; "" for one that nobody is shown."""
    return of_product(product, language()).address(Shape.WIDE) if product.state in SHOWN else ""
