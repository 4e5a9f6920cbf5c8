"""Very many goods in one category, made by the database itself, for tests of how long lists are."""

from typing import Any

from django.db import connection, models

from shops.catalogue.models import Offer, Product, Variant
from shops.franchise.models import Shop
from shops.market.models import Listing, Stall

GOODS_A_SHOP = 10
PLACES = ("qiaoshi", "shuikou", "tuojiang", "mashi")
PLACE = "(array['" + "','".join(PLACES) + "'])[1 + n % 4]"
OPENED = "timestamptz '2020-01-01 00:00+00' + n * interval '10 seconds'"
PRICE = "500 + (n % 9500) * 7919 % 9500"  # fen: spread, every price many times
SEASON, STOCK = "(n / 4) % 2 = 0", "CASE WHEN (n / 8) % 4 = 0 THEN 0 ELSE 40 END"


def copies(like: models.Model, series: str, **changed: str) -> None:
    """One row like `like` for each n of `series`, its columns `changed` to what SQL makes of n."""
    columns = [field.column for field in like._meta.concrete_fields]
    values = [changed.get(column, f'"{column}"') for column in columns]
    table, names = like._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    made_of_n = ", ".join(values)
    with connection.cursor() as cursor:  # the id is a number: written in, so that % may be a sign of SQL's
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {made_of_n} FROM {table}, {series} AS n WHERE id = {like.pk:d}")


def fill(like: Product, first: int, last: int) -> None:
    """Goods number `first` to `last` like this one, ten to a shop, with packs, offers and listings. Then the tables are analysed."""
    series = f"generate_series({first}, {last})"
    shops = f"generate_series({first // GOODS_A_SHOP}, {last // GOODS_A_SHOP})"
    shop, pack = like.shop, like.variants.get()
    base: dict[str, Any] = {"shop": 10_000_000, "goods": 20_000_000}
    shop_id = f"{base['shop']} + n / {GOODS_A_SHOP}"
    copies(shop, shops, id=f"{base['shop']} + n", slug="'many-' || n", township=PLACE, opened_at="timestamptz '2020-01-01'")
    copies(
        like, series, id=f"{base['goods']} + n", slug="'many-goods-' || n", shop_id=shop_id, created_at=OPENED,
        position=f"1 + n % {GOODS_A_SHOP}", harvest_months=f"CASE WHEN {SEASON} THEN '[1,2,3,4,5,6,7,8,9,10,11,12]'::jsonb ELSE '[]' END",
    )  # fmt: skip
    copies(pack, series, id=f"{base['goods']} + n", product_id=f"{base['goods']} + n")
    copies(
        pack.offer, series, id=f"{base['goods']} + n", variant_id=f"{base['goods']} + n", price=PRICE, stock=STOCK,
        group_price="NULL", group_size="NULL",
    )  # fmt: skip
    place = PLACE.replace("n % 4", f"(n / {GOODS_A_SHOP}) % 4")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Listing._meta.db_table} (product_id, shop_id, category_id, township, new_at, from_price, months,"
            f" in_season, is_ready) SELECT {base['goods']} + n, {shop_id}, {like.category_id:d}, {place}, {OPENED}, {PRICE},"
            f" CASE WHEN {SEASON} THEN 4095 ELSE 0 END, {SEASON}, {STOCK} > 0 FROM {series} AS n"
        )
        for model in (Shop, Product, Variant, Offer, Listing):
            cursor.execute(
                f"VACUUM ANALYZE {model._meta.db_table}" if connection.get_autocommit() else f"ANALYZE {model._meta.db_table}"
            )


def fill_shops(like: Shop, category: int, first: int, last: int) -> None:
    """Open shops number `first` to `last` like this one, a minute apart, each with a stall and one of the `category`."""
    series, base = f"generate_series({first}, {last})", 30_000_000
    opened = OPENED.replace("10 seconds", "1 minute")
    copies(like, series, id=f"{base} + n", slug="'much-' || n", township=PLACE, opened_at=opened)
    with connection.cursor() as cursor:
        for kind in (0, category):
            cursor.execute(
                f"INSERT INTO {Stall._meta.db_table} (shop_id, kind, township, new_at, goods, months, in_season, days,"
                f" is_graduate, has_visit) SELECT {base} + n, {kind:d}, {PLACE}, {opened}, 1 + n % 30, 0, {SEASON}, 1 << (n % 7),"
                f" n % 3 > 0, (n / 4) % 5 = 0 FROM {series} AS n"
            )
        for model in (Shop, Stall):
            cursor.execute(f"ANALYZE {model._meta.db_table}")
