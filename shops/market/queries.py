"""Lists of goods, page by page by key: each a range of one index of `Listing`, whatever is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from cms.models import Township
from shops.catalogue.models import Category, Product
from shops.market.keys import CHEAP, NEW, ORDERS, SEASON
from shops.market.models import Listing
from shops.market.paging import Listed, Place
from shops.market.specials import cards_of

LOOKED_AT = 200  # of the newest, to choose from: no shop shall fill the page
MOST_OF_A_VALUE = 99  # goods or shops of a township, shops of a category: beyond, no number is said
COUNTED, COUNTED_OF_SOME = 1000, 200  # beyond, a number would cost more than it says


@dataclass(frozen=True)
class Wanted:
    """What a list shows: each that is set narrows it. `shops` are ids; prices are fen."""

    category: Category | None = None
    season: bool = False
    township: str = ""
    shops: tuple[int, ...] | None = None
    low: int | None = None
    high: int | None = None
    ready: bool = False
    sort: str = NEW


@dataclass
class GoodsPage:
    """Goods as cards, with keys of the pages beside ("" where there is none)."""

    goods: list[Product] = field(default_factory=list)
    next_key: str = ""
    previous_key: str = ""


def listed(wanted: Wanted) -> QuerySet[Listing]:
    """The rows that `wanted` asks for, in no order."""
    asked: dict[str, Any] = {"category": wanted.category, "from_price__gte": wanted.low, "from_price__lte": wanted.high}
    asked |= {"township": wanted.township or None, "in_season": wanted.season or None, "is_ready": wanted.ready or None}
    asked["shop__in"] = wanted.shops
    return Listing.objects.filter(**{name: value for name, value in asked.items() if value is not None})


def page_of_goods(wanted: Wanted, place: Place) -> GoodsPage:
    """One page of the list. A place that leads beyond an end is the page at that end. Four queries."""
    ids, before, after = Listed(listed(wanted), wanted.sort, ORDERS[wanted.sort]).found(place)
    return GoodsPage(cards_of(ids), next_key=after, previous_key=before)


def most_counted(wanted: Wanted) -> int:
    """How far it is worth counting: less far where wishes let many rows be read for one that is counted."""
    wishes = (wanted.season, wanted.township, wanted.shops is not None, has_price(wanted), wanted.ready)
    return COUNTED_OF_SOME if any(wishes) else COUNTED


def is_plain(wanted: Wanted) -> bool:
    """Whether nothing but a category and a township narrows the list, so that what is counted of each is true."""
    return not any((wanted.season, wanted.shops is not None, has_price(wanted), wanted.ready))


def has_price(wanted: Wanted) -> bool:
    return wanted.low is not None or wanted.high is not None


def count_of(wanted: Wanted) -> tuple[int, bool]:
    """How many there are, as far as it is worth counting, and whether there are more. Counted along an index."""
    most = most_counted(wanted)
    along = ORDERS[CHEAP if has_price(wanted) else SEASON if wanted.season else NEW].by()
    found = listed(wanted).order_by(*along)[: most + 1].count()
    return min(found, most), found > most


def townships_with(category: Category | None) -> QuerySet[Township]:
    """Where goods (of a category) come from, with how many `goods` each has, counted along an index to one above
    `MOST_OF_A_VALUE`. One query."""
    rows = Listing.objects.filter(category=category) if category else Listing.objects.all()
    first = rows.filter(township=OuterRef(OuterRef("slug"))).order_by("-new_at", "-product").values("pk")[: MOST_OF_A_VALUE + 1]
    counted = Listing.objects.filter(pk__in=first).order_by().values("township").annotate(n=Count("pk")).values("n")
    return Township.objects.filter(Exists(rows.filter(township=OuterRef("slug")))).annotate(goods=Subquery(counted))


def newest(count: int) -> list[Product]:
    """The goods that came to the market last, as cards: the newest of each shop, then the second of each… Four queries."""
    rows = Listing.objects.order_by("-new_at", "-product").values_list("product", "shop")[:LOOKED_AT]
    return cards_of(in_turns(list(rows))[:count])


def in_turns(rows: Iterable[tuple[int, int]]) -> list[int]:
    """Products of (product, shop) rows, newest first: the newest of each shop, then the second of each…"""
    shops: dict[int, list[int]] = {}
    for product, shop in rows:
        shops.setdefault(shop, []).append(product)
    return [product for turn in zip_longest(*shops.values()) for product in turn if product is not None]
