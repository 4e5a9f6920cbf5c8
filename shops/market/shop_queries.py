"""Lists of shops, page by page by key, as lists of goods are: each a range of an index of `Stall`."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery

from cms.models import Township
from shops.catalogue.models import Category
from shops.franchise.models import Shop
from shops.market.keys import NEW, SHOP_ORDERS
from shops.market.models import Stall
from shops.market.paging import Listed, Place
from shops.market.queries import COUNTED, COUNTED_OF_SOME, MOST_OF_A_VALUE


@dataclass(frozen=True)
class WantedShops:
    """What a list of shops shows: each that is set narrows it. `shops` are ids; `posts_on` is a day on which they post."""

    category: Category | None = None
    township: str = ""
    season: bool = False
    graduate: bool = False
    guests: bool = False
    posts_on: date | None = None
    shops: tuple[int, ...] | None = None
    sort: str = NEW

    @property
    def is_narrowed(self) -> bool:
        """Whether rows are read that are not counted."""
        return any((self.season, self.graduate, self.guests, self.posts_on, self.shops is not None))


@dataclass
class ShopsPage:
    """Shops in order, with keys of the pages beside ("" where there is none)."""

    shops: list[Shop] = field(default_factory=list)
    next_key: str = ""
    previous_key: str = ""


def stalls(wanted: WantedShops) -> QuerySet[Stall]:
    """The rows that `wanted` asks for, in no order."""
    rows = Stall.objects.filter(kind=wanted.category.pk if wanted.category else 0)
    asked = {"township": wanted.township, "in_season": wanted.season, "is_graduate": wanted.graduate}
    asked |= {"has_visit": wanted.guests}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if wanted.shops is not None:
        rows = rows.filter(shop__in=wanted.shops)
    if wanted.posts_on:
        bit = 1 << wanted.posts_on.weekday()
        rows = rows.annotate(posts=F("days").bitand(bit)).filter(posts__gt=0)
    return rows


def page_of_shops(wanted: WantedShops, place: Place, shops: QuerySet[Shop]) -> ShopsPage:
    """One page of the list, of `shops` with what a page shows of them. A place beyond an end is the page at that end."""
    ids, before, after = Listed(stalls(wanted), wanted.sort, SHOP_ORDERS[wanted.sort]).found(place)
    found = {shop.pk: shop for shop in shops.filter(pk__in=ids, state=Shop.State.OPEN)} if ids else {}
    return ShopsPage([found[pk] for pk in ids if pk in found], next_key=after, previous_key=before)


def count_of_shops(wanted: WantedShops) -> tuple[int, bool]:
    """How many there are, as far as it is worth counting, and whether there are more. Counted along an index."""
    most = COUNTED_OF_SOME if wanted.is_narrowed else COUNTED
    found = stalls(wanted).order_by(*SHOP_ORDERS[wanted.sort].by())[: most + 1].count()
    return min(found, most), found > most


def newest_shops(count: int) -> QuerySet[Shop]:
    """The open shops opened last, chosen along an index."""
    rows = Stall.objects.filter(kind=0).order_by("-new_at", "-shop_id")
    return Shop.objects.open().filter(pk__in=rows.values("shop")[:count]).order_by("-opened_at", "-pk")


class CountOf(Subquery):
    """How many rows a query has, cut off where it is cut: the rows alone are read, never their table."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def townships_with_shops(category: Category | None = None) -> QuerySet[Township]:
    """Every township with its number of `shops`, and of those `here` that sell goods of the category. One query."""
    there = Stall.objects.filter(township=OuterRef("slug"))
    every = counted(there.filter(kind=0))
    return Township.objects.annotate(shops=every, here=counted(there.filter(kind=category.pk)) if category else F("shops"))


def categories_with_shops(township: str = "") -> QuerySet[Category]:
    """Every category with the number of `shops` (of a township) that sell its goods. One query."""
    there = Stall.objects.filter(kind=OuterRef("pk"), **({"township": township} if township else {}))
    return Category.objects.annotate(shops=counted(there))


def counted(there: QuerySet[Stall]) -> CountOf:
    """How many of these rows there are, counted along an index to one above `MOST_OF_A_VALUE`."""
    return CountOf(there.order_by("-new_at", "-shop_id").values("pk")[: MOST_OF_A_VALUE + 1])
