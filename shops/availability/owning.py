"""What an owner sees: a month of a room kind, where room is, who comes on a day, who comes next."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from common.clock import shanghai_day
from shops.availability.models import Bookable, Night, Session, Stay
from shops.availability.queries import calendar_of, midnight
from shops.availability.rates import days_between
from shops.franchise.models import Shop

WEEK = 7


class Cell(NamedTuple):
    """A day of a month: rooms taken and left, the price of one in fen, whether it is closed whole, past or of another month."""

    day: date
    taken: int
    left: int
    price: int
    is_closed: bool
    is_past: bool
    is_other: bool


def month_of(bookable: Bookable, month: date, at: datetime) -> list[list[Cell]]:
    """The weeks of the month, Monday first, whole weeks. Three queries."""
    first = month.replace(day=1)
    begin = first - timedelta(days=first.weekday())
    next_month = (first + timedelta(days=32)).replace(day=1)
    weeks = -(-(next_month - begin).days // WEEK)
    days, today = weeks * WEEK, shanghai_day(at)
    nights = Night.objects.filter(bookable=bookable, day__gte=begin, day__lt=begin + timedelta(days=days))
    kept = {day: (taken, closures) for day, taken, closures in nights.values_list("day", "taken", "closures")}
    cells = []
    for one in calendar_of([bookable], begin, days, at)[bookable.pk]:
        taken, closures = kept.get(one.day, (0, 0))
        other = one.day.month != first.month
        cells.append(Cell(one.day, taken, one.left, one.price, bool(closures), one.day < today, other))
    return [cells[n : n + WEEK] for n in range(0, days, WEEK)]


def lacking(bookables: Sequence[Bookable], first: date, until: date, rooms: int) -> dict[int, list[date]]:
    """The nights for which each has not so many rooms free, by its id; read `with_visit`. One query."""
    days = list(days_between(first, until))
    found = {one.pk: [] if (one.visit.rooms or 0) >= rooms else days for one in bookables}
    full = Night.objects.filter(Q(closures__gt=0) | Q(rooms__lt=F("taken") + rooms), bookable__in=found, day__in=days)
    for pk, day in full.order_by("day").values_list("bookable_id", "day"):
        if day not in found[pk]:
            found[pk].append(day)
    return found


def on_day(bookable: Bookable, day: date) -> QuerySet[Stay]:
    """The stays that hold the night after `day`, guests first."""
    rows = Stay.objects.filter(bookable=bookable, released_at=None, first__lte=day, until__gt=day)
    return rows.order_by("-places", "first", "pk")


def of_session(session: Session) -> QuerySet[Stay]:
    return Stay.objects.filter(session=session, released_at=None).order_by("pk")


def coming(shop: Shop, at: datetime, days: int = 14) -> list[Stay]:
    """The guests of the next days, in the order in which they come; who is there already first. One query."""
    today = shanghai_day(at)
    last = today + timedelta(days=days)
    soon = Q(first__lt=last, until__gt=today) | Q(session__starts_at__gte=at, session__starts_at__lt=midnight(last))
    rows = Stay.objects.filter(soon, bookable__visit__shop=shop, released_at=None, why__in=(Stay.Why.ORDER, Stay.Why.PHONE))
    found = rows.select_related("bookable__visit", "session")
    return sorted(found, key=lambda stay: (stay.begins_on, stay.pk))


def begins_on(day: date) -> Q:
    """Of stays of guests who come on this day."""
    first = Q(first=day) | Q(session__starts_at__gte=midnight(day), session__starts_at__lt=midnight(day + timedelta(days=1)))
    return Q(released_at=None, why__in=(Stay.Why.ORDER, Stay.Why.PHONE)) & first


def bookables_by_visit(shop: Shop) -> dict[int, Bookable]:
    """Those of the shop's visits. One query."""
    rows: Iterable[Bookable] = Bookable.objects.filter(visit__shop=shop).select_related("visit__shop")
    return {bookable.visit_id: bookable for bookable in rows}
