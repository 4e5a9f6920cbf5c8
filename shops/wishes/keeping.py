"""Keeping an offer for later, taking it out, moving it between the list and the basket; joining at sign-in."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from shops.catalogue.models import Offer, Product
from shops.franchise.models import Shop
from shops.orders import baskets
from shops.orders.models import Basket
from shops.orders.queries import is_sold
from shops.wishes.models import Wish, WishList
from shops.wishes.queries import list_of

KEPT = timedelta(days=60)  # a guest's list, since it was last touched
MOST = 200
SHOWN = (Product.State.ON_SALE, Product.State.RESTING)


class NotKept(Exception):
    """There is no such thing to keep; nothing was changed."""


class Full(Exception):
    """The list holds two hundred already; nothing was changed."""


def list_for(person: Any, key: str, at: datetime) -> WishList:
    """The person's or guest's list, made when there is none."""
    found = list_of(person, key)
    if found:
        return found
    if getattr(person, "is_authenticated", False):
        return WishList.objects.get_or_create(person=person, defaults={"key": baskets.new_key(), "changed_at": at})[0]
    return WishList.objects.create(key=baskets.new_key(), changed_at=at)


def may_be_kept(offer: Offer | None) -> bool:
    """Whether its page stands in the market: what rests or is sold out may be waited for."""
    if offer is None or not offer.variant.is_sold:
        return False
    product = offer.variant.product
    return product.state in SHOWN and product.shop.state == Shop.State.OPEN


@transaction.atomic
def keep(*, wishes: WishList, offer_id: int, at: datetime) -> Wish:
    """Keep the offer with the price it has now. What is kept already stays as it is.

    Raises NotKept, Full.
    """
    held(wishes)
    offer = Offer.objects.select_related("variant__product__shop").filter(pk=offer_id).first()
    if offer is None or not may_be_kept(offer):
        raise NotKept(offer_id)
    if there := Wish.objects.filter(list=wishes, offer=offer).first():
        return there
    if Wish.objects.filter(list=wishes).count() >= MOST:
        raise Full(wishes.pk)
    touch(wishes, at)
    return Wish.objects.create(
        list=wishes, offer=offer, price=offer.price, known_price=offer.price, kept_at=at,
        was_there=is_sold(offer) and offer.stock > 0,
    )  # fmt: skip


@transaction.atomic
def take_out(*, wishes: WishList, offer_id: int, at: datetime) -> Wish | None:
    """Take an offer out; the wish that went, or None for what is out already."""
    held(wishes)
    wish = Wish.objects.filter(list=wishes, offer=offer_id).first()
    if wish:
        Wish.objects.filter(pk=wish.pk).delete()
        touch(wishes, at)
    return wish


@transaction.atomic
def put_back(*, wishes: WishList, offer_id: int, price: int, kept_at: datetime, at: datetime) -> Wish:
    """Undo a taking out: it is kept as it was, with the price of then. Raises NotKept, Full."""
    wish = keep(wishes=wishes, offer_id=offer_id, at=at)
    if wish.kept_at == at:
        wish.price, wish.kept_at = price, kept_at
        wish.save(update_fields=["price", "kept_at"])
    return wish


@transaction.atomic
def into_basket(*, wishes: WishList, basket: Basket, offer_id: int, at: datetime) -> bool:
    """One pack of it goes into the basket, and it is kept no more; whether it was kept. Pressed again, nothing moves.

    Raises baskets.NotSold, baskets.TooMany: then it stays kept.
    """
    if take_out(wishes=wishes, offer_id=offer_id, at=at) is None:
        return False
    baskets.put_in(basket=basket, offer_id=offer_id, packs=1, at=at, adds=True)
    return True


@transaction.atomic
def out_of_basket(*, wishes: WishList, basket: Basket, offer_id: int, at: datetime) -> int:
    """Keep it for later instead of buying it now; how many packs were in the basket. Raises NotKept, Full."""
    keep(wishes=wishes, offer_id=offer_id, at=at)
    return baskets.take_out(basket=basket, offer_id=offer_id, at=at)


@transaction.atomic
def join(*, person: Any, key: str, at: datetime) -> None:
    """What a guest kept comes onto the person's list at sign-in, the newest first as far as there is room. Again: nothing."""
    guest = WishList.objects.select_for_update().filter(key=key, person=None).first() if key else None
    if guest is None:
        return
    mine = held(list_for(person, "", at))
    there = set(Wish.objects.filter(list=mine).values_list("offer", flat=True))
    new = Wish.objects.filter(list=guest).exclude(offer__in=there).values_list("pk", flat=True)
    Wish.objects.filter(pk__in=list(new[: max(MOST - len(there), 0)])).update(list=mine)
    guest.delete()
    touch(mine, at)


def forget_old(*, at: datetime) -> int:
    """Let go of guests' lists that nobody has touched for sixty days, as long as their cookie lives; how many rows."""
    return WishList.objects.filter(person=None, changed_at__lt=at - KEPT).delete()[0]


def held(wishes: WishList) -> WishList:
    """The list's row, held until the transaction ends: two tabs of one person wait for each other."""
    return WishList.objects.select_for_update().get(pk=wishes.pk)


def touch(wishes: WishList, at: datetime) -> None:
    WishList.objects.filter(pk=wishes.pk).update(changed_at=at)
