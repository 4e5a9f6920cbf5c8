"""A shop sells a coming harvest ahead. What was begun on some terms keeps them, but for what the weather moves: its days, and
how much there will be."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from common import audit
from common.clock import shanghai_day
from common.rights import can
from common.states import WrongState
from shops.catalogue.bands import NotInBand, Outside
from shops.catalogue.models import Offer
from shops.catalogue.operations import change_product
from shops.presale import letters
from shops.presale.days import held, set_days
from shops.presale.models import Advance, Presale
from shops.range.banding import outside_band

State = Presale.State


class NotYours(Exception):
    """Nothing was changed."""


class Already(Exception):
    """A harvest of this pack is sold ahead already."""


class TooFew(Exception):
    """More packs than that are booked already."""


class NotInTime(Exception):
    """Orders end on a day from today to the day the harvest is ready."""


class NotLater(Exception):
    """A harvest is put off to a later day only, and posted after it."""


@dataclass(frozen=True)
class Terms:
    """Fen for a pack; percent paid first (0: all at once); packs; days."""

    price: int
    deposit_percent: int
    quota: int
    most_packs: int
    opens_on: date
    closes_on: date
    ready_on: date
    ships_from: date
    pays_days: int
    first_days: int


@transaction.atomic
def start_presale(*, offer: Offer, terms: Terms, by: Any, at: datetime) -> Presale:
    """Sold ahead from `opens_on`; the product's own days become those of the pre-sale.

    Raises NotYours, Already, NotInBand, and what `change_product` raises (NotChangeable, Breached, NotTrained).
    """
    product = offer.variant.product
    if not can(by, "change goods", product.shop):
        raise NotYours
    days = {"presale_from": terms.opens_on, "presale_until": terms.closes_on, "ships_from": terms.ships_from}
    change_product(product=product, by=by, at=at, changes=days, prices={})
    if words := outside_band(offer, terms.price, at):
        raise NotInBand([Outside(product, offer.variant, "price", words, True)])
    try:
        with transaction.atomic():
            made = Presale.objects.create(offer=offer, alone=offer.price, begun_at=at, **asdict(terms))
    except IntegrityError:
        if Presale.objects.filter(offer=offer, state=State.OPEN).exists():
            raise Already from None
        raise
    audit.record(by, "start presale", made, at=at, price=terms.price, quota=terms.quota, deposit=terms.deposit_percent)
    return made


def held_open(presale: Presale, by: Any) -> Presale:
    """Its row, held. Raises NotYours, WrongState once it is ready or failed."""
    if not can(by, "look after presales", presale.offer.variant.product.shop):
        raise NotYours
    now = held(presale)
    if now.state != State.OPEN:
        raise WrongState(now, State.OPEN)
    return now


@transaction.atomic
def change_harvest(*, presale: Presale, quota: int, closes_on: date, by: Any, at: datetime) -> Presale:
    """More packs or fewer than was thought, or orders until another day: whoever booked keeps what is booked.

    Raises NotYours, TooFew, NotInTime, WrongState once it is ready or failed.
    """
    now = held_open(presale, by)
    if quota < now.taken:
        raise TooFew
    if closes_on != now.closes_on and not max(now.opens_on, shanghai_day(at)) <= closes_on <= now.ready_on:
        raise NotInTime
    audit.record(
        by, "change harvest", now, at=at, quota=quota, closes_on=str(closes_on), before=[now.quota, str(now.closes_on)]
    )
    Presale.objects.filter(pk=now.pk).update(quota=quota)
    now.quota = quota
    set_days(now, closes_on=closes_on)
    return now


@transaction.atomic
def put_off(*, presale: Presale, ready_on: date, ships_from: date, by: Any, at: datetime) -> Presale:
    """The harvest is late: balances are asked for later, and buyers are told; they may call it off as before.

    Raises NotYours, NotLater, WrongState once it is ready or failed.
    """
    now = held_open(presale, by)
    if not now.ready_on < ready_on <= ships_from:
        raise NotLater
    set_days(now, ready_on=ready_on, ships_from=ships_from)
    audit.record(by, "put off harvest", now, at=at, ready_on=str(ready_on), ships_from=str(ships_from))
    for advance in Advance.objects.filter(presale=now, state=Advance.State.BOOKED).select_related("presale").order_by("pk"):
        letters.put_off(advance, at)
    return now
