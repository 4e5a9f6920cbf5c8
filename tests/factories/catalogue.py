"""Categories, goods and their prices, for tests."""

from itertools import count

from common.clock import now
from shops.catalogue.models import Category, Offer, Product, ProductPhoto, Variant
from shops.market.operations import keep
from tests.factories.shops import OPENED, shop
from uploads.models import Photo

_numbers = count(1)


def category(slug: str = "tea", zh: str = "茶叶", en: str = "Tea", position: int = 4) -> Category:
    made, _ = Category.objects.get_or_create(
        slug=slug,
        defaults={
            "position": position, "name_zh_hans": zh, "name_en": en, "short_zh_hans": zh, "short_en": en,
            "about_zh_hans": "山里的茶", "about_en": "Tea from the hills", "picture": "p-tea",
        },
    )  # fmt: skip
    return made


def product(*, of=None, in_category=None, price: int = 4900, group_price: int | None = 3800, **fields) -> Product:
    """One product with a 250 g pouch on offer, in its own open shop unless told; last in its shop."""
    n, of = next(_numbers), of or shop()
    values = {
        "slug": f"kucha-{n}", "position": of.products.count() + 1, "name_zh_hans": "江华苦茶 春芽", "name_en": "Bitter tea, spring leaf",
        "variety_zh_hans": "大叶苦茶", "grade_zh_hans": "一芽二叶", "origin_zh_hans": "桥市乡河口村", "batch": "PJ-0328-02",
        "harvest_months": [3, 4], "storage_zh_hans": "密封避光", "best_before_zh_hans": "18 个月", "about_zh_hans": "先苦后甜。",
        "created_at": OPENED, **fields,
    }  # fmt: skip
    made = Product.objects.create(shop=of, category=in_category or category(), **values)
    pack = Variant.objects.create(product=made, name_zh_hans="250 克/袋", name_en="250 g pouch", grams=250)
    Offer.objects.create(variant=pack, price=price, group_price=group_price, group_size=3 if group_price else None, stock=42)
    keep(of.pk, at=now())
    return made


def photo(of: Product, *, state: str = Photo.State.READY) -> ProductPhoto:
    """A photograph of a product, its copies made."""
    n = next(_numbers)
    taken = Photo.objects.create(
        owner=of.shop.owner, sha256=f"{n:064d}", width=1200, height=1200, state=state, created_at=OPENED
    )
    return ProductPhoto.objects.create(product=of, photo=taken, position=of.photos.count() + 1, caption="茶袋正面")
