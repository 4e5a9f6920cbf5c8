"""Putting into a basket, counting, taking out; a guest's basket joins the person's."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from shops.availability.checking import Amiss
from shops.catalogue.models import Offer
from shops.orders.dated import dated
from shops.orders.models import MOST_PACKS, Basket, BasketCode, BasketLine, BasketVisit
from shops.orders.queries import basket_of, is_sold

KEPT = timedelta(days=60)
MOST_VISITS = 12  # in a basket


class NotSold(Exception):
    """This is not sold now; nothing was changed."""


class TooMany(Exception):
    """More packs than a basket holds of one offer, or fewer than one, or more visits than it holds; nothing was changed."""


def basket_for(buyer: Any, key: str, at: datetime) -> Basket:
    """The person's or guest's basket, made when there is none."""
    found = basket_of(buyer, key)
    if found:
        return found
    owner = buyer if getattr(buyer, "is_authenticated", False) else None
    if owner:
        return Basket.objects.get_or_create(buyer=owner, defaults={"key": new_key(), "changed_at": at})[0]
    return Basket.objects.create(key=new_key(), changed_at=at)


def new_key() -> str:
    return secrets.token_urlsafe(32)


@transaction.atomic
def put_in(*, basket: Basket, offer_id: int, packs: int, at: datetime, adds: bool = False) -> BasketLine:
    """Have so many packs of the offer in the basket, or so many more (`adds`): as many as there are, which the line says.

    Raises NotSold, TooMany.
    """
    held(basket)
    offer = Offer.objects.select_related("variant__product__shop").filter(pk=offer_id).first()
    if offer is None or not is_sold(offer):
        raise NotSold(offer_id)
    line = BasketLine.objects.filter(basket=basket, offer=offer).first()
    wanted = packs + (line.packs if line and adds else 0)
    if packs < 1 or wanted > MOST_PACKS:
        raise TooMany(wanted)
    if offer.stock < 1:
        raise NotSold(offer_id)
    facts = {"packs": min(wanted, offer.stock), "seen_price": offer.price}
    line, _new = BasketLine.objects.update_or_create(
        basket=basket, offer=offer, defaults=facts, create_defaults={**facts, "added_at": at}
    )
    Basket.objects.filter(pk=basket.pk).update(changed_at=at)
    return line


@transaction.atomic
def put_visit_in(*, basket: Basket, wish: BasketVisit, at: datetime) -> BasketVisit:
    """Have this visit in the basket: the same one on the same days again is changed to these people.

    Raises Amiss where it cannot be booked so, TooMany where the basket holds too many visits.
    """
    held(basket)
    wish.basket, wish.added_at = basket, at
    found = dated([wish], at)[0]
    if not found.is_ready:
        raise Amiss(found.amiss)
    same = BasketVisit.objects.filter(
        basket=basket, visit=wish.visit, first=wish.first, until=wish.until, session=wish.session
    )  # fmt: skip
    if there := same.first():
        wish.pk, wish.added_at, wish.held_key = there.pk, there.added_at, wish.held_key or there.held_key
        wish.instead_of_id = wish.instead_of_id or there.instead_of_id
    elif BasketVisit.objects.filter(basket=basket).count() >= MOST_VISITS:
        raise TooMany(MOST_VISITS)
    wish.seen_price = found.before
    wish.save()
    basket.has_visits = True  # type: ignore[attr-defined]
    Basket.objects.filter(pk=basket.pk).update(changed_at=at)
    return wish


@transaction.atomic
def take_visit_out(*, basket: Basket, pk: int, at: datetime) -> bool:
    """Take a visit out of the basket; whether it was there."""
    held(basket)
    gone, _each = BasketVisit.objects.filter(basket=basket, pk=pk).delete()
    if gone:
        Basket.objects.filter(pk=basket.pk).update(changed_at=at)
    return bool(gone)


@transaction.atomic
def take_out(*, basket: Basket, offer_id: int, at: datetime) -> int:
    """Take an offer out of the basket; how many packs were in it. What is not there is out already."""
    held(basket)
    line = BasketLine.objects.filter(basket=basket, offer=offer_id).first()
    if line is None:
        return 0
    line.delete()
    Basket.objects.filter(pk=basket.pk).update(changed_at=at)
    return line.packs


@transaction.atomic
def join(*, buyer: Any, key: str, at: datetime) -> None:
    """What a guest put in comes into the person's basket at sign-in: of the same offer the larger number; codes too.
    Again: nothing."""
    guest = Basket.objects.select_for_update().filter(key=key, buyer=None).first() if key else None
    if guest is None:
        return
    mine = held(basket_for(buyer, "", at))
    there = dict(BasketLine.objects.filter(basket=mine).values_list("offer", "packs"))
    for line in BasketLine.objects.filter(basket=guest):
        if line.offer_id not in there:
            BasketLine.objects.filter(pk=line.pk).update(basket=mine)
        elif line.packs > there[line.offer_id]:
            BasketLine.objects.filter(basket=mine, offer=line.offer_id).update(packs=line.packs)
    move_visits(guest, mine)
    known = BasketCode.objects.filter(basket=mine).values("coupon")
    BasketCode.objects.filter(basket=guest).exclude(coupon__in=known).update(basket=mine)
    guest.delete()
    Basket.objects.filter(pk=mine.pk).update(changed_at=at)


def move_visits(guest: Basket, mine: Basket) -> None:
    """The guest's visits, but those the person has on the same days."""
    there = {same(one) for one in BasketVisit.objects.filter(basket=mine)}
    for visit in BasketVisit.objects.filter(basket=guest):
        if same(visit) not in there:
            BasketVisit.objects.filter(pk=visit.pk).update(basket=mine)


def same(visit: BasketVisit) -> tuple[Any, ...]:
    return visit.visit_id, visit.first, visit.until, visit.session_id


def forget_old(*, at: datetime) -> int:
    """Let go of guests' baskets that nobody has touched for sixty days, as long as their cookie lives; how many rows."""
    return Basket.objects.filter(buyer=None, changed_at__lt=at - KEPT).delete()[0]


def held(basket: Basket) -> Basket:
    """The basket's row, held until the transaction ends: two tabs of one buyer wait for each other."""
    return Basket.objects.select_for_update().get(pk=basket.pk)
