"""New goods: from nothing, or like one there is. They are drafts until their owner puts them on sale."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.idempotency import once
from shops.builder.addresses import again_on_clash, free_slugs, latin
from shops.catalogue.drawings import drawing_of
from shops.catalogue.keeping_changes import keep_change, row_of
from shops.catalogue.models import GoodsChange, Product, ProductPhoto, Variant
from shops.catalogue.operations import held_product, open_offer
from shops.catalogue.shelf import last_place
from shops.franchise.changing import changeable
from shops.franchise.models import Shop

MOST_GOODS = 300  # of one shop, those taken out not counted
OWN = (
    "category_id", "variety_zh_hans", "variety_en", "grade_zh_hans", "grade_en", "origin_zh_hans", "origin_en",
    "harvest_months", "storage_zh_hans", "storage_en", "best_before_zh_hans", "best_before_en", "keeps_for", "keeps_unit",
    "about_zh_hans", "about_en", "picture", "produced", "permit", "permit_until",
)  # fmt: skip
COPIED = {"name_zh_hans": "{}（复制）", "name_en": "{} (copy)"}


class GoodsEnough(Exception):
    """The shop has `MOST_GOODS` goods; one must be taken out first."""


@transaction.atomic
def add_product(
    *, shop: Shop, by: Any, at: datetime, key: str, words: Mapping[str, Any], pack: Mapping[str, Any], prices: Mapping[str, Any]
) -> Product:
    """A draft at the end of the shop's goods. The same `key` again is the same product; '' is always a new one.

    Raises NotChangeable, GoodsEnough.
    """
    held = changeable(shop)

    def act() -> int:
        made = again_on_clash(lambda gap: create(held, words, at, gap))
        open_offer(Variant.objects.create(product=made, **pack), prices, by=by, at=at)
        keep_added(made, by, at)
        audit.record(by, "add product", made, at=at)
        return made.pk

    return pressed_once("add product", held, key, by, at, act)


def keep_added(made: Product, by: Any, at: datetime) -> None:
    """To undo it is to take it out."""
    row = row_of(made, {"state": Product.State.REMOVED}, {"state": Product.State.DRAFT})
    keep_change(made.shop, GoodsChange.What.ADDED, [row], by=by, at=at)


def pressed_once(what: str, shop: Shop, key: str, by: Any, at: datetime, act: Any) -> Product:
    """The product that `act` makes, once for a key."""
    question = {"what": what, "shop": shop.pk}
    made = once(actor=by, key=f"goods-{key}", question=question, at=at, act=act) if key else act()
    return Product.objects.select_related("shop").get(pk=made)


def create(shop: Shop, words: Mapping[str, Any], at: datetime, gap: int = 0) -> Product:
    """A draft with an address of its own. Raises GoodsEnough."""
    if Product.objects.filter(shop=shop).kept().count() >= MOST_GOODS:
        raise GoodsEnough
    name = words.get("name_zh_hans") or words.get("name_en") or ""
    picture = words.get("picture") or drawing_of(words.get("name_zh_hans", ""), words.get("name_en", ""))
    return Product.objects.create(
        shop=shop, position=last_place(shop) + 1, state=Product.State.DRAFT, created_at=at,
        slug=free_slugs(Product, [latin(name) or "product"], gap)[0], **{**words, "picture": picture},
    )  # fmt: skip


@transaction.atomic
def copy_product(*, product: Product, by: Any, at: datetime, key: str) -> Product:
    """A draft like this one, with its packs and photos; without its batch and with nothing in stock.

    The same `key` again is the same copy. Raises NotChangeable, GoodsEnough.
    """
    like = held_product(product)

    def act() -> int:
        words = {name: getattr(like, name) for name in OWN}
        names = {field: shape.format(getattr(like, field))[:60] for field, shape in COPIED.items() if getattr(like, field)}
        made = again_on_clash(lambda gap: create(like.shop, words | names, at, gap))
        copy_packs(like, made, by, at)
        photos = like.photos.order_by("position").values("photo_id", "position", "caption")
        ProductPhoto.objects.bulk_create(ProductPhoto(product=made, **photo) for photo in photos)
        keep_added(made, by, at)
        audit.record(by, "copy product", made, at=at, like=like.pk)
        return made.pk

    return pressed_once("copy product", like.shop, key, by, at, act)


def copy_packs(like: Product, made: Product, by: Any, at: datetime) -> None:
    packs = like.variants.filter(is_sold=True, offer__isnull=False).select_related("offer").order_by("position")
    for position, pack in enumerate(packs, 1):
        own = {name: getattr(pack, name) for name in ("name_zh_hans", "name_en", "grams", "pieces", "unit")}
        offer = {name: getattr(pack.offer, name) for name in ("price", "group_price", "group_size", "cost")}
        open_offer(Variant.objects.create(product=made, position=position, **own), offer, by=by, at=at)
