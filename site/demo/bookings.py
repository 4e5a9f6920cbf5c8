"""What the demo's keepers take by date: a room with its prices by day, the dates of an activity, and those of a walk along one
of the county's routes; and a guest who has booked the room.

Everything is reckoned from the day it is loaded on, and written by the operations that owners use.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from cms.models import RoutePage
from cms.queries import coming_days
from cms.routing import SOURCE
from common.clock import shanghai_day
from demo.groups import pay
from demo.pages.blocks import key_of
from shops.availability.by_hand import book_room_by_phone, book_seats_by_phone, close_days
from shops.availability.models import Bookable, Rate
from shops.availability.setting_up import add_sessions, set_up, weekly, write_rate
from shops.orders.baskets import basket_for, put_visit_in
from shops.orders.models import BasketVisit, Order
from shops.orders.placing import To, place
from shops.orders.queries import quote_of
from shops.visits.models import Visit

TERMS: dict[str, dict[str, Any]] = {
    Visit.Kind.ROOM: {
        "terms": "middle", "least_nights": 1, "most_nights": 7, "lead_hours": 24, "extra_beds": 1, "extra_bed_price": 4000,
        "free_under": 6, "meal_zh_hans": "农家晚饭（油茶、腊肉、时蔬）",
        "meal_en": "Farmhouse supper: oil tea, cured meat, greens",
        "meal_price": 4500,
    },
    Visit.Kind.ACTIVITY: {"terms": "easy", "lead_hours": 24, "child_price": 3800, "child_under": 12, "free_under": 4},
    Visit.Kind.TOUR: {"terms": "easy", "lead_hours": 24, "child_price": 1500, "child_under": 12, "free_under": 4},
}  # fmt: skip
TIMES: dict[str, tuple[int, time]] = {
    Visit.Kind.ACTIVITY: (5, time(9, 30)),
    Visit.Kind.TOUR: (6, time(14, 0)),
}  # day of the week, hour
RATES: list[dict[str, Any]] = [
    {"kind": Rate.Kind.WEEKDAYS, "weekdays": 0b110000, "name_zh_hans": "周末", "name_en": "Weekend", "price": 15800},
    {"kind": Rate.Kind.SEASON, "from_day": 315, "until_day": 506, "name_zh_hans": "春茶季", "name_en": "Spring tea",
     "price": 16800},
    {"kind": Rate.Kind.SEASON, "from_day": 1201, "until_day": 301, "name_zh_hans": "冬天烤火", "name_en": "Winter by the fire",
     "price": 11800},
]  # fmt: skip
AHEAD = timedelta(weeks=9)
ROUTE, PRESS = "visit/routes/west-road-of-stone", "demo-visit"


def load_bookings(people: dict[str, User], at: datetime) -> int:
    """Set up what is not set up yet, and book what nobody has booked; of how many visits."""
    fresh = list(Visit.objects.open().filter(bookable=None).select_related("shop__owner").order_by("pk"))
    for visit in fresh:
        given: dict[str, Any] = {"by": visit.shop.owner, "at": at}
        changes = {**TERMS[visit.kind], "is_online": True, "horizon_days": 365}
        if visit.kind == Visit.Kind.TOUR:
            changes["route"] = RoutePage.objects.filter(translation_key=key_of(ROUTE), locale__language_code=SOURCE).first()
        bookable = set_up(visit=visit, changes=changes, **given)
        (take_rooms if visit.is_room else take_dates)(bookable, shanghai_day(at), given)
    if not Order.objects.filter(press=PRESS).exists():
        book_room(people["guixiang"], at)
    return len(fresh)


def book_room(buyer: User, at: datetime) -> None:
    """Two nights for two, ordered and paid as anybody's; what stands for the payment is practice."""
    room = Bookable.objects.filter(visit__kind=Visit.Kind.ROOM).select_related("visit").order_by("pk").first()
    if room is None:
        return
    first = shanghai_day(at) + timedelta(days=12)
    basket = basket_for(buyer, "", at)
    wish = BasketVisit(visit=room.visit, first=first, until=first + timedelta(days=2), adults=2, meals=2)
    put_visit_in(basket=basket, wish=wish, at=at)
    to = To(name=buyer.name, phone=buyer.phone or "", region="", place="", street="")
    total = quote_of(basket, to.region, phone=to.phone, at=at).total
    pay(place(basket=basket, press=PRESS, to=to, way=Order.Way.WECHAT, total=total, by=buyer, language="zh-hans", at=at), at)


def take_rooms(bookable: Bookable, today: date, given: dict[str, Any]) -> None:
    for facts in [*RATES, *festival(today)]:
        write_rate(bookable=bookable, facts=facts, **given)
    for n, (ahead, nights, rooms, name) in enumerate(
        ((3, 2, 1, "李先生 × 2"), (9, 1, 2, "陈老师 × 5"), (23, 3, 1, "周女士 × 3"))
    ):
        first = today + timedelta(days=ahead)
        book_room_by_phone(
            bookable=bookable, first=first, until=first + timedelta(days=nights), rooms=rooms, words=name,
            phone=f"139 0000 02{n:02d}", press=f"demo-{n}", **given,
        )  # fmt: skip
    shut = today + timedelta(days=16)
    close_days(bookable=bookable, first=shut, until=shut + timedelta(days=2), reason="修屋顶", press="demo-roof", **given)


def festival(today: date) -> list[dict[str, Any]]:
    """The price of the next festival that the county tells of, from the evening before."""
    for one in coming_days(today):
        if one.day and one.on and one.on > today:
            titles = {page.locale.language_code: page.title for page in (one.page, one.page.twin) if page}
            names = {"name_zh_hans": titles.get("zh-hans", "")[:40], "name_en": titles.get("en", "")[:40]}
            days = {"first": one.on - timedelta(days=1), "until": one.day.last_day + timedelta(days=1)}
            return [{"kind": Rate.Kind.FESTIVAL, **days, **names, "price": 22800, "festival_id": one.page.pk}]
    return []


def take_dates(bookable: Bookable, today: date, given: dict[str, Any]) -> None:
    weekday, hour = TIMES[bookable.visit.kind]
    day = today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
    first = timezone.make_aware(datetime.combine(day, hour), timezone.get_default_timezone())
    made = add_sessions(
        bookable=bookable, times=weekly(first, today + AHEAD), seats=bookable.visit.most, guide="", **given
    )  # fmt: skip
    rang = ((3, "吴女士 × 3"), (bookable.visit.most, "茶林小学的老师和学生"))  # the second date is full
    for n, (session, (people, words)) in enumerate(zip(made, rang, strict=False)):
        book_seats_by_phone(session=session, seats=people, words=words, phone="139 0000 0210", press=f"demo-{n}", **given)
