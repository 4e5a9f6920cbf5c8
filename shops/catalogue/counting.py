"""Counting the stock at a glance: one more, one fewer, or the number that is there; and from when on it is little."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from shops.catalogue import stock
from shops.catalogue.models import Offer, Product, StockMove
from shops.franchise.changing import changeable
from shops.franchise.following import tell_followers
from shops.franchise.models import Shop

MOST = 99_999  # packs


class NotHere(Exception):
    """The shop sells no such pack; nothing was changed."""


class CountedMeanwhile(Exception):
    """Since the page was opened some were sold, or counted by somebody else: `left` are there. Nothing was changed."""

    def __init__(self, left: int) -> None:
        self.left = left
        super().__init__(left)


def held_offer(shop: Shop, offer_id: int) -> Offer:
    """The offer, its shop held first. Raises NotChangeable, NotHere."""
    changeable(shop)
    rows = Offer.objects.select_for_update(of=("self",)).select_related("variant__product")
    mine = rows.filter(pk=offer_id, variant__product__shop=shop, variant__is_sold=True)
    offer = mine.exclude(variant__product__state=Product.State.REMOVED).first()
    if offer is None:
        raise NotHere
    return offer


@transaction.atomic
def shift_stock(*, shop: Shop, offer_id: int, change: int, key: str, by: Any, at: datetime) -> Offer:
    """One more or one fewer (`change`), never below none; the same `key` again changes nothing.

    Raises NotChangeable, NotHere.
    """
    offer = held_offer(shop, offer_id)
    if not StockMove.objects.filter(offer=offer, why=StockMove.Why.COUNTED, key=key).exists():
        keep(offer, offer.stock + change, shop, by=by, at=at, key=key)
    return offer


@transaction.atomic
def set_stock(*, shop: Shop, offer_id: int, left: int, seen: int, key: str, by: Any, at: datetime) -> Offer:
    """So many are `left`; `seen`: what the page had shown. The same `key` again changes nothing.

    Raises NotChangeable, NotHere, CountedMeanwhile.
    """
    offer = held_offer(shop, offer_id)
    if StockMove.objects.filter(offer=offer, why=StockMove.Why.COUNTED, key=key).exists():
        return offer
    if offer.stock not in (seen, left):
        raise CountedMeanwhile(offer.stock)
    keep(offer, left, shop, by=by, at=at, key=key)
    return offer


def keep(offer: Offer, left: int, shop: Shop, *, by: Any, at: datetime, key: str) -> None:
    before, after = offer.stock, max(0, min(left, MOST))
    if before == after:
        return
    stock.count(offer, after, by=by, at=at, key=key)
    offer.save(update_fields=["stock"])
    audit.record(by, "count stock", offer.variant.product, at=at, pack=offer.variant_id, before=before, after=after)
    if not before or not after:
        tell_followers(shop, at=at)


@transaction.atomic
def set_low(*, shop: Shop, offer_id: int, low_at: int | None, by: Any, at: datetime) -> None:
    """From so many left on it is little; None: as the category says. Raises NotChangeable, NotHere."""
    offer = held_offer(shop, offer_id)
    if offer.low_at == low_at:
        return
    before, offer.low_at = offer.low_at, low_at
    offer.save(update_fields=["low_at"])
    audit.record(by, "set low stock", offer.variant.product, at=at, pack=offer.variant_id, before=before, after=low_at)
