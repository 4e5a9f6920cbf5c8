"""Very many pages and goods in the search's index, for tests of how long a search takes."""

from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from cms.models import CulturePage, FestivalPage, GuidancePage, PlacePage, RoutePage
from cms.pages.base import WrittenPage
from courses.curriculum.models import LessonPage
from shops.catalogue.models import Offer, Product, Variant
from shops.franchise.models import Shop
from tests.factories.catalogue import category
from tests.factories.shops import OPENED, shop

KINDS = (LessonPage, GuidancePage, CulturePage, RoutePage, PlacePage, FestivalPage)
THINGS = (("苦茶", "bitter tea"), ("山茶油", "camellia oil"), ("长鼓", "long drum"), ("蜂蜜", "honey"), ("瑶锦", "brocade"))
GOODS_A_SHOP = 50
BATCH = 500


def fill(home: Page, number: int) -> None:
    """`number` rows: half of them goods, half pages in both languages under `home` and its translation. All speak of tea."""
    fill_goods(number // 2)
    others = Page.objects.filter(translation_key=home.translation_key)
    homes = {page.locale.language_code: page for page in others.select_related("locale")}
    for n, kind in enumerate(KINDS):
        fill_pages(homes, kind, n, number // 4 // len(KINDS))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('cms_titles_and_words'::regclass)")  # as a running database does
            cursor.execute("ANALYZE")


def fill_pages(homes: dict[str, Page], kind: type[WrittenPage], of: int, pairs: int) -> None:
    keys = [uuid4() for _n in range(pairs)]
    type_id = ContentType.objects.get_for_model(kind).pk
    for language, home in homes.items():
        locale, pages = Locale.objects.get(language_code=language), []
        for n, key in enumerate(keys):
            zh, en = THINGS[n % len(THINGS)]
            title = f"{zh}的第 {n} 个故事" if language == "zh-hans" else f"Story {n} of {en}"
            lede = "寨里的人喝茶时讲的。" if language == "zh-hans" else "As it is told over tea."
            slug, at = f"{kind.__name__.lower()}-{n}", Page._get_path(home.path, home.depth + 1, 5000 + of * 3000 + n)
            pages.append(
                kind(
                    title=title, draft_title=title, slug=slug, lede=lede, path=at, depth=home.depth + 1, locale=locale,
                    url_path=f"{home.url_path}{slug}/", translation_key=key, content_type_id=type_id, drawing="p-tea",
                )
            )  # fmt: skip
        written(kind, pages)
        put_in_index(kind, pages)


def written(kind: type[WrittenPage], pages: list[Any]) -> None:
    """Both tables of these pages, each in a few statements."""
    fields = [field for field in Page._meta.concrete_fields if not field.primary_key]
    base = [Page(**{field.attname: getattr(page, field.attname) for field in fields}) for page in pages]
    for page, row in zip(pages, Page.objects.bulk_create(base, batch_size=BATCH), strict=True):
        page.pk = page.page_ptr_id = row.pk
    for n in range(0, len(pages), BATCH):
        kind._base_manager._insert(pages[n : n + BATCH], fields=kind._meta.local_concrete_fields, using="default")  # type: ignore[attr-defined]


def fill_goods(number: int) -> None:
    first, tea = shop(), category()
    fields = {field.attname: getattr(first, field.attname) for field in Shop._meta.concrete_fields if not field.primary_key}
    shops = Shop.objects.bulk_create(
        [Shop(**fields | {"slug": f"many-{n}"}) for n in range(1 + number // GOODS_A_SHOP)], batch_size=BATCH
    )
    goods = Product.objects.bulk_create(
        [
            Product(
                shop=shops[n // GOODS_A_SHOP], category=tea, slug=f"many-goods-{n}", position=1 + n % GOODS_A_SHOP,
                name_zh_hans=f"{THINGS[n % 5][0]} {n} 号", name_en=f"{THINGS[n % 5][1]} number {n}", created_at=OPENED,
            )
            for n in range(number)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    packs = [Variant(product=each, name_zh_hans="250 克", name_en="250 g", grams=250) for each in goods]
    Variant.objects.bulk_create(packs, batch_size=BATCH)
    Offer.objects.bulk_create([Offer(variant=pack, price=4900, stock=42) for pack in packs], batch_size=BATCH)
    put_in_index(Product, goods)
    put_in_index(Shop, shops)


def put_in_index(model: Any, rows: list[Any]) -> None:
    index = get_search_backend().get_index_for_model(model)
    for n in range(0, len(rows), BATCH):
        index.add_items(model, rows[n : n + BATCH])
