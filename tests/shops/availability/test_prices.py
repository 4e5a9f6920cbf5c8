"""Which price holds on a day, what a stay comes to, and that two rules of one rank never meet."""

from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from django.db import IntegrityError, transaction

from shops.availability.ladders import RUNGS, Ladder, percent_back, told
from shops.availability.models import Rate
from shops.availability.prices import seats_price, stay_price
from shops.availability.rates import in_season
from shops.availability.setting_up import RatesMeet, write_rate
from tests.factories.availability import NOW, TODAY, bookable, nights_of, rate, session

pytestmark = pytest.mark.django_db
WEEKEND = 1 << 4 | 1 << 5  # the nights of Friday and Saturday


def test_the_most_specific_rule_wins_in_whatever_order_they_were_written():
    room = bookable()
    rates = [
        rate(room, "weekdays", 15000, weekdays=WEEKEND, name_zh_hans="周末", name_en="Weekend"),
        rate(room, "season", 18000, from_day=1215, until_day=301, name_zh_hans="冬季", name_en="Winter"),
        rate(room, "season", 20000, from_day=1215, until_day=301, weekdays=WEEKEND),
        rate(room, "festival", 30000, first=date(2026, 12, 19), until=date(2026, 12, 20), name_zh_hans="盘王节", name_en="Panwang"),
    ]  # fmt: skip
    wanted = [
        ("12-13", 12000), ("12-14", 12000), ("12-15", 18000), ("12-16", 18000), ("12-17", 18000), ("12-18", 20000), ("12-19", 30000),
        ("12-20", 18000),
    ]  # fmt: skip
    for order in permutations(rates):
        assert [(f"{day:%m-%d}", fen) for day, fen in nights_of(room, order, date(2026, 12, 13), date(2026, 12, 21))] == wanted
    price = stay_price(room, rates, date(2026, 12, 12), date(2026, 12, 21), rooms=2, extra_beds=0)
    assert [(row.words_zh_hans, row.words_en, row.count, row.each) for row in price.rows] == [
        ("客房一晚", "Room, a night", 4, 12000),
        ("客房一晚（盘王节）", "Room, a night (Panwang)", 2, 30000),
        ("客房一晚（价）", "Room, a night (Price)", 2, 20000),
        ("客房一晚（冬季）", "Room, a night (Winter)", 8, 18000),
        ("客房一晚（周末）", "Room, a night (Weekend)", 2, 15000),
    ]
    assert price.total == 4 * 12000 + 2 * 30000 + 2 * 20000 + 8 * 18000 + 2 * 15000


def test_29_february_belongs_to_who_ends_with_february():
    room = bookable()
    days = [date(2028, 2, 28), date(2028, 2, 29), date(2027, 2, 28), date(2028, 3, 1)]
    until_march = Rate(bookable=room, kind="season", price=1, from_day=1201, until_day=301)
    only_29 = Rate(bookable=room, kind="season", price=2, from_day=229, until_day=301)
    held = [[one.price for one in (until_march, only_29) if in_season(one, day)] for day in days]
    assert held == [[1], [1, 2], [1], []]


def test_extra_beds_meals_and_children_are_rows_of_their_own():
    room = bookable(extra_beds=1, extra_bed_price=4000, meal_zh_hans="土菜晚饭", meal_price=3500)
    price = stay_price(room, [], TODAY, date(2026, 11, 29), rooms=2, extra_beds=1, meals=5)
    assert [(row.words_zh_hans, row.count, row.fen) for row in price.rows] == [
        ("客房一晚", 6, 72000), ("加床一晚", 3, 12000), ("土菜晚饭", 15, 52500),
    ]  # fmt: skip
    walk = bookable("tour", child_price=1000, child_under=12, free_under=3)
    at = session(walk)
    assert (seats_price(at, [], adults=2, children=1).total, seats_price(at, [], adults=2).total) == (5000, 4000)
    cheap = session(walk, datetime(2026, 12, 6, 1, tzinfo=UTC), price=800)
    assert seats_price(cheap, [], adults=1, children=1).total == 1600  # a child never pays more
    saturday = [rate(walk, "weekdays", 2600, weekdays=1 << 5)]
    assert seats_price(at, saturday, adults=1).total == 2600  # 09:00 of a Saturday, though Friday in London


