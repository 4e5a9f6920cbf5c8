"""Booked visits, for tests: in a basket, ordered, paid."""

from datetime import date, datetime
from itertools import count

from shops.availability.models import Bookable, Session
from shops.orders.baskets import basket_for, put_visit_in
from shops.orders.models import Basket, BasketVisit, Booking, Order
from shops.orders.placing import To, place
from shops.orders.queries import quote_of
from tests.factories.availability import NOW
from tests.factories.payments import paid

_presses = count(1)
WHO = To(name="刘燕", phone="+8613807314420", region="", place="", street="")
FIRST, UNTIL = date(2026, 12, 1), date(2026, 12, 3)


def stay(of: Bookable, first: date = FIRST, until: date = UNTIL, **people) -> BasketVisit:
    return BasketVisit(visit=of.visit, first=first, until=until, **{"adults": 2, **people})


def seats(of: Session, **people) -> BasketVisit:
    return BasketVisit(visit=of.bookable.visit, session=of, first=of.starts_at.date(), **{"adults": 2, **people})


def basket_with(*wishes: BasketVisit, at: datetime = NOW, buyer=None) -> Basket:
    made = basket_for(buyer, "", at)
    for wish in wishes:
        put_visit_in(basket=made, wish=wish, at=at)
    return made


def ordered(
    *wishes: BasketVisit, at: datetime = NOW, buyer=None, to: To = WHO, way: str = "wechat", basket: Basket | None = None
) -> Order:
    made = basket or basket_with(*wishes, at=at, buyer=buyer)
    total = quote_of(made, to.region, at=at).total
    return place(
        basket=made, press=f"visit-{next(_presses)}", to=to, way=way, total=total, by=buyer, language="zh-hans", at=at
    )  # fmt: skip


def booked(*wishes: BasketVisit, at: datetime = NOW, buyer=None) -> list[Booking]:
    """Ordered and paid; one booking for each."""
    order = ordered(*wishes, at=at, buyer=buyer)
    paid(order, at=at)
    return bookings_of(order)


def bookings_of(order: Order) -> list[Booking]:
    rows = Booking.objects.filter(line__parcel__order=order).select_related(
        "line__parcel__order__buyer", "line__parcel__shop__owner", "visit"
    )
    return list(rows.order_by("pk"))
