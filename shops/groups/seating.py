"""Who gets a seat. It is taken by a conditional update, so that the last one is taken once; the constraint stands behind it.

A group's row is held before any order of a member who has paid; after at most the one order that is being paid or given
up. Whoever holds such a paid order never waits for its group, so nobody waits in a circle.
"""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from shops.groups.models import Group, Seat
from shops.orders.models import Order
from shops.orders.placing import NotPlaced

State = Group.State


class Full(NotPlaced):
    """All seats are taken, though not all may be paid yet."""


class Over(NotPlaced):
    """The group gathers no more: complete, failed, or its time is over."""


class Seated(NotPlaced):
    """They have a seat of this offer or session already, in a group that still gathers: `seat`."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        super().__init__(seat.pk)


def sit_down(group: Group, at: datetime) -> bool:
    """Whether there was a seat left, and time."""
    rows = Group.objects.filter(pk=group.pk, state=State.GATHERING, expires_at__gt=at, seated__lt=F("size"))
    return rows.update(seated=F("seated") + 1) == 1


def take_seat(group: Group, at: datetime) -> None:
    """Raises Full, Over."""
    if not sit_down(group, at):
        now = Group.objects.get(pk=group.pk)
        gathers = now.state == State.GATHERING and now.expires_at and now.expires_at > at
        raise Full if gathers else Over


def refuse_seated(of: dict[str, int | None], person: Any, phone: str) -> None:
    """One person, one seat of what the group buys (`Group.of`): whoever they say they are this time, by account, by number or
    by the account's number.

    One query. Raises Seated.
    """
    whose = Q(phone=phone) | Q(person__phone=phone)
    if person:
        whose |= Q(person=person) | (Q(phone=person.phone) if person.phone else Q())
    rows = Seat.objects.filter(whose, is_live=True, **of)
    if seat := rows.select_related("group", "order").order_by("pk").first():
        raise Seated(seat)


def write_seat(group: Group, order: Order, at: datetime, *, leads: bool) -> Seat:
    """The order's place in the group. Raises Seated where a rival of the same person was first."""
    facts = {**group.of, "person": order.buyer, "phone": order.phone, "leads": leads, "taken_at": at}
    try:
        with transaction.atomic():
            return Seat.objects.create(group=group, order=order, **facts)
    except IntegrityError:
        refuse_seated(group.of, order.buyer, order.phone)
        raise


def free_seat(group: Group) -> None:
    """One more may come; the group is held."""
    Group.objects.filter(pk=group.pk).update(seated=F("seated") - 1)


def held(group_id: int) -> Group:
    """The group's row, held until the transaction ends."""
    return Group.objects.select_for_update().get(pk=group_id)
