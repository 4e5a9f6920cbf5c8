"""Goods with what a card shows: the first pack with its prices, the cover photograph, the shop."""

from typing import Any

from django.db.models import Prefetch, QuerySet

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


def photos_of(of: Any) -> list[Any]:
    """The photographs of a product, or of what a guest comes for, in order, those still being made small too. One query."""
    return list(of.photos.select_related("photo").order_by("position"))
