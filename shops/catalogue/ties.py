"""Linking goods, or a whole shop, to the county's pages, and taking it back."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from common import audit
from shops.catalogue.keeping_changes import Row, keep_change
from shops.catalogue.models import GoodsChange, Product, Tie
from shops.franchise.changing import changeable
from shops.franchise.models import Shop

TIES = "ties"  # what a change of them is of; its id is the product's, None for the shop's own
MOST = 12
Tied = Product | Shop


class TooManyTies(Exception):
    """More than `MOST` pages; nothing was changed."""


def empty_key(page_key: Any) -> str:
    """Where it is remembered that nothing can be bought at a page (`market.on_pages`)."""
    return f"nothing-on-offer-{page_key}"


def owner_of(of: Tied) -> dict[str, Tied]:
    """The field of Tie that `of` stands in."""
    return {"product" if isinstance(of, Product) else "shop": of}


def keys_of(of: Tied) -> list[UUID]:
    """The pages it is linked to, in the order they were chosen."""
    return list(Tie.objects.filter(**owner_of(of)).values_list("page_key", flat=True))


@transaction.atomic
def set_ties(*, of: Tied, keys: Collection[UUID], by: Any, at: datetime) -> list[UUID]:
    """Link the product or shop to these pages and to no others; returns those it was linked to before.

    The same again changes nothing. Raises NotChangeable, TooManyTies.
    """
    shop = changeable(of.shop if isinstance(of, Product) else of)
    before, wanted = keys_of(of), list(dict.fromkeys(keys))
    if len(wanted) > MOST:
        raise TooManyTies
    after = [key for key in before if key in wanted] + [key for key in wanted if key not in before]
    if after != before:
        put_ties(of, before, after, at)
        keep_change(shop, GoodsChange.What.TIES, [change_of(of, before, after)], by=by, at=at)
        audit.record(by, "link to pages", of, at=at, pages=as_json(after), before=as_json(before))
    return before


def put_ties(of: Tied, before: Iterable[UUID], after: Iterable[UUID], at: datetime) -> None:
    """Write the rows that differ; what pages remember of them is forgotten once it is done."""
    gone, new = set(before) - set(after), [key for key in after if key not in set(before)]
    Tie.objects.filter(**owner_of(of), page_key__in=gone).delete()
    Tie.objects.bulk_create(Tie(**owner_of(of), page_key=key, at=at) for key in new)
    transaction.on_commit(lambda: cache.delete_many([empty_key(key) for key in (*gone, *new)]))


def change_of(of: Tied, before: Iterable[UUID], after: Iterable[UUID]) -> Row:
    """What a press changed, as it is kept."""
    pk = of.pk if isinstance(of, Product) else None
    return {"of": TIES, "id": pk, "before": {TIES: as_json(before)}, "after": {TIES: as_json(after)}}


def as_json(keys: Iterable[UUID]) -> list[str]:
    return [str(key) for key in keys]


def put_ties_back(shop: Shop, row: Row, by: Any, at: datetime) -> int:
    """Undo one change of links; what was linked or unlinked again since stays. Returns how many stay."""
    of = Product.objects.filter(pk=row["id"], shop=shop).first() if row["id"] else shop
    if of is None:
        return 1
    was, made = ([UUID(key) for key in row[when][TIES]] for when in ("before", "after"))
    now = keys_of(of)
    added, taken = [key for key in made if key not in was], [key for key in was if key not in made]
    kept = [key for key in now if key not in added]
    back = [key for key in taken if key not in now][: MOST - len(kept)]
    wanted = kept + back
    if wanted != now:
        put_ties(of, now, wanted, at)
        keep_change(shop, "", [change_of(of, now, wanted)], by=by, at=at)
    return len([key for key in added if key not in now]) + len(taken) - len(back)
