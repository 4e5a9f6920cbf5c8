"""What the county's pages offer for sale: goods linked to a place, a route, a festival or something of culture.

Nothing is copied: what is sold out, rests, or is of a shop that is suspended or closed is simply not found.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Exists, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from shops.catalogue.models import Product, Tie
from shops.catalogue.queries import packs_on_offer
from shops.catalogue.ties import empty_key
from uploads.models import Photo

MOST, LOOKED_AT, OF_A_SHOP = 8, 40, 4
A_WHILE = 300  # seconds that a page without anything to buy is remembered: as long as what comes back may be missing


@dataclass(frozen=True)
class Offered:
    """Something for sale in a page's row: the template of its card, and what stands in it. What can be booked has its own."""

    card: str
    product: Product


def offered_at(page_key: Any, today: date) -> list[Offered]:
    """What is linked to the page and can be bought now. Two queries; one for nothing, none while that is remembered."""
    key = empty_key(page_key)
    if cache.get(key):
        return []
    goods = chosen_among(list(goods_linked_to(page_key, today)[:LOOKED_AT]))
    if not goods:
        cache.set(key, True, A_WHILE)
        return []
    prefetch_related_objects(goods, Prefetch("variants", packs_on_offer(), to_attr="packs"))
    return [Offered("shops/catalogue/card.html", product) for product in goods]


def goods_linked_to(page_key: Any, today: date) -> QuerySet[Product]:
    """Goods in stock that are linked themselves, the newest first, then those of linked shops; each with its `cover`."""
    ties = Tie.objects.filter(page_key=page_key).order_by()
    of_shops = Product.objects.filter(shop__in=ties.filter(shop__isnull=False).values("shop")).order_by()
    ids = ties.filter(product__isnull=False).values_list("product").union(of_shops.values_list("pk"))
    goods = Product.objects.on_sale().filter(pk__in=ids).exclude(ships_from__gt=today, presale_until__lt=today)
    return (
        goods.filter(Exists(packs_on_offer().filter(product=OuterRef("pk"), offer__stock__gt=0).order_by()))
        .annotate(
            is_linked=Exists(ties.filter(product=OuterRef("pk"))),
            cover=FilteredRelation("photos", condition=Q(photos__position=1)),
        )
        .select_related("shop", "cover__photo")
        .order_by("-is_linked", "-created_at", "-pk")
    )


def chosen_among(found: list[Any]) -> list[Product]:
    """At most `MOST` of them, in their order; of a shop that is linked as a whole not so many that it fills the row."""
    chosen: list[Product] = []
    of_shop: dict[int, int] = {}
    for product in found:
        of_shop[product.shop_id] = of_shop.get(product.shop_id, 0) + 1
        if product.is_linked or of_shop[product.shop_id] <= OF_A_SHOP:
            cover = getattr(product, "cover", None)  # not set where it has none
            product.covers = [cover] if cover and cover.photo.state == Photo.State.READY else []
            chosen.append(product)
    return chosen[:MOST]
