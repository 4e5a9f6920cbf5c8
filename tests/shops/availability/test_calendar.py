"""What guests see of days and sessions, what it costs, and which wishes are refused in words."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from shops.availability.checking import Amiss, check_seats, check_stay
from shops.availability.holding import take_nights, take_seats
from shops.availability.models import Bookable, Night, Rate, Session
from shops.availability.queries import bookable_of, calendar_of, sessions_of, with_visit
from tests.factories.availability import NOW, TODAY, bookable, rate, session
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
KINDS, NIGHTS, MILLISECONDS = 50, 90, 100


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


def test_each_day_says_what_is_left_for_how_much_and_why_not():
    room = bookable(rooms=2, lead_hours=30, horizon_days=20, months=[11, 12])
    rate(room, "weekdays", 15000, weekdays=1 << 5)
    taking = {"bookable": room, "by": None, "at": NOW}
    take_nights(first=day(3), until=day(5), rooms=1, key="a", why="order", **taking)
    take_nights(first=day(4), until=day(5), rooms=1, key="b", why="phone", **taking)
    take_nights(first=day(6), until=day(7), rooms=0, key="c", why="closed", **taking)
    row = calendar_of([room], day(-1), 23, NOW)[room.pk]
    said = [(one.left, one.price // 100, one.why_not) for one in row]
    assert said[:9] == [
        (2, 120, "past"), (2, 120, "soon"), (2, 120, "soon"), (2, 150, ""), (1, 120, ""), (0, 120, "full"), (2, 120, ""),
        (0, 120, "closed"), (2, 120, ""),
    ]  # fmt: skip
    assert [one.why_not for one in row[-3:]] == ["", "", "far"]
    assert ([one.words for one in row[4:6]], row[8].is_free) == (["", "已满"], True)
    assert calendar_of([room], date(2027, 1, 1), 1, NOW + timedelta(days=20))[room.pk][0].why_not == "month"
    with pytest.raises(Amiss, match="11月28日"):  # 18:00 tomorrow is four hours after guests may come
        check_stay(room, day(1), day(2), 1, 1, 0, NOW)


def test_sessions_say_the_same_and_the_public_sees_only_what_it_may_book(django_assert_num_queries):
    walk = bookable("tour", lead_hours=24, child_price=500, child_under=12)
    made = [
        session(walk, datetime(2026, month, n, 1, tzinfo=UTC), seats=2) for month, n in ((11, 26), (11, 27), (11, 28), (12, 5))
    ]
    take_seats(session=made[3], seats=2, key="a", why="order", by=None, at=NOW)
    Session.objects.filter(pk=made[2].pk).update(state="called off", reason="下雨")
    session(walk, datetime(2027, 12, 26, 1, tzinfo=UTC), price=100)
    with django_assert_num_queries(2):
        row = sessions_of([walk], day(0), day(400), NOW)[walk.pk]
    assert [(one.left, one.price, one.why_not) for one in row] == [
        (2, 2000, "past"), (2, 2000, "soon"), (2, 2000, "off"), (0, 2000, "full"), (6, 100, "far"),
    ]  # fmt: skip
    with django_assert_num_queries(1):
        assert bookable_of(walk.visit_id) == walk
    hidden = [bookable(is_online=False), bookable(of=shop(state="suspended")), bookable(of=walk.visit.shop)]
    type(hidden[2].visit).objects.filter(pk=hidden[2].visit_id).update(registration="")
    assert [bookable_of(one.visit_id) for one in hidden] == [None, None, None]


def test_fifty_kinds_of_rooms_for_ninety_nights_cost_few_queries_and_little_time(django_assert_max_num_queries):
    keeper = shop()
    rooms = [bookable(of=keeper) for _ in range(KINDS)]
    for one in rooms:
        for n in range(5):
            rate(one, "season", 100 + n, from_day=101 + 100 * n, until_day=201 + 100 * n)
        rate(one, "weekdays", 130, weekdays=0b0110000)
    Night.objects.bulk_create(
        Night(bookable=one, day=day(n), rooms=3, taken=n % 4, closures=n % 7 == 0) for one in rooms for n in range(NIGHTS)
    )
    best = 1000.0
    for _ in range(3):
        with django_assert_max_num_queries(6):
            begun = time.process_time()
            found = calendar_of(list(with_visit().filter(visit__shop=keeper)), TODAY, NIGHTS, NOW)
            best = min(best, (time.process_time() - begun) * 1000)
    assert (len(found), {len(row) for row in found.values()}) == (KINDS, {NIGHTS})
    assert best <= MILLISECONDS, f"{best:.0f} ms of this process, whatever its neighbours do"


WISHES = [
    ((3, 3, 1, 2, 0), "离开的日子要在入住之后"), ((5, 3, 1, 2, 0), "离开的日子要在入住之后"), ((-2, 1, 1, 2, 0), "已经过去"),
    ((1, 401, 1, 2, 0), "12月26日"), ((1, 2, 1, 2, 0), "至少住 2 晚"), ((1, 9, 1, 2, 0), "最多住 5 晚"), ((1, 3, 1, 0, 0), "至少一位大人"),
    ((1, 3, 1, 0, 2), "至少一位大人"), ((1, 3, 1, 2, -1), "至少一位大人"), ((1, 3, 0, 2, 0), "至少选一间"), ((1, 3, 4, 2, 0), "只有 3 间"),
    ((1, 3, 1, 3, 1), "最多睡 3 人"), ((1, 3, 2, 4, 2), ""), ((29, 31, 1, 1, 0), ""), ((30, 32, 1, 1, 0), "12月26日"),
    ((34, 36, 1, 1, 0), "12月26日"), ((1, 3, 1, 4, 0, 1), ""), ((1, 3, 1, 4, 0, 2), "最多 1 张"),
]  # fmt: skip


def test_a_wish_that_cannot_be_is_refused_in_words():
    room = bookable(least_nights=2, most_nights=5, horizon_days=30, extra_beds=1)
    for (first, until, rooms, adults, children, *beds), words in WISHES:
        said = ""
        try:
            check_stay(room, day(first), day(until), rooms, adults, children, NOW, *beds)
        except Amiss as amiss:
            said = amiss.words
        assert bool(said) == bool(words), (first, until, said)
        assert words in said


def test_four_hundred_nights_and_29_february_are_days_like_others():
    room = bookable(horizon_days=730, most_nights=5)
    with pytest.raises(Amiss, match="最多住 5 晚"):
        check_stay(room, day(1), day(401), 1, 2, 0, NOW)
    assert check_stay(room, date(2028, 2, 28), date(2028, 3, 1), 1, 2, 0, NOW) is None
    room.visit.months = [2]
    assert check_stay(room, date(2028, 2, 28), date(2028, 3, 1), 1, 2, 0, NOW) is None  # 29 February is of the month
    with pytest.raises(Amiss, match="3 月"):
        check_stay(room, date(2028, 2, 28), date(2028, 3, 2), 1, 2, 0, NOW)
    at = session(bookable("activity"), seats=3)
    for people, words in (((0, 1), "至少一位大人"), ((3, 1), "只剩 3 个位子")):
        with pytest.raises(Amiss, match=words):
            check_seats(at, *people, NOW)
    assert check_seats(at, 2, 1, NOW) is None
    assert Bookable.objects.count() == 2
    assert not Rate.objects.exists()
