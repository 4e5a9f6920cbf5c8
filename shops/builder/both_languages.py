"""Everything a shop says, as pairs of one thing in both languages: what is missing in one, what is older than its original."""

from collections.abc import Iterator

from shops.builder.editions import front_of
from shops.builder.models import TranslatedPair
from shops.builder.pairs import Pair, of_front, of_record, with_notes
from shops.catalogue.models import Product, Variant
from shops.franchise.models import Shop
from shops.visits.models import Visit


def pairs_of(shop: Shop) -> list[Pair]:
    """Everything the shop says in any language, as its owner last left it, in the order of its front. Six queries."""
    every = (of_front(front_of(shop)), of_goods(shop), of_visits(shop))
    found = [pair for pairs in every for pair in pairs if pair.zh or pair.en]
    return with_notes(found, TranslatedPair.objects.filter(shop=shop))


def to_write(shop: Shop) -> list[Pair]:
    """What is missing in one language, then what is older than its original."""
    pairs = pairs_of(shop)
    return [pair for pair in pairs if pair.is_missing] + [pair for pair in pairs if pair.is_older]


def of_goods(shop: Shop) -> Iterator[Pair]:
    goods = list(Product.objects.filter(shop=shop).kept().select_related("shop").order_by("position"))
    packs: dict[int, list[Variant]] = {}
    for pack in (
        Variant.objects.filter(product__in=goods, is_sold=True).select_related("product__shop", "offer").order_by("position")
    ):
        packs.setdefault(pack.product_id, []).append(pack)
    for product in goods:
        yield from of_record("product", product, product.name)
        for pack in packs.get(product.pk, []):
            yield from of_record("pack", pack, product.name)


def of_visits(shop: Shop) -> Iterator[Pair]:
    for visit in Visit.objects.filter(shop=shop).select_related("shop").order_by("position"):
        yield from of_record("visit", visit, visit.name)
