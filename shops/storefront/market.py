"""The market's front: everything it shows, in a number of queries that does not grow, however much there is to buy."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shops.catalogue.models import Category, Product
from shops.franchise.models import Shop
from shops.market.models import Listing
from shops.market.queries import LOOKED_AT, in_turns
from shops.market.shop_queries import WantedShops, count_of_shops, newest_shops
from shops.market.specials import cards_of, chosen_for, specials_on
from shops.market.stalls import bits
from shops.storefront.queries import with_shelf

NEW_GOODS, SPECIAL_GOODS, SEASON_ROWS, MONTHS_AHEAD = 8, 4, 5, 6


@dataclass(frozen=True)
class Season:
    """A row of the stitched calendar: for each month shown "now", "y" (coming) or ""."""

    product: Product
    months: list[str]


def months_from(today: date, count: int = MONTHS_AHEAD) -> list[int]:
    return [(today.month - 1 + n) % 12 + 1 for n in range(count)]


def new_shops(count: int = 4) -> list[Shop]:
    """The shops opened last, each with its goods (`shelf`) for the little shelf under its sign."""
    return list(with_shelf(newest_shops(count)))


def in_season_soon(newest: list[tuple[int, int, int]], today: date) -> list[int]:
    """What is picked this month, then what is picked in the months ahead and is new. One query."""
    now = Listing.objects.filter(in_season=True).order_by("-new_at", "-product").values_list("product", flat=True)
    found = list(now[:SEASON_ROWS])
    ahead = bits(months_from(today))
    return (found + [pk for pk, _shop, months in newest if months & ahead and pk not in found])[:SEASON_ROWS]


def season_row(product: Product, today: date) -> Season:
    months = product.harvest_months
    return Season(product, ["" if m not in months else "now" if m == today.month else "y" for m in months_from(today)])


def market(today: date) -> dict[str, Any]:
    """Everything the market's front shows: twelve queries."""
    count, is_more = count_of_shops(WantedShops())
    listed = Listing.objects.order_by("-new_at", "-product").values_list("product", "shop", "months")
    newest = list(listed[:LOOKED_AT])
    new = in_turns([(product, shop) for product, shop, _months in newest])[:NEW_GOODS]
    season = in_season_soon(newest, today)
    specials = specials_on(today)
    special = specials[0] if specials else None
    chosen = chosen_for(special)[:SPECIAL_GOODS]
    cards = {product.pk: product for product in cards_of([*new, *season, *chosen])}
    return {
        "categories": list(Category.objects.all()),
        "shops": new_shops(),
        "shop_count": count,
        "more_shops": is_more,
        "seasons": [season_row(cards[pk], today) for pk in season if pk in cards],
        "months": months_from(today),
        "goods": [cards[pk] for pk in new if pk in cards],
        "specials": specials,
        "chosen": [cards[pk] for pk in chosen if pk in cards],
    }
