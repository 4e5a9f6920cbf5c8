"""Letters nobody presses for: it is booked; it is tomorrow. Each once, by the clock."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from shops.bookings import letters
from shops.bookings.changing import give_way
from shops.orders.models import Booking, ShopOrder

AHEAD = timedelta(hours=30)  # the evening before


def coming() -> QuerySet[Booking]:
    rows = Booking.objects.filter(line__parcel__state=ShopOrder.State.BOOKED)
    return rows.select_related("line__parcel__order__buyer", "line__parcel__shop__owner").order_by("pk")


def tell_of_bookings(*, at: datetime, most: int = 100) -> int:
    """Write to guest and host of what was booked and neither was told of; how many."""
    return sum(tell_one(one, at) for one in coming().filter(told_at=None)[:most])


@transaction.atomic
def tell_one(booking: Booking, at: datetime) -> bool:
    """Whether it was this run that told of it."""
    if not Booking.objects.filter(pk=booking.pk, told_at=None).update(told_at=at):
        return False
    letters.booked(booking, at=at)
    give_way(booking, at)
    return True


def remind_guests(*, at: datetime, most: int = 100) -> int:
    """Remind guests of what begins tomorrow, unless they booked it only now; how many."""
    rows = coming().filter(
        reminded_at=None, told_at__lte=at - timedelta(hours=6), arrives_at__gt=at, arrives_at__lte=at + AHEAD
    )
    return sum(remind_one(one, at) for one in rows[:most])


@transaction.atomic
def remind_one(booking: Booking, at: datetime) -> bool:
    if not Booking.objects.filter(pk=booking.pk, reminded_at=None).update(reminded_at=at):
        return False
    letters.tomorrow(booking, at=at)
    return True
