"""Which photographs are named where no foreign key says so: in fronts, past ones too, and in what can still be undone."""

from collections.abc import Collection, Iterable
from typing import Any

from shops.builder.models import Edition
from shops.catalogue.models import GoodsChange
from shops.catalogue.undoing_photos import PHOTOS
from shops.franchise.models import Shop


def in_fronts(ids: Collection[int]) -> set[int]:
    """Of these, those beside a step of making in a shop's front, or in an edition of it: people go back to each."""
    now = Shop.objects.exclude(making_steps=[]).values_list("making_steps", flat=True)
    past = Edition.objects.exclude(front__making_steps=[]).values_list("front__making_steps", flat=True)
    return named(now.iterator(), ids) | named(past.iterator(), ids)


def named(fronts: Iterable[Any], ids: Collection[int]) -> set[int]:
    wanted = set(ids)
    return {row.get("photo") for rows in fronts for row in rows or [] if row.get("photo") in wanted}


def to_be_undone(ids: Collection[int]) -> set[int]:
    """Of these, those that a change of goods names: it is kept as long as it can be undone."""
    changes = GoodsChange.objects.filter(what=GoodsChange.What.PHOTOS).values_list("rows", flat=True)
    rows = [row for kept in changes.iterator() for row in kept if row["of"] == PHOTOS]
    shown = {photo for row in rows for side in ("before", "after") for photo, _words in row[side][PHOTOS]}
    return shown & set(ids)
