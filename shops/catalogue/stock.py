"""The one way stock moves. What is taken is taken by a conditional update, so that the last pack is sold once; the
database's constraint stands behind it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from shops.catalogue.models import Category, Offer, Product, StockMove
from shops.franchise.following import tell_followers_of
from shops.franchise.models import Shop

Why = StockMove.Why


class SoldOut(Exception):
    """There is not so much of these: `offers`, their ids in order. Nothing was taken."""

    def __init__(self, offers: list[int]) -> None:
        self.offers = offers
        super().__init__(offers)


class _Taken(Exception):
    """This key took them before."""


@transaction.atomic
def take(*, wanted: Mapping[int, int], key: str, by: Any, at: datetime) -> None:
    """Take so many packs of each offer (id → packs), all or none. The same `key` again takes nothing more.

    Rows change in the order of their ids; one query for each, and seven. Only what is on sale in an open shop is taken.
    Raises SoldOut, ValueError.
    """
    if not key:
        raise ValueError(key)
    packs = {pk: positive(wanted[pk]) for pk in sorted(wanted)}
    sold = for_sale(packs)
    try:
        with transaction.atomic():
            lacking = [pk for pk, count in packs.items() if not (pk in sold and shift(pk, -count))]
            if StockMove.objects.filter(offer__in=packs, why=Why.TAKEN, key=key).exists():  # its rows are held by now
                raise _Taken
            if lacking:
                raise SoldOut(lacking)
            keep_moves(packs, key, by, at)
    except _Taken:
        return
    tell_of(Offer.objects.filter(pk__in=packs, stock=0), at)


def keep_moves(packs: Mapping[int, int], key: str, by: Any, at: datetime) -> None:
    left = dict(Offer.objects.filter(pk__in=packs).values_list("pk", "stock"))
    StockMove.objects.bulk_create(
        StockMove(offer_id=pk, why=Why.TAKEN, change=-count, left=left[pk], key=key, by=by, at=at)
        for pk, count in packs.items()
    )


@transaction.atomic
def put(*, back: Mapping[int, int], key: str, by: Any, at: datetime) -> None:
    """Put so many packs of each offer back, whatever its shop's state; the same `key` again, no more. Raises ValueError."""
    for pk in sorted(back):
        moved(pk, positive(back[pk]), Why.PUT_BACK, key, by, at)
    again = [pk for pk, stock in Offer.objects.filter(pk__in=back).values_list("pk", "stock") if stock == back[pk]]
    tell_of(Offer.objects.filter(pk__in=again), at)


@transaction.atomic
def write_off(*, packs: Mapping[int, int], key: str, by: Any, at: datetime) -> None:
    """Packs that came back and cannot be sold again: put back and written off, so that the moves explain where each is.

    The same `key` again writes off no more. Raises ValueError.
    """
    for pk in sorted(packs):
        moved(pk, positive(packs[pk]), Why.PUT_BACK, f"{key} spoiled", by, at)
        moved(pk, -packs[pk], Why.WASTED, f"{key} spoiled", by, at)


def tell_of(offers: QuerySet[Offer], at: datetime) -> None:
    """Tell of offers that just ran out, or are there again: only then do shoppers find something else."""
    shops = Shop.objects.filter(products__variants__offer__in=offers).distinct()
    tell_followers_of(shops.values_list("pk", flat=True), at=at)


def for_sale(offers: Iterable[int]) -> set[int]:
    """Which of these offers may be bought now. Read apart: a join within the update would not see what a rival just took."""
    rows = Offer.objects.filter(pk__in=list(offers), variant__is_sold=True, variant__product__state=Product.State.ON_SALE)
    return set(rows.filter(variant__product__shop__state=Shop.State.OPEN).values_list("pk", flat=True))


def positive(packs: int) -> int:
    if packs < 1:
        raise ValueError(packs)
    return packs


def moved(pk: int, change: int, why: str, key: str, by: Any, at: datetime, may: bool = True) -> bool:
    """Whether the stock moved, now or when this `key` came first. The update holds the row; then the key is looked for."""
    if not key:
        raise ValueError(key)
    changed = may and shift(pk, change)
    if StockMove.objects.filter(offer=pk, why=why, key=key).exists():
        if changed:
            Offer.objects.filter(pk=pk).update(stock=F("stock") - change)
        return True
    if changed:
        left = Offer.objects.values_list("stock", flat=True).get(pk=pk)
        StockMove.objects.create(offer_id=pk, why=why, change=change, left=left, key=key, by=by, at=at)
    return changed


def shift(pk: int, change: int) -> bool:
    """Change the stock if that leaves none owing; whether it did."""
    return Offer.objects.filter(pk=pk, stock__gte=-change).update(stock=F("stock") + change) == 1


def count(offer: Offer, stock: int, *, by: Any, at: datetime, key: str = "") -> None:
    """Set the stock that the shop has counted; the offer is held by who calls, and saved there."""
    if stock != offer.stock:
        StockMove.objects.create(offer=offer, why=Why.COUNTED, change=stock - offer.stock, left=stock, by=by, at=at, key=key)
        offer.stock = stock


def is_low(offer: Offer, category: Category) -> bool:
    """Whether so few are left as the owner calls few of this pack, or else the category. None left is few too."""
    return offer.stock <= (category.low_at if offer.low_at is None else offer.low_at)
