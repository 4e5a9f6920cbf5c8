"""What lists of shops are narrowed by: a row for each open shop and each category it sells, reckoned anew like the listings."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef

from common.clock import shanghai_day
from shops.builder.certified import is_revoked
from shops.franchise.models import Shop, Weekday
from shops.market.models import Listing, Stall
from shops.visits.models import Visit

FIELDS = ("township", "new_at", "goods", "months", "in_season", "days", "is_graduate", "has_visit")
Key = tuple[int, int]  # shop, kind
Values = tuple[Any, ...]


def bits(months: Iterable[Any]) -> int:
    """Months 1–12 as bits; what is no month is left out."""
    return sum(1 << (month - 1) for month in {m for m in months if isinstance(m, int) and 1 <= m <= 12})


def days_of(days: Iterable[str]) -> int:
    """Posting days as bits, Monday the lowest."""
    return sum(1 << n for n, day in enumerate(Weekday.values) if day in days)


def true_stalls(shops: Iterable[int], at: datetime) -> dict[Key, Values]:
    """What the stalls of `shops` should be, of their listings as they stand: values of FIELDS. Two queries."""
    shops = list(shops)
    guests = Exists(Visit.objects.shown().filter(shop=OuterRef("pk")))
    rows = Shop.objects.open().filter(pk__in=shops).annotate(revoked=is_revoked("certificate_number"), guests=guests)
    goods: dict[int, dict[int, list[int]]] = {}
    for shop, category, months in Listing.objects.filter(shop__in=shops).values_list("shop", "category", "months"):
        for kind in (0, category):
            goods.setdefault(shop, {}).setdefault(kind, []).append(months)
    this_month = 1 << (shanghai_day(at).month - 1)
    found: dict[Key, Values] = {}
    for row in rows.order_by("pk"):
        for kind, several in {0: [], **goods.get(row.pk, {})}.items():
            months = reduce(or_, several, 0)
            graduate, days = bool(row.certificate_number) and not row.revoked, days_of(row.posting_days)
            own = (row.township, row.opened_at or row.created_at, len(several), months, bool(months & this_month))
            found[row.pk, kind] = (*own, days, graduate, row.guests)
    return found


def kept_stalls(shops: Iterable[int]) -> dict[Key, tuple[int, Values]]:
    """The stalls there are, with their ids. One query."""
    rows = Stall.objects.filter(shop__in=list(shops)).order_by("pk").values_list("pk", "shop", "kind", *FIELDS)
    return {(row[1], row[2]): (row[0], row[3:]) for row in rows}


def differing_stalls(shops: Iterable[int], at: datetime) -> list[int]:
    """Shops whose stalls are not what they should be."""
    kept, true = {key: values for key, (_pk, values) in kept_stalls(shops).items()}, true_stalls(shops, at)
    return [key[0] for key in kept.keys() | true.keys() if kept.get(key) != true.get(key)]


def keep_stalls(shops: Iterable[int], at: datetime) -> int:
    """Make the stalls of `shops` what they should be, after their listings; how many differed. Within a transaction."""
    shops = list(shops)
    list(Stall.objects.select_for_update(of=("self",)).filter(shop__in=shops).order_by("pk").values_list("pk"))
    kept, true = kept_stalls(shops), true_stalls(shops, at)
    gone = [kept[key][0] for key in kept.keys() - true.keys()]
    if gone:
        Stall.objects.filter(pk__in=gone).delete()
    other = [stall(key, true[key], kept[key][0]) for key in true.keys() & kept.keys() if true[key] != kept[key][1]]
    Stall.objects.bulk_update(sorted(other, key=lambda row: row.pk), FIELDS, batch_size=200)
    new = [stall(key, true[key]) for key in true if key not in kept]
    Stall.objects.bulk_create(new, batch_size=200, ignore_conflicts=True)
    return len(gone) + len(other) + len(new)


def stall(key: Key, values: Values, pk: int | None = None) -> Stall:
    return Stall(pk=pk, shop_id=key[0], kind=key[1], **dict(zip(FIELDS, values, strict=True)))
