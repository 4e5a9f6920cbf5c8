"""Goods with what a card shows: the first pack with its prices, the cover photograph, the shop."""

from django.db.models import Prefetch, QuerySet

from shops.catalogue.models import Product, ProductPhoto, Variant
from uploads.models import Photo


def with_cards(products: QuerySet[Product]) -> QuerySet[Product]:
    """`products`, each with `packs` (variants, offers), `covers` (its first ready photograph) and shop: three queries."""
    packs = Variant.objects.select_related("offer").filter(offer__isnull=False).order_by("position")
    covers = ProductPhoto.objects.select_related("photo").filter(position=1, photo__state=Photo.State.READY)
    return products.select_related("shop").prefetch_related(
        Prefetch("variants", packs, to_attr="packs"), Prefetch("photos", covers, to_attr="covers")
    )


def newest(count: int) -> QuerySet[Product]:
    """The goods last put on sale, for the market and the home page."""
    return with_cards(Product.objects.on_sale().order_by("-shop__opened_at", "-created_at", "-pk"))[:count]