def season(first: int, until: int, weekdays: int = 0) -> dict:
    return {"kind": "season", "from_day": first, "until_day": until, "weekdays": weekdays}


def dated(kind: str, first: tuple, until: tuple, weekdays: int = 0) -> dict:
    return {"kind": kind, "first": date(*first), "until": date(*until), "weekdays": weekdays}


MEETINGS = [
    (season(701, 901), season(815, 1001), "8月15日"),
    (season(701, 901), season(901, 1001), ""),
    (season(1201, 201), season(115, 301), "1月15日"),
    (season(701, 901, WEEKEND), season(815, 1001), ""),  # another rank
    (season(701, 901, WEEKEND), season(815, 1001, 1), ""),  # other days
    (season(701, 901), dated("season", (2027, 8, 31), (2027, 9, 5)), "8月31日"),
    (season(701, 901), dated("season", (2025, 8, 1), (2025, 9, 1)), ""),  # over
    (dated("season", (2026, 12, 1), (2026, 12, 8), 1), dated("season", (2026, 12, 5), (2026, 12, 20), 1), "12月7日"),
    (dated("season", (2026, 12, 1), (2026, 12, 7), 1), dated("season", (2026, 12, 5), (2026, 12, 20), 1), ""),
    (dated("festival", (2026, 12, 1), (2026, 12, 3)), dated("festival", (2026, 12, 2), (2026, 12, 5)), "12月2日"),
    ({"kind": "weekdays", "weekdays": WEEKEND}, {"kind": "weekdays", "weekdays": 1 << 5 | 1}, "1月"),
]


def test_two_rules_of_one_rank_that_meet_are_refused_by_name():
    room = bookable()
    for one, other, meets in MEETINGS:
        for first, second in ((one, other), (other, one)):
            refuse_or_write(room, {**first, "name_zh_hans": "暑假"}, {**second, "name_zh_hans": "旺季"}, meets)
            Rate.objects.all().delete()


def refuse_or_write(room, first: dict, second: dict, meets: str) -> None:
    made = write_rate(bookable=room, by=None, at=NOW, facts={**first, "price": 100})
    if meets:
        with pytest.raises(RatesMeet) as refused:
            write_rate(bookable=room, by=None, at=NOW, facts={**second, "price": 100})
        assert all(words in refused.value.words for words in ("暑假", "旺季", meets))
    else:
        write_rate(bookable=room, by=None, at=NOW, facts={**second, "price": 100})
    assert write_rate(bookable=room, by=None, at=NOW, facts={"price": 200}, rate=made).price == 200  # meets not itself


WRONG = [
    {"kind": "weekdays"}, {"kind": "season"}, {"kind": "festival", "weekdays": 1, "first": TODAY, "until": date(2026, 12, 1)},
    {"kind": "season", "first": TODAY, "until": TODAY}, season(701, 701), {**season(701, 801), "price": 0},
    {"kind": "weekdays", "weekdays": 3, "from_day": 101, "until_day": 201},
]  # fmt: skip


def test_the_database_refuses_a_rule_that_says_nothing():
    room = bookable()
    for wrong in WRONG:
        with pytest.raises(IntegrityError), transaction.atomic():
            Rate.objects.create(bookable=room, **{"price": 100, "name": "x", **wrong})


def test_a_ladder_gives_back_by_the_hour_and_says_so_plainly():
    begins = datetime(2026, 12, 5, 6, 0, tzinfo=UTC)
    back = {
        name: [percent_back(RUNGS[name], begins, datetime(2026, 12, day, hour, minute, tzinfo=UTC))
               for day, hour, minute in ((1, 6, 0), (2, 6, 0), (2, 6, 1), (4, 6, 0), (4, 6, 1), (5, 5, 59), (5, 6, 0))]
        for name in Ladder.values
    }  # fmt: skip
    assert back == {
        "easy": [100, 100, 100, 100, 50, 50, 0], "middle": [100, 100, 50, 50, 0, 0, 0], "strict": [50, 50, 0, 0, 0, 0, 0],
    }  # fmt: skip
    assert told(RUNGS["middle"]) == ["开始前 3 天以上：全部退还。", "开始前 1 天以上：退 50%。", "再晚就不退了。"]
    assert told(RUNGS["easy"])[-1] == "再晚，只要还没开始：退 50%。"
