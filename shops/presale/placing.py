"""Ordering a harvest ahead: one offer, straight away, at the price and on the terms of its pre-sale."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import F

from common.clock import shanghai_day
from common.idempotency import fingerprint
from shops.orders.models import Order
from shops.orders.placing import BasketChanged, Kept, NotPlaced, To, once, place_lines
from shops.orders.ways import is_at_once
from shops.presale.firsts import use_right
from shops.presale.keeping import KEEPER
from shops.presale.models import Advance, Presale
from shops.presale.queries import is_on, presale_at, quote_ahead


class NotAhead(NotPlaced):
    """This harvest takes no orders: not yet, no more, or not to be paid so."""


class TooManyPacks(NotPlaced):
    """One order holds fewer; `most` of them."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(most)


class NotFirst(NotPlaced):
    """Until it opens for all, only those may order whose harvest failed before."""


def place_ahead(
    *, presale: Presale, packs: int, press: str, to: To, way: str, total: int, by: Any, language: str, at: datetime
) -> Order:
    """The order of this press; the same press again is the same order. It is booked once its first payment came.

    `total` is the whole sum in fen that the buyer saw. Raises NotAhead, TooManyPacks, NotFirst, BasketChanged (the last packs
    of the quota too), KeyReused.
    """
    by = by if getattr(by, "pk", None) else None
    asked = fingerprint({**asdict(to), "way": way, "total": total, "presale": presale.pk, "packs": packs})

    def act() -> Order:
        now = presale_at(presale.pk)
        if now is None or not is_on(now, shanghai_day(at)) or not is_at_once(way):
            raise NotAhead
        if not 1 <= packs <= now.most_packs:
            raise TooManyPacks(now.most_packs)
        quote = quote_ahead(now, packs, to.region)
        if not take_quota(now, packs):
            raise BasketChanged(quote)
        kept = Kept(KEEPER, None, now.deposit_on(quote.goods))
        order = place_lines(quote, press, asked, to, way, total, by, language, at, kept)
        advance = Advance.objects.create(presale=now, order=order, packs=packs, taken_at=at)
        if shanghai_day(at) < now.opens_on and not use_right(advance, to.phone, by):
            raise NotFirst
        return order

    return once(press, asked, act)


def take_quota(presale: Presale, packs: int) -> bool:
    """Whether so many were left, while it stands before its harvest: the update decides, the constraint stands behind it."""
    rows = Presale.objects.filter(pk=presale.pk, state=Presale.State.OPEN, taken__lte=F("quota") - packs)
    return rows.update(taken=F("taken") + packs) == 1
