"""Lists of goods, page by page by key: each a range of one index of `Listing`, whatever is asked for."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan

from cms.models import Township
from shops.catalogue.models import Category, Product
from shops.market.keys import CHEAP, NEW, ORDERS, SEASON, key_of, values_of
from shops.market.models import Listing
from shops.market.specials import cards_of

PAGE = 24
COUNTED, COUNTED_OF_SOME = 1000, 200  # beyond, a number would cost more than it says
OLD_PAGES = 40  # `?page=` addresses answer up to here; beyond, the last page does


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


@dataclass(frozen=True)
class Place:
    """Where in the list: after a key, before one, at its end, or at the page of an old address."""

    after: str = ""
    before: str = ""
    page: int = 1
    end: bool = False


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
    rows, more_before, more_after = page_of_rows(wanted, place)
    page = GoodsPage(cards_of([row[-1] for row in rows]))
    if rows and more_before:
        page.previous_key = key_of(wanted.sort, rows[0])
    if rows and more_after:
        page.next_key = key_of(wanted.sort, rows[-1])
    return page


def page_of_rows(wanted: Wanted, place: Place) -> tuple[list[tuple], bool, bool]:
    """The order's values of each row on the page, whether there are pages before it, and after it."""
    if place.end:
        return from_end(wanted)
    if (values := values_of(place.before, wanted.sort)) is not None:
        rows = cut(wanted, values, backward=True)
        if len(rows) >= PAGE:
            return rows[:PAGE][::-1], len(rows) > PAGE, True
    elif (values := values_of(place.after, wanted.sort)) is not None:
        rows = cut(wanted, values)
        return (rows[:PAGE], True, len(rows) > PAGE) if rows else from_end(wanted)
    elif place.page > 1:
        rows = cut(wanted, skip=(place.page - 1) * PAGE) if place.page <= OLD_PAGES else []
        return (rows[:PAGE], True, len(rows) > PAGE) if rows else from_end(wanted)
    rows = cut(wanted)
    return rows[:PAGE], False, len(rows) > PAGE


def from_end(wanted: Wanted) -> tuple[list[tuple], bool, bool]:
    rows = cut(wanted, backward=True)
    return rows[:PAGE][::-1], len(rows) > PAGE, False


def cut(wanted: Wanted, values: tuple | None = None, *, backward: bool = False, skip: int = 0) -> list[tuple]:
    """The page's rows and one more, beyond `values` if there are any, from the list's begin or its end."""
    order = ORDERS[wanted.sort]
    rows = listed(wanted)
    if values is not None:
        beyond = TupleLessThan if order.downward != backward else TupleGreaterThan
        rows = rows.filter(beyond(order.fields, values))
    return list(rows.order_by(*order.by(backward)).values_list(*order.fields)[skip : skip + PAGE + 1])


def most_counted(wanted: Wanted) -> int:
    """How far it is worth counting: less far where wishes let many rows be read for one that is counted."""
    wishes = (wanted.season, wanted.township, wanted.shops is not None, has_price(wanted), wanted.ready)
    return COUNTED_OF_SOME if any(wishes) else COUNTED


def has_price(wanted: Wanted) -> bool:
    return wanted.low is not None or wanted.high is not None


def count_of(wanted: Wanted) -> tuple[int, bool]:
    """How many there are, as far as it is worth counting, and whether there are more. Counted along an index."""
    most = most_counted(wanted)
    along = ORDERS[CHEAP if has_price(wanted) else SEASON if wanted.season else NEW].by()
    found = listed(wanted).order_by(*along)[: most + 1].count()
    return min(found, most), found > most


def townships_with(category: Category | None) -> QuerySet[Township]:
    """Where goods (of a category) come from: one look into an index for each township."""
    there = Listing.objects.filter(township=OuterRef("slug"))
    return Township.objects.filter(Exists(there.filter(category=category) if category else there))
