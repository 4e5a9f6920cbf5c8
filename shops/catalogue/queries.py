"""Goods with what a card shows: the first pack with its prices, the cover photograph, the shop."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber

from shops.catalogue.models import Product, ProductPhoto, Variant
from uploads.models import Photo


def packs_on_offer() -> QuerySet[Variant]:
    """The packs that can be bought, each product's first pack first."""
    return Variant.objects.select_related("offer").filter(offer__isnull=False, is_sold=True).order_by("position")


def with_cards(products: QuerySet[Product]) -> QuerySet[Product]:
    """`products`, each with `packs` (variants, offers), `covers` (its first ready photograph) and shop: three queries."""
    packs = packs_on_offer()
    covers = ProductPhoto.objects.select_related("photo").filter(position=1, photo__state=Photo.State.READY)
    return products.select_related("shop").prefetch_related(
        Prefetch("variants", packs, to_attr="packs"), Prefetch("photos", covers, to_attr="covers")
    )


def newest(count: int) -> QuerySet[Product]:
    """The goods last put on sale, for the market and the home page: the newest of each shop, then the second of each…"""
    turn = Window(RowNumber(), partition_by=F("shop"), order_by=[F("created_at").desc(), F("position").asc()])
    goods = Product.objects.on_sale().annotate(turn=turn).order_by("turn", "-shop__opened_at", "-pk")
    return with_cards(goods)[:count]


def photos_of(of: Any) -> list[Any]:
    """The photographs of a product, or of what a guest comes for, in order, those still being made small too. One query."""
    return list(of.photos.select_related("photo").order_by("position"))
