"""What orders ask of groups: money came for a seat, or nobody pays it any more. Both hold the order, then the group."""

from datetime import datetime, timedelta

from common import audit
from common.states import move
from shops.groups import letters
from shops.groups.ending import complete
from shops.groups.models import Group, Seat
from shops.groups.queries import last_call, why_gone
from shops.groups.seating import free_seat, held
from shops.orders.keepers import Keeper, keepers
from shops.orders.models import Order, ShopOrder
from shops.orders.queries import OFFERS

KEEPER = "groups"
Part, State = ShopOrder.State, Group.State


def takes(order: Order, at: datetime) -> str | None:
    """The seat is confirmed; the leader's opens the group, the last one completes it: then the order goes on as any. None where
    the group takes nobody any more: it ended, or its time is over though the clock has not come round."""
    seat = Seat.objects.select_related(f"offer__{OFFERS}", "session__bookable__visit__shop").get(order=order)
    group = held(seat.group_id)
    is_late = (group.expires_at or gathers_until(group, seat, at)) <= at
    if group.state not in (State.BEGUN, State.GATHERING) or is_late or why_gone(seat, at):
        return None
    move(seat, Seat.State.CONFIRMED, confirmed_at=at)
    if group.state == State.BEGUN:
        move(group, State.GATHERING, opened_at=at, expires_at=gathers_until(group, seat, at))
        audit.record(order.buyer, "open group", group, at=at, order=order.number)
    else:
        audit.record(order.buyer, "join group", group, at=at, order=order.number)
    if Seat.objects.filter(group=group, state=Seat.State.CONFIRMED).count() == group.size:
        complete(group, at)
        return ""
    letters.seated(group, seat, at)
    return Part.GATHERING


def gathers_until(group: Group, seat: Seat, at: datetime) -> datetime:
    """As long as its terms say; a group that goes along, until its host must know at the latest."""
    until = at + timedelta(hours=group.hours)
    return min(until, last_call(seat.session)) if seat.session else until


def lets_go(order: Order, at: datetime) -> None:
    """The seat is free for somebody else; a group whose leader never paid is no group."""
    seat = Seat.objects.get(order=order)
    group = held(seat.group_id)
    move(seat, Seat.State.GIVEN_UP, is_live=False, phone="")
    free_seat(group)
    if group.state == State.BEGUN:
        move(group, State.FAILED, why=Group.Why.UNPAID, ended_at=at)


keepers[KEEPER] = Keeper(takes, lets_go)
