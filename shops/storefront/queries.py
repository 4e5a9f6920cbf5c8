"""What shoppers see: open shops and their goods. Each page's reads are counted in its tests."""

from typing import Any

from django.db.models import Max, Prefetch, QuerySet
from django.http import Http404

from cms.models import Township
from common.rights import visible
from shops.catalogue.models import Product, ProductPhoto
from shops.catalogue.queries import with_cards
from shops.franchise.models import Inspection, RetiredSlug, Shop
from shops.franchise.preview import shop_named_by
from uploads.models import Photo

PAGE = 24


class Moved(Exception):
    """The shop has another address now: `slug`."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(slug)


def with_shelf(shops: QuerySet[Shop]) -> QuerySet[Shop]:
    covers = ProductPhoto.objects.select_related("photo").filter(position=1, photo__state=Photo.State.READY)
    goods = Product.objects.order_by("position").prefetch_related(Prefetch("photos", covers, to_attr="covers"))
    return shops.prefetch_related(Prefetch("products", goods, to_attr="shelf"))


def township(slug: str) -> Township | None:
    return Township.objects.filter(slug=slug).first()


def shop_at(user: Any, slug: str, token: str = "") -> Shop:
    """The shop at this address, as far as `user` may see it or `token` (a signed link) shows it.

    Raises Moved for a retired address and Http404 for everything a stranger must not learn of.
    """
    shown = Shop.objects.filter(pk=shop_named_by(token) or 0)
    for rows in (visible(user, Shop), shown):
        if shop := rows.select_related("owner").filter(slug=slug).first():
            return shop
    old = RetiredSlug.objects.filter(slug=slug, shop__in=visible(user, Shop)).select_related("shop").first()
    if old:
        raise Moved(old.shop.slug)
    raise Http404


def shop_goods(shop: Shop) -> list[Product]:
    return list(with_cards(Product.objects.filter(shop=shop).order_by("position")))


def inspected_at(shop: Shop) -> Any:
    """When an inspector last opened the shop, or None."""
    opened = Inspection.objects.filter(shop=shop, decision=Inspection.Decision.OPEN)
    return opened.aggregate(at=Max("at"))["at"]


def product_at(user: Any, slug: str, token: str = "") -> Product:
    """The product at this address if `user` may see its shop. Raises Http404."""
    seen = visible(user, Shop).values("pk")
    rows = with_cards(Product.objects.select_related("shop__owner", "category"))
    product = rows.filter(slug=slug, shop__in=seen).first()
    if product is None and token:
        product = rows.filter(slug=slug, shop=shop_named_by(token)).first()
    if product is None:
        raise Http404
    return product


def gallery(product: Product) -> list[ProductPhoto]:
    ready = ProductPhoto.objects.filter(product=product, photo__state=Photo.State.READY)
    return list(ready.select_related("photo").order_by("position"))


def others_of(product: Product, count: int = 4) -> list[Product]:
    """The shop's other goods."""
    rows = Product.objects.filter(shop=product.shop).exclude(pk=product.pk).order_by("position")
    return list(with_cards(rows)[:count])
