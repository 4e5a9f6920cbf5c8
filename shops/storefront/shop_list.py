"""What the address of the list of shops asks for, read forgivingly, as `narrowing` does for goods."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.models import Township
from common.sanitise import one_line
from common.templatetags.words import said
from shops.catalogue.models import Category
from shops.franchise.models import Shop
from shops.franchise.search import search_shops
from shops.market.keys import GOODS, NEW, SHOP_ORDERS
from shops.market.paging import Place
from shops.market.shop_queries import ShopsPage, WantedShops, count_of_shops, page_of_shops
from shops.storefront.narrowing import LONGEST, Chip
from shops.storefront.queries import PAGE, with_shelf

SORTS = {NEW: gettext_lazy("Newest"), GOODS: gettext_lazy("Most goods")}


@dataclass(frozen=True)
class AskedShops:
    """A list of shops as its address asks for it, and as its form shows it again."""

    wanted: WantedShops
    chips: list[Chip]
    words: str  # of a name or village

    @property
    def query(self) -> list[tuple[str, str, bool]]:
        """The boxes to tick: key, words, whether it is ticked."""
        wanted = self.wanted
        return [
            ("season", _("Something in season now"), wanted.season),
            ("guests", _("Guests may come"), wanted.guests),
            ("posts", _("Posts today"), wanted.posts_on is not None),
            ("graduate", _("Boot camp graduate"), wanted.graduate),
        ]


def shops_asked_by(query: QueryDict, categories: list[Category], places: list[Township], today: date) -> AskedShops:
    """What the query asks for; what is not there is left out."""
    category = next((one for one in categories if one.slug == query.get("sells")), None)
    place = next((one for one in places if one.slug == query.get("from")), None)
    words, sort = one_line(query.get("shop", ""))[:LONGEST], str(query.get("sort", ""))
    ticked = {key: query.get(key) == "1" for key in ("season", "guests", "posts", "graduate")}
    wanted = WantedShops(
        category=category, township=place.slug if place else "", season=ticked["season"], guests=ticked["guests"],
        graduate=ticked["graduate"], posts_on=today if ticked["posts"] else None,
        shops=tuple(shop.pk for shop in search_shops(words, PAGE)) if words else None,
        sort=sort if sort in SHOP_ORDERS else NEW,
    )  # fmt: skip
    found = AskedShops(wanted, [], words)
    chips = [Chip(said(row, "name"), (key,)) for row, key in ((category, "sells"), (place, "from")) if row]
    chips += [Chip(label, (key,)) for key, label, is_on in found.query if is_on] + ([Chip(words, ("shop",))] if words else [])
    return AskedShops(wanted, chips, words)


def list_of_shops(asked: AskedShops, place: Place) -> dict[str, Any]:
    """The page and how many there are in all. Five queries."""
    count, is_more = count_of_shops(asked.wanted)
    page: ShopsPage = page_of_shops(asked.wanted, place, with_shelf(Shop.objects.open()))
    return {"asked": asked, "page": page, "count": count, "is_more": is_more, "sorts": SORTS.items()}
