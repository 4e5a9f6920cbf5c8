"""What the head of a public page says of it: its own address without a query, its facts, its words and picture when shared."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from cms.county import county
from cms.models import Township
from cms.routing import SOURCE
from common.clock import now, shanghai_day
from common.languages import LANG
from shops.catalogue.models import Category, Product
from shops.franchise.models import Shop
from shops.presale.models import Presale
from shops.sharing.cards import of_product, of_shop
from shops.sharing.models import Shape
from shops.sharing.queries import SHOWN
from shops.storefront import facts

GOODS = gettext_noop(
    "Goods from Jianghua farmers’ own shops: herbs, oil, fruit, tea, handicrafts, cured meat, mountain goods and honey."
)


def shared(request: HttpRequest, title: str, about: str, kind: str, *found: facts.Facts, picture: str = "") -> dict[str, Any]:
    """For `share.html`. `kind` is Open Graph's."""
    absolute = request.build_absolute_uri
    rest = request.path.split("/", 2)[2]
    places = {code: f"/{code}/{rest}" for code in LANG}
    return {
        "title": title,
        "about": " ".join(about.split())[:150],
        "kind": kind,
        "address": absolute(request.path),
        "alternates": [
            *((LANG[code], absolute(there)) for code, there in places.items()),
            ("x-default", absolute(places[SOURCE])),
        ],
        "picture": absolute(picture) if picture else "",
        "facts": facts.graph(*found),
    }


def language() -> str:
    return "en" if get_language() == "en" else "zh-hans"


def share_list(request: HttpRequest, title: str, about: str, *steps: tuple[str, str]) -> dict[str, Any]:
    """A list that is nobody's own: the market's front, all goods, all shops. `steps` lead to it from the market."""
    way = [*facts.to_market(_("Market")), *steps]
    return shared(request, title, about, "website", facts.trail(way, request.build_absolute_uri))


def share_market(request: HttpRequest) -> dict[str, Any]:
    name = county().market_name_en if language() == "en" else county().market_name_zh
    return share_list(request, name, _(GOODS))


def share_goods(request: HttpRequest) -> dict[str, Any]:
    return share_list(request, _("All goods"), "", (_("All goods"), request.path))


def share_shops(request: HttpRequest) -> dict[str, Any]:
    about = _("Farmers’ shops of Jianghua on the map: what they sell, where they are, which guests may visit.")
    return share_list(request, _("The map of shops"), about, (_("The map of shops"), request.path))


def share_category(request: HttpRequest, category: Category) -> dict[str, Any]:
    steps = [*facts.to_market(_("Market")), facts.to_category(category, language())]
    name, about = (facts.named(category, field, language()) for field in ("name", "about"))
    return shared(request, name, about, "website", facts.trail(steps, request.build_absolute_uri))


def share_shop(request: HttpRequest, shop: Shop, goods: list[Product], township: Township | None = None) -> dict[str, Any]:
    """A shop and where it stands; its picture is that of its first photographed product."""
    absolute = request.build_absolute_uri
    own = facts.of_shop(shop, language(), absolute, township)
    steps = [*facts.to_market(_("Market")), (own["name"], request.path)]
    covers = [product.covers[0].photo.url(640) for product in goods if product.covers]  # type: ignore[attr-defined]
    return shared(
        request,
        own["name"],
        own.get("description", ""),
        "website",
        own,
        facts.trail(steps, absolute),
        picture=next(iter(covers), "") or of_shop(shop, goods, language()).address(Shape.WIDE),
    )


def share_product(
    request: HttpRequest, product: Product, photos: list[Any], reviews: list[Any], ahead: Presale | None = None
) -> dict[str, Any]:
    absolute = request.build_absolute_uri
    pictures = [shown.photo.url(960) for shown in photos]
    own = facts.of_product(product, pictures, language(), absolute, shanghai_day(now()), ahead)
    own |= facts.of_reviews(product, reviews)
    steps = [*facts.to_market(_("Market")), facts.to_category(product.category, language()), (own["name"], request.path)]
    return shared(
        request,
        own["name"],
        own.get("description", ""),
        "product",
        own,
        facts.trail(steps, absolute),
        picture=next(iter(pictures), "") or card_of(product),
    )


def card_of(product: Any) -> str:
    """The drawn picture of a product without a photograph; "" for one that nobody is shown."""
    return of_product(product, language()).address(Shape.WIDE) if product.state in SHOWN else ""
