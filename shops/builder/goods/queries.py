"""The owner's list of goods, and all prices at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shops.catalogue.models import Offer, Product, Variant
from shops.catalogue.queries import with_cards
from shops.catalogue.rules import Breach, breaches_of, rules_by_category
from shops.catalogue.stock import is_low
from shops.franchise.models import Shop

AT_ONCE = 200  # packs on the page of all prices: what a cheap phone still opens


@dataclass(frozen=True)
class GoodsRow:
    """A product in the list: its packs, what it lacks before it may be on sale, and whether little of it is left."""

    product: Product
    packs: Sequence[Variant]
    breaches: list[Breach]
    is_low: bool


def goods_rows(shop: Shop) -> list[GoodsRow]:
    """Every product of the shop, those taken out too, in order, with what is wrong with it. Four queries."""
    goods = list(with_cards(Product.objects.filter(shop=shop).select_related("category").order_by("position")))
    rules = rules_by_category(product.category_id for product in goods)
    return [row_of(product, breaches_of(product, rules[product.category_id])) for product in goods]


def row_of(product: Any, breaches: list[Breach]) -> GoodsRow:
    """`product` as `with_cards` gives it."""
    low = any(is_low(pack.offer, product.category) for pack in product.packs)
    return GoodsRow(product, product.packs, breaches, low and product.state == Product.State.ON_SALE)


def offers_of(shop: Shop, page: int = 1) -> list[Offer]:
    """The offers of the shop's goods that are not taken out, as goods and packs stand: `AT_ONCE`, and one more if there is
    another page. One query."""
    rows = Offer.objects.select_related("variant__product").filter(variant__product__shop=shop, variant__is_sold=True)
    kept = rows.exclude(variant__product__state=Product.State.REMOVED)
    start = (page - 1) * AT_ONCE
    return list(kept.order_by("variant__product__position", "variant__position")[start : start + AT_ONCE + 1])


def packs_of(product: Product) -> list[Variant]:
    """The packs sold of a product, with their offers. One query."""
    rows = product.variants.filter(is_sold=True, offer__isnull=False)
    return list(rows.select_related("offer").order_by("position"))
