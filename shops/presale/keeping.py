"""What orders ask of pre-sales: money came, nobody pays any more, packs are not bought after all. The order is held by then.

A pre-sale's row is never held while an order is waited for: it is changed first, in a transaction of its own, and its orders
follow one by one. So nobody waits in a circle, and whoever pays meanwhile is found by who follows up.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from common import audit
from common.states import move
from shops.orders.keepers import Keeper, keepers
from shops.orders.models import Order, ShopOrder
from shops.orders.moving import bought
from shops.payments import refunds
from shops.presale import letters
from shops.presale.firsts import free_right, make_up
from shops.presale.models import Advance, Presale

KEEPER = "presale"
Part, State = ShopOrder.State, Advance.State


def takes(order: Order, at: datetime) -> str | None:
    """The deposit or the whole books it; the balance lets it be packed. None after the crop failed: the money goes back."""
    advance = Advance.objects.select_related("presale").get(order=order)
    presale = advance.presale
    if presale.state == Presale.State.FAILED:
        return None
    if order.turn == 2:
        letters.balance_paid(advance, at)
        return Part.TO_PACK
    move(advance, State.BOOKED)
    audit.record(order.buyer, "book ahead", presale, at=at, order=order.number)
    letters.booked(advance, at)
    if presale.state == Presale.State.READY and not order.deposit:
        Advance.objects.filter(pk=advance.pk).update(ready_at=at)
        return Part.TO_PACK
    return Part.AHEAD


def lets_go(order: Order, at: datetime) -> None:
    """Not wholly paid, and no more to be: the deposit goes back, for it is refundable whoever is late.

    The quota first, then the books, as wherever an order ends: the first posting to an account writes its row, and who writes
    it makes others wait.
    """
    advance = Advance.objects.select_related("presale__offer__variant").get(order=order)
    parcel = order.parcels.select_related("order").get()
    source = f"advance {advance.pk}"
    puts_back(parcel, bought(parcel), at)
    if not order.deposited_at:
        return
    refund = refunds.return_deposit(parcel=parcel, source=source, words="", by=None, at=at)
    if advance.presale.state == Presale.State.FAILED:
        make_up(advance, order, at)
    elif refund and order.state == Order.State.EXPIRED:
        letters.expired(advance, refund, at)


def puts_back(parcel: ShopOrder, packs: Mapping[int, int], at: datetime) -> None:
    """So many packs of the harvest are free again, and the right to be first that they were booked by."""
    advance = Advance.objects.get(order=parcel.order_id)
    if advance.state != State.GIVEN_UP:
        move(advance, State.GIVEN_UP)
        Presale.objects.filter(pk=advance.presale_id).update(taken=F("taken") - sum(packs.values()))
        free_right(advance)


keepers[KEEPER] = Keeper(takes, lets_go, puts_back)
