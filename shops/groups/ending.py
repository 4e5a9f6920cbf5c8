"""How a group ends. Complete: all its orders may be packed, or are booked, at once. Failed: all are cancelled, all money goes
back, once."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from common import audit
from common.states import move
from shops.availability.models import Session
from shops.groups import letters
from shops.groups.models import Group, Seat
from shops.groups.queries import CLOSED, GONE, why_gone
from shops.groups.seating import free_seat, held
from shops.orders import moving
from shops.orders.models import Order, ShopOrder
from shops.orders.queries import OFFERS
from shops.payments import refunds

Part, State, Why = ShopOrder.State, Group.State, Group.Why
MOST = 100  # of a run; the next goes on


class NotLeading(Exception):
    """Only whoever leads a group may leave it, and only while it gathers. Nothing was changed."""


def complete(group: Group, at: datetime) -> None:
    """All have paid; the group is held. The order that is being paid is moved by who asked."""
    move(group, State.COMPLETE, ended_at=at)
    for parcel in ShopOrder.objects.filter(order__seat__group=group, state=Part.GATHERING).order_by("pk"):
        move(parcel, moving.once_paid(parcel.kind))
    put_away(group)
    audit.record(None, "complete group", group, at=at)
    for seat in paid_seats(group):
        letters.complete(group, seat, at)


def put_away(group: Group) -> None:
    """Its members may take seats elsewhere, and their numbers are needed no more."""
    Seat.objects.filter(group=group).update(is_live=False, phone="")


def paid_seats(group: Group) -> list[Seat]:
    rows = Seat.objects.filter(group=group, state=Seat.State.CONFIRMED)
    return list(rows.select_related("order__buyer").order_by("pk"))


def fail(*, group: Group, why: str, by: Any = None, at: datetime) -> bool:
    """It does not come about: whoever paid is promised all of it back, and whoever did not pays no more. Whether it was news.

    Who was paying just then is let go in a transaction of their own: their orders are held before the group.
    """
    is_news = failed(group.pk, why, by, at)
    let_unpaid_go(group, at)
    return is_news


@transaction.atomic
def failed(group_id: int, why: str, by: Any, at: datetime) -> bool:
    group = held(group_id)
    if group.state != State.GATHERING:
        return False
    move(group, State.FAILED, why=why, ended_at=at)
    put_away(group)
    audit.record(by, "fail group", group, at=at, why=why)
    for seat in paid_seats(group):
        give_back(seat, by, at)
        letters.failed(group, seat, at)
    return True


def give_back(seat: Seat, by: Any, at: datetime) -> None:
    """A paid order is cancelled, its packs go back on the shelf and all its money to where it came from. The group is held."""
    parcel = ShopOrder.objects.select_related("order").get(order=seat.order_id)
    moving.cancel_part(parcel=parcel, by=by, reasons="", at=at, was=Part.GATHERING)
    refunds.return_parcel(parcel=parcel, source=f"seat {seat.pk}", words="", by=by, at=at)


def let_unpaid_go(group: Group, at: datetime) -> None:
    orders = Order.objects.filter(seat__group=group, seat__state=Seat.State.HELD, seat__group__state=State.FAILED)
    for order in orders.order_by("pk"):
        moving.give_up(order=order, to=Order.State.CANCELLED, by=None, at=at)


def leave(*, order: Order, by: Any, at: datetime) -> Group:
    """Whoever leads goes, with all their money back; the next who paid leads, and without one the group fails. Members stay:
    others count on them. Pressed again, nothing more. Raises NotLeading.
    """
    seat = Seat.objects.get(order=order)
    group = left(seat.group_id, seat.pk, by if getattr(by, "pk", None) else None, at)  # a guest
    let_unpaid_go(group, at)
    return group


@transaction.atomic
def left(group_id: int, seat_id: int, by: Any, at: datetime) -> Group:
    group = held(group_id)
    seat = Seat.objects.get(pk=seat_id)
    if seat.state == Seat.State.GIVEN_UP:
        return group
    if group.state != State.GATHERING or not group.expires_at or group.expires_at <= at or not seat.leads:
        raise NotLeading(seat.pk)
    others = Seat.objects.filter(group=group, state=Seat.State.CONFIRMED, leads=False)
    if (heir := others.order_by("confirmed_at", "pk").first()) is None:
        failed(group.pk, Why.LEFT, by, at)
        group.refresh_from_db()
        return group
    move(seat, Seat.State.GIVEN_UP, leads=False, is_live=False, phone="")
    Seat.objects.filter(pk=heir.pk).update(leads=True)
    free_seat(group)
    give_back(seat, by, at)
    audit.record(by, "leave group", group, at=at, order=seat.order_id)
    return group


def end_groups(*, at: datetime) -> int:
    """By the clock: groups whose time is over, and those whose shop, goods or session are gone, fail; how many. Safe to run
    twice."""
    gone = Q(offer__variant__product__state__in=GONE) | Q(offer__variant__is_sold=False)
    off = Q(session__state=Session.State.OFF) | Q(session__bookable__visit__shop__state__in=CLOSED)
    over = Q(expires_at__lte=at) | gone | Q(offer__variant__product__shop__state__in=CLOSED) | off
    rows = Group.objects.filter(over | Q(offer=None, session=None), state=State.GATHERING)
    due = rows.select_related(f"offer__{OFFERS}", "session__bookable__visit__shop").order_by("expires_at", "pk")
    return sum(fail(group=one, why=why_gone(one, at) or Why.TIME, at=at) for one in due[:MOST])


def finish_failed(*, at: datetime) -> None:
    """Whoever still pays for a group that failed is let go, should a run have died between the two."""
    left = Group.objects.filter(state=State.FAILED, seats__state=Seat.State.HELD).distinct().order_by("pk")
    for group in left[:MOST]:
        let_unpaid_go(group, at)
