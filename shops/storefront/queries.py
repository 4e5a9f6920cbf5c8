"""What shoppers see: open shops and their goods. Each page's reads are counted in its tests."""

from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from common.rights import can, visible
from shops.asking.queries import count_of_answers
from shops.builder.certified import is_revoked
from shops.catalogue.models import Product, ProductPhoto, Tie
from shops.catalogue.queries import packs_on_offer, with_cards
from shops.franchise.models import Inspection, RetiredSlug, Shop
from shops.franchise.preview import shop_named_by
from shops.market.models import Stall
from shops.presale.queries import sold_ahead
from uploads.models import Photo

PAGE, ON_SHELF = 24, 3
IN_VIEW = (Product.State.ON_SALE, Product.State.RESTING, Product.State.REMOVED)  # whose addresses answer everybody


class Moved(Exception):
    """The shop has another address now: `slug`."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(slug)


def with_shelf(shops: QuerySet[Shop]) -> QuerySet[Shop]:
    """Open shops as a list shows them: the first of their goods (`shelf`), and how many there are (`goods_count`)."""
    covers = ProductPhoto.objects.select_related("photo").filter(position=1, photo__state=Photo.State.READY)
    goods = Product.objects.in_front().order_by("position").prefetch_related(Prefetch("photos", covers, to_attr="covers"))
    there = Stall.objects.filter(shop=OuterRef("pk"), kind=0).values("goods")[:1]
    counted = shops.annotate(goods_count=Coalesce(Subquery(there), 0))
    return counted.prefetch_related(Prefetch("products", goods[:ON_SHELF], to_attr="shelf"))


def shop_at(user: Any, slug: str, token: str = "") -> Shop:
    """The shop at this address, as far as `user` may see it or `token` (a signed link) shows it.

    Raises Moved for a retired address and Http404 for everything a stranger must not learn of.
    """
    shown = Shop.objects.filter(pk=shop_named_by(token) or 0)
    for rows in (visible(user, Shop), shown):
        rows = rows.annotate(
            certificate_is_revoked=is_revoked("certificate_number"), is_tied=Exists(Tie.objects.filter(shop=OuterRef("pk")))
        )
        if shop := rows.select_related("owner").filter(slug=slug).first():
            return shop
    old = RetiredSlug.objects.filter(slug=slug, shop__in=visible(user, Shop)).select_related("shop").first()
    if old:
        raise Moved(old.shop.slug)
    raise Http404


def shop_goods(shop: Shop) -> list[Product]:
    return list(with_cards(Product.objects.in_front().filter(shop=shop).order_by("position")))


def inspected_at(shop: Shop) -> Any:
    """When an inspector last opened the shop, or None."""
    opened = Inspection.objects.filter(shop=shop, decision=Inspection.Decision.OPEN)
    return opened.aggregate(at=Max("at"))["at"]


class Gone(Exception):
    """The product was taken out of its shop: `product` says what it was."""

    def __init__(self, product: Product) -> None:
        self.product = product
        super().__init__(product.slug)


def product_at(user: Any, slug: str, token: str = "") -> Product:
    """The product at this address if `user` may see its shop; in an open one, drafts only for who keeps or inspects it.

    Raises Http404, and Gone for what is no longer sold.
    """
    seen = visible(user, Shop).values("pk")
    rows = with_gallery(Product.objects.select_related("shop__owner", "category", "carried__grade__standard", "rating"))
    rows = rows.annotate(certificate_is_revoked=is_revoked("shop__certificate_number"))
    rows = rows.annotate(is_tied=Exists(Tie.objects.filter(Q(product=OuterRef("pk")) | Q(shop=OuterRef("shop")))))
    rows = rows.annotate(answers_count=count_of_answers(), has_presale=sold_ahead())
    product = rows.filter(slug=slug, shop__in=seen).first()
    if product is None and token:
        product = rows.filter(slug=slug, shop=shop_named_by(token)).first()
    if product is None:
        raise Http404
    product.covers = [shown for shown in product.shots[:1] if shown.position == 1]
    keeps = product.state in IN_VIEW or not product.shop.is_open or may_see_all(user, product.shop)
    if not keeps:
        raise Http404
    if product.state == Product.State.REMOVED:
        raise Gone(product)
    return product


def with_gallery(goods: QuerySet[Product]) -> QuerySet[Product]:
    """Goods with their packs, and all their photographs that are ready (`shots`). Three queries."""
    ready = ProductPhoto.objects.select_related("photo").filter(photo__state=Photo.State.READY).order_by("position")
    return goods.prefetch_related(
        Prefetch("variants", packs_on_offer(), to_attr="packs"), Prefetch("photos", ready, to_attr="shots")
    )


def may_see_all(user: Any, shop: Shop) -> bool:
    return can(user, "change shop", shop) or can(user, "inspect shop", shop)


def gallery(product: Any) -> list[ProductPhoto]:
    """The photographs of a product that was read `with_gallery`."""
    return list(product.shots)


def others_of(product: Product, count: int = 4) -> list[Product]:
    """The shop's other goods."""
    rows = Product.objects.in_front().filter(shop=product.shop).exclude(pk=product.pk).order_by("position")
    return list(with_cards(rows)[:count])


def making_of(shop: Shop) -> list[dict[str, Any]]:
    """How it is made: each step's words in both languages, and its photograph once it is ready. One query if any has one."""
    ids = [row["photo"] for row in shop.making_steps if row.get("photo")]
    photos = Photo.objects.filter(state=Photo.State.READY).in_bulk(ids) if ids else {}
    return [{**row, "photo": photos.get(row.get("photo"))} for row in shop.making_steps]
