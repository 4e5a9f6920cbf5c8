"""What can be booked, day by day and session by session, as pages show it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.clock import shanghai_day
from shops.availability.models import Bookable, Night, Rate, Session, Stay
from shops.availability.prices import seat_price
from shops.availability.rates import by_rank, rate_on
from shops.visits.models import Visit

SHANGHAI = ZoneInfo("Asia/Shanghai")


class WhyNot(models.TextChoices):
    """Why a day or session cannot be had."""

    PAST = "past", pgettext_lazy("a day", "Over")
    SOON = "soon", _("Too soon to get ready: please ring")
    FAR = "far", _("Not yet on sale")
    MONTH = "month", _("No guests in this month")
    CLOSED = "closed", pgettext_lazy("a day", "Closed")
    FULL = "full", _("Full")
    OFF = "off", pgettext_lazy("a session", "Called off")


class Day(NamedTuple):
    """A night of a room kind: how many rooms are left, the price of one in fen, and "" or a WhyNot."""

    day: date
    left: int
    price: int
    why_not: str

    @property
    def is_free(self) -> bool:
        return not self.why_not

    @property
    def words(self) -> str:
        return str(WhyNot(self.why_not).label) if self.why_not else ""


class Meeting(NamedTuple):
    """A session: how many seats are left, the price of one for a grown person in fen, and "" or a WhyNot."""

    session: Session
    left: int
    price: int
    why_not: str

    @property
    def is_free(self) -> bool:
        return not self.why_not

    @property
    def words(self) -> str:
        return str(WhyNot(self.why_not).label) if self.why_not else ""


def with_visit() -> models.QuerySet[Bookable]:
    return Bookable.objects.select_related("visit__shop")


def public() -> models.QuerySet[Bookable]:
    """What guests may book: taken online, of a visit that is shown by an open shop."""
    return with_visit().filter(is_online=True, visit__in=Visit.objects.open())


def bookable_of(visit_pk: int) -> Bookable | None:
    """The visit's bookable, when guests may book it; None else. One query."""
    return public().filter(visit=visit_pk).first()


def rates_of(bookables: Iterable[Bookable]) -> dict[int, list[Rate]]:
    """The price rules of each by its id, the strongest first. One query."""
    found: dict[int, list[Rate]] = {bookable.pk: [] for bookable in bookables}
    for rate in Rate.objects.filter(bookable__in=found):
        found[rate.bookable_id].append(rate)
    return {pk: by_rank(rates) for pk, rates in found.items()}


def calendar_of(bookables: Sequence[Bookable], first: date, days: int, at: datetime) -> dict[int, list[Day]]:
    """Each room kind's next `days` nights from `first`, by its id. Two queries for however many, and one for each
    bookable that was read without its visit (`with_visit`)."""
    asked = [first + timedelta(days=n) for n in range(days)]
    until = first + timedelta(days=days)
    rates = rates_of(bookables)
    rows = Night.objects.filter(bookable__in=rates, day__gte=first, day__lt=until)
    kept = {(pk, day): (rooms - taken, closures) for pk, day, rooms, taken, closures in rows.values_list(
        "bookable_id", "day", "rooms", "taken", "closures")}  # fmt: skip
    found = {}
    for bookable in bookables:
        soonest, last = first_day(bookable, at), last_day(bookable, at)
        visit, ranked, today = bookable.visit, rates[bookable.pk], shanghai_day(at)
        row = []
        for day in asked:
            left, closures = kept.get((bookable.pk, day), (visit.rooms or 0, 0))
            rate = rate_on(ranked, day)
            why_not = out_of_time(day, today, soonest, last, visit.months) or held_back(left, closures)
            row.append(Day(day, 0 if closures else left, rate.price if rate else visit.price, why_not))
        found[bookable.pk] = row
    return found


def first_day(bookable: Bookable, at: datetime) -> date:
    """The first night that may be asked for now: its arrival is at least `lead_hours` away."""
    ready = at + timedelta(hours=bookable.lead_hours)
    day = shanghai_day(ready)
    return day if arrival(bookable, day) >= ready else day + timedelta(days=1)


def last_day(bookable: Bookable, at: datetime) -> date:
    return shanghai_day(at) + timedelta(days=bookable.horizon_days)


def arrival(bookable: Bookable, day: date) -> datetime:
    """When guests of that day may come: where its ladder counts from."""
    return datetime.combine(day, bookable.arrive_from, SHANGHAI)


def out_of_time(day: date, today: date, soonest: date, last: date, months: Sequence[int]) -> str:
    if day < today:
        return WhyNot.PAST.value
    if day < soonest:
        return WhyNot.SOON.value
    if day > last:
        return WhyNot.FAR.value
    return "" if day.month in months else WhyNot.MONTH.value


def held_back(left: int, closures: int) -> str:
    if closures:
        return WhyNot.CLOSED.value
    return WhyNot.FULL.value if left <= 0 else ""


def sessions_of(bookables: Sequence[Bookable], first: date, until: date, at: datetime) -> dict[int, list[Meeting]]:
    """The sessions of each on the half-open days, those called off too, by its id. Two queries, however many."""
    rates, found = rates_of(bookables), {bookable.pk: [] for bookable in bookables}  # type: ignore[var-annotated]
    by_id = {bookable.pk: bookable for bookable in bookables}
    rows = Session.objects.filter(bookable__in=by_id, starts_at__gte=midnight(first), starts_at__lt=midnight(until))
    for session in rows.order_by("starts_at", "pk"):
        session.bookable = by_id[session.bookable_id]
        price = seat_price(session, rates[session.bookable_id])
        found[session.bookable_id].append(Meeting(session, session.left, price, why_no_seat(session, at)))
    return found


def why_no_seat(session: Session, at: datetime) -> str:
    """ "" or a WhyNot. No query where the bookable was read with it."""
    bookable, day = session.bookable, shanghai_day(session.starts_at)
    if session.state == Session.State.OFF:
        return WhyNot.OFF.value
    if session.starts_at <= at:
        return WhyNot.PAST.value
    if session.starts_at < at + timedelta(hours=bookable.lead_hours):
        return WhyNot.SOON.value
    if day > last_day(bookable, at):
        return WhyNot.FAR.value
    return "" if session.left > 0 else WhyNot.FULL.value


def midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), SHANGHAI)


def stranded() -> models.QuerySet[Stay]:
    """What orders still hold of sessions that were called off: whoever took them gives them back and pays."""
    rows = Stay.objects.filter(session__state=Session.State.OFF, released_at=None, why=Stay.Why.ORDER)
    return rows.select_related("session", "bookable__visit__shop").order_by("pk")
