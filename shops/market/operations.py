"""Keeping the listings true: whatever changes in a shop, its rows are reckoned anew and what differs is written."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When

from common.clock import shanghai_day
from shops.catalogue.models import Product
from shops.catalogue.queries import packs_on_offer
from shops.franchise.following import follow
from shops.franchise.models import Shop
from shops.market.models import Listing, Stall
from shops.market.stalls import bits, differing_stalls, keep_stalls

FIELDS = ("shop_id", "category_id", "township", "new_at", "from_price", "months", "in_season", "is_ready")
SHOPS_AT_ONCE = 200
ROWS_AT_ONCE = 500
LOOKED_BACK = timedelta(days=3)  # what the clock may have missed
Row = tuple[Any, ...]


def true_rows(goods: QuerySet[Product], at: datetime) -> dict[int, Row]:
    """What the listings of `goods` should be: product id → values of FIELDS. What has no price is not listed. One query."""
    packs = packs_on_offer().filter(product=OuterRef("pk")).order_by()
    lowest = packs.values("product").annotate(lowest=Min("offer__price")).values("lowest")
    in_stock = Exists(packs.filter(offer__stock__gt=0))
    rows = goods.annotate(lowest=Subquery(lowest), in_stock=in_stock).filter(lowest__isnull=False).order_by("pk")
    today = shanghai_day(at)
    this_month = 1 << (today.month - 1)
    found = {}
    for row in rows.values_list(
        "pk",
        "shop_id",
        "category_id",
        "shop__township",
        "created_at",
        "shop__opened_at",
        "lowest",
        "harvest_months",
        "in_stock",
        "ships_from",
    ):
        pk, shop, category, township, made, opened, price, months, stocked, ships = row
        picked = bits(months)
        newest = max(made, opened or made)
        is_ready = bool(stocked) and (ships is None or ships <= today)
        found[pk] = (shop, category, township, newest, price, picked, bool(picked & this_month), is_ready)
    return found


def kept_rows(listings: QuerySet[Listing]) -> dict[int, Row]:
    return {row[0]: row[1:] for row in listings.order_by("pk").values_list("pk", *FIELDS)}


@follow()
@transaction.atomic
def keep_shops(shops: Iterable[int], *, at: datetime) -> int:
    """`keep` for several shops at once: their rows are held in one order, the order in which `mend` holds them."""
    return keep_all(shops, at)


@transaction.atomic
def keep(shop_id: int, *, at: datetime) -> int:
    """Make the listings of a shop what they should be; how many differed. The rows are held before they are reckoned."""
    return keep_all([shop_id], at)


def keep_all(shops: Iterable[int], at: datetime) -> int:
    """`keep` for several shops, their rows in one order. Within a transaction."""
    shops = list(shops)
    held = Listing.objects.select_for_update(of=("self",)).filter(shop__in=shops)
    kept, true = kept_rows(held), true_rows(Product.objects.on_sale().filter(shop__in=shops), at)
    gone = kept.keys() - true.keys()
    if gone:
        Listing.objects.filter(pk__in=gone).delete()
    other = [pk for pk in true.keys() & kept.keys() if true[pk] != kept[pk]]
    Listing.objects.bulk_update([listing(pk, true[pk]) for pk in sorted(other)], FIELDS, batch_size=200)
    new = sorted(true.keys() - kept.keys())
    Listing.objects.bulk_create([listing(pk, true[pk]) for pk in new], batch_size=200, ignore_conflicts=True)
    return len(gone) + len(other) + len(new) + keep_stalls(shops, at)


def listing(pk: int, row: Row) -> Listing:
    return Listing(pk=pk, **dict(zip(FIELDS, row, strict=True)))


def shops_by_turns() -> Iterator[list[int]]:
    """Ids of all shops that are open or have listings, so many at once."""
    listed = Exists(Listing.objects.filter(shop=OuterRef("pk"))) | Exists(Stall.objects.filter(shop=OuterRef("pk")))
    every = list(Shop.objects.filter(Q(state=Shop.State.OPEN) | listed).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(every), SHOPS_AT_ONCE):
        yield every[start : start + SHOPS_AT_ONCE]


def faults(at: datetime) -> list[int]:
    """Ids of products whose listing is missing, wrong, or should not be. Nothing is changed."""
    found: list[int] = []
    for shops in shops_by_turns():
        kept = kept_rows(Listing.objects.filter(shop__in=shops))
        true = true_rows(Product.objects.on_sale().filter(shop__in=shops), at)
        found += [pk for pk in kept.keys() | true.keys() if kept.get(pk) != true.get(pk)]
    return sorted(found)


def wrong_stalls(at: datetime) -> list[int]:
    """Ids of shops whose stalls are missing, wrong, or should not be. Nothing is changed."""
    return sorted({shop for shops in shops_by_turns() for shop in differing_stalls(shops, at)})


def mend(*, at: datetime) -> int:
    """Reckon every shop's listings anew, some shops at once, each batch a transaction; how many rows differed."""
    changed = 0
    for shops in shops_by_turns():
        with transaction.atomic():
            list(Shop.objects.select_for_update().filter(pk__in=shops).order_by("pk").values_list("pk"))
            changed += keep_all(shops, at)
    return changed


def turn_season(*, at: datetime) -> int:
    """Let what is picked this month be in season, and nothing else; how many rows turned. Done again, none."""
    turned, month = 0, 1 << (shanghai_day(at).month - 1)
    for rows in (Listing, Stall):
        while some := turn_some(rows, month):
            turned += some
    return turned


def turn_ready(*, at: datetime) -> int:
    """Let what was booked in advance be ready on the day from which it is posted; how many rows turned."""
    booked = Q(product__ships_from__lte=shanghai_day(at), product__ships_from__gt=shanghai_day(at - LOOKED_BACK))
    shops = Listing.objects.filter(booked, is_ready=False).order_by("shop").values_list("shop", flat=True).distinct()
    return sum(keep(shop, at=at) for shop in list(shops))


@transaction.atomic
def turn_some(model: type[Listing] | type[Stall], month: int) -> int:
    """Turn so many rows that an owner's change need not wait, held in the order that `keep` holds them."""
    rows = model._default_manager.annotate(picked=F("months").bitand(month))
    wrong = rows.filter(Q(in_season=False, picked__gt=0) | Q(in_season=True, picked=0)).order_by("pk")
    ids = list(wrong.select_for_update(of=("self",)).values_list("pk", flat=True)[:ROWS_AT_ONCE])
    return model._default_manager.filter(pk__in=ids).update(in_season=Case(When(in_season=True, then=False), default=True))
