"""Paid, expired, cancelled: what was taken goes back on the shelf, what was owed is owed no more. Each once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Sum

from common import audit
from common.rights import can
from common.sanitise import one_line
from common.states import WrongState, move
from shops.availability import holding
from shops.catalogue import stock
from shops.ledger import postings
from shops.orders import letters
from shops.orders.keepers import keeper_of
from shops.orders.models import Booking, Order, OrderLine, ShopOrder
from shops.promotions.taking import give_back

Part = ShopOrder.State


class NotAllowed(Exception):
    """Nothing was done."""


class ReasonsMissing(Exception):
    """Who cancels what another ordered says why: the buyer reads it."""


@transaction.atomic
def confirm(*, order: Order, turn: int = 1, at: datetime) -> bool:
    """The whole is paid, or of what is paid in two turns, this one: its shops may pack, or wait as its keeper says. False when
    it does not wait for it: paid before, or too late, and to be returned."""
    now = held(order)
    if now.state != Order.State.WAITING or turn != now.turn:
        return False
    keeper = keeper_of(now)
    to = keeper.takes(now, at) if keeper else ""
    if to is None:
        give_up(order=order, to=Order.State.EXPIRED, by=None, at=at)
        return False
    if now.deposit and turn == 1:
        Order.objects.filter(pk=now.pk).update(deposited_at=at, expires_at=None)
        order.deposited_at, order.expires_at = at, None
    else:
        move(now, Order.State.CONFIRMED, confirmed_at=at)
    for parcel in now.parcels.order_by("pk"):
        move(parcel, to or once_paid(parcel.kind))
    audit.record(None, "confirm order", now, at=at, turn=turn)
    order.state = now.state
    return True


def once_paid(kind: str) -> str:
    """Where a part stands that may begin: goods are packed, a visit is booked."""
    return Part.BOOKED if kind == ShopOrder.Kind.VISIT else Part.TO_PACK


@transaction.atomic
def give_up(*, order: Order, to: str, by: Any, at: datetime) -> bool:
    """An order that nobody paid, or not wholly, expires, or its buyer cancels it: all of it goes back. What was paid of it is
    returned by its keeper. False when it waits no more."""
    now = held(order)
    if now.state != Order.State.WAITING:
        return False
    move(now, to)
    if keeper := keeper_of(now):
        keeper.lets_go(now, at)
    for parcel in now.parcels.order_by("pk"):
        move(parcel, Part.CANCELLED)
        unpaid = total_of(parcel) - (now.deposit if now.deposited_at else 0)  # which is of one part
        postings.owe_no_more(order=now.number, source=f"parcel {parcel.pk}", amount=unpaid, at=at)
        put_back(parcel, bought(parcel), by, at)
    give_back(order=now.number, at=at)
    audit.record(by, f"order {to}", now, at=at)
    order.state = now.state
    return True


@transaction.atomic
def cancel_unpaid(*, order: Order, by: Any, reasons: str, at: datetime) -> None:
    """A manager cancels an order that waits for its payment; its buyer is told why.

    Raises NotAllowed, ReasonsMissing, WrongState once it waits no more.
    """
    if not can(by, "cancel unpaid order"):
        raise NotAllowed
    if not (words := one_line(reasons)[:200]):
        raise ReasonsMissing
    if not give_up(order=order, to=Order.State.CANCELLED, by=by, at=at):
        raise WrongState(held(order), Order.State.CANCELLED)
    audit.record(by, "cancel unpaid order", order, at=at, reasons=words)
    for parcel in order.parcels.select_related("order__buyer", "shop").order_by("pk"):
        letters.to_buyer(parcel, "part_cancelled", f"part-cancelled-{parcel.pk}", at, reasons=words)


@transaction.atomic
def cancel_part(
    *, parcel: ShopOrder, packs: Mapping[int, int] | None = None, by: Any, reasons: str, at: datetime, was: str = ""
) -> ShopOrder:
    """One shop's part, which `was` so (to be packed, or a visit booked, unless told), is not after all: its goods go back, so
    many `packs` by offer's id where it is not all that was bought, or its places. What was paid for it is returned by who
    took the money. Where no part is left, what the order used of promotions is free again; while one is, it stays used, as
    frozen on the lines.

    Raises WrongState once it is on its way.
    """
    held(parcel.order)
    now = ShopOrder.objects.select_for_update().get(pk=parcel.pk)
    if now.state != (was or once_paid(now.kind)):
        raise WrongState(now, Part.CANCELLED)
    now.order = parcel.order
    move(now, Part.CANCELLED)
    put_back(now, bought(now) if packs is None else packs, by, at)
    if not ShopOrder.objects.filter(order=now.order_id).exclude(state=Part.CANCELLED).exists():
        give_back(order=parcel.order.number, at=at)
    audit.record(by, "cancel part of order", now, at=at, reasons=reasons)
    parcel.state = now.state
    return now


def expire(*, at: datetime, most: int = 200) -> int:
    """Let go of orders whose time to pay is over; how many. Each in its own transaction, the oldest first."""
    late = Order.objects.filter(state=Order.State.WAITING, expires_at__lte=at).order_by("expires_at", "pk")[:most]
    return sum(expired(order, at) for order in late)


@transaction.atomic
def expired(order: Order, at: datetime) -> bool:
    """Whether its time is over as it stands now: what was due may have come meanwhile, though it waits for more."""
    until = held(order).expires_at
    return until is not None and until <= at and give_up(order=order, to=Order.State.EXPIRED, by=None, at=at)


def put_back(parcel: ShopOrder, packs: Mapping[int, int], by: Any, at: datetime) -> None:
    """So many packs by offer's id, or the places of a visit, once for the part."""
    if parcel.kind == ShopOrder.Kind.VISIT:
        for key in Booking.objects.filter(line__parcel=parcel).values_list("stay_key", flat=True):
            holding.release(key=key, by=by, at=at)
        return
    keeper = keeper_of(parcel.order)
    if keeper and keeper.puts_back:
        keeper.puts_back(parcel, packs, at)
    else:
        stock.put(back=packs, key=f"parcel {parcel.pk}", by=by, at=at)


def bought(parcel: ShopOrder) -> dict[int, int]:
    """Packs by offer's id; nothing of a visit. One query."""
    return dict(OrderLine.objects.filter(parcel=parcel, offer__isnull=False).values_list("offer", "packs"))


def total_of(parcel: ShopOrder) -> int:
    """Fen the buyer owes for this part: goods less discounts, and delivery. Two queries."""
    lines = OrderLine.objects.filter(parcel=parcel)
    whole = lines.aggregate(fen=Sum(F("price") * F("packs")))["fen"] or 0
    off = lines.aggregate(fen=Sum("discounts__amount"))["fen"] or 0
    return whole - off + parcel.delivery


def held(order: Order) -> Order:
    """The order's row, held until the transaction ends: payment, expiry and cancelling wait for each other."""
    return Order.objects.select_for_update().get(pk=order.pk)
