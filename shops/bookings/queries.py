"""A guest's booking, and whom a host expects."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from shops.franchise.models import Shop
from shops.orders.models import Booking, ShopOrder

State = ShopOrder.State
SHOWN = (State.BOOKED, State.RECEIVED, State.CANCELLED)  # what nobody has paid yet is not the host's to see
DAYS = 14
MOST = 100


def with_facts() -> QuerySet[Booking]:
    return Booking.objects.select_related("line__parcel__order__buyer", "line__parcel__shop__owner", "visit__bookable")


def booking_of_order(number: str, pk: int) -> Booking | None:
    """One query."""
    return with_facts().filter(pk=pk, line__parcel__order__number=number).first()


def booking_of_shop(shop: Shop, pk: int) -> Booking | None:
    """One query."""
    return with_facts().filter(pk=pk, line__parcel__shop=shop, line__parcel__state__in=SHOWN).first()


def booking_by_code(shop: Shop, code: str) -> Booking | None:
    """As read from a voucher or told at the gate. One query."""
    return with_facts().filter(code=code.strip().upper(), line__parcel__shop=shop, line__parcel__state__in=SHOWN).first()


@dataclass(frozen=True)
class Arrivals:
    """Whom the host expects: here or due today, and in the days after."""

    today: list[Booking]
    later: list[Booking]


def arrivals_of(shop: Shop, today: date) -> Arrivals:
    """Booked visits that end today or later and begin within a fortnight. One query."""
    begin = datetime.combine(today, time.min, tzinfo=timezone.get_default_timezone())
    rows = with_facts().filter(line__parcel__shop=shop, line__parcel__state=State.BOOKED)
    found = list(rows.filter(Q(leaves_at__gte=begin) & Q(arrives_at__lt=begin + timedelta(days=DAYS)))[:MOST])
    tomorrow = begin + timedelta(days=1)
    return Arrivals([one for one in found if one.arrives_at < tomorrow], [one for one in found if one.arrives_at >= tomorrow])
