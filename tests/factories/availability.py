"""What can be booked, for tests: all year, a year ahead, without notice, unless told."""

from datetime import UTC, date, datetime

from shops.availability.models import Bookable, Rate, Session
from shops.availability.rates import by_rank, days_between, rate_on
from tests.factories.visits import visit

NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)  # noon in Jianghua, a Thursday
TODAY = date(2026, 11, 26)
ALL_YEAR = list(range(1, 13))


def bookable(kind: str = "room", *, rooms: int = 3, of=None, months=ALL_YEAR, **fields) -> Bookable:
    own = {"rooms": rooms} if kind == "room" else {}
    values = {"is_online": True, "lead_hours": 0, "horizon_days": 365, "changed_at": NOW, **fields}
    return Bookable.objects.create(visit=visit(kind, of=of, months=months, **own), **values)


def rate(of: Bookable, kind: str, price: int, **fields) -> Rate:
    return Rate.objects.create(bookable=of, kind=kind, price=price, **{"name_zh_hans": "价", "name_en": "Price", **fields})


def session(of: Bookable, starts_at: datetime = datetime(2026, 12, 5, 1, 0, tzinfo=UTC), seats: int = 6, **fields) -> Session:
    return Session.objects.create(bookable=of, starts_at=starts_at, seats=seats, changed_at=NOW, **fields)


def nights_of(of: Bookable, rates, first: date, until: date) -> list[tuple[date, int]]:
    """Each night with the price of one room."""
    ranked = by_rank(rates)
    return [(day, rate.price if (rate := rate_on(ranked, day)) else of.visit.price) for day in days_between(first, until)]
