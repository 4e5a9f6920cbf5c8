"""Visits in the same basket and order as goods: priced by the day, their places taken with the order and given back with it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from shops.availability.checking import Amiss
from shops.availability.models import Night, Stay
from shops.bookings.operations import call_off
from shops.ledger.queries import balances, wrong_balances
from shops.orders.baskets import TooMany, basket_for, join, put_in, put_visit_in, take_visit_out
from shops.orders.models import BasketVisit, Booking, ShopOrder
from shops.orders.moving import expire
from shops.orders.placing import HOLD, BasketChanged
from shops.orders.queries import quote_of
from shops.payments.models import Refund
from shops.standards.models import CommissionRate
from tests.factories.availability import NOW, bookable, rate, session
from tests.factories.bookings import FIRST, UNTIL, basket_with, booked, bookings_of, ordered, seats, stay
from tests.factories.catalogue import product
from tests.factories.orders import TO, offer_of
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def taken() -> list[int]:
    return list(Night.objects.order_by("day").values_list("taken", flat=True))


@pytest.mark.parametrize(("days", "percent", "off"), [(5, 15, 2985), (6, 15, 0), (5, 1, 199)])
def test_who_books_early_pays_less_of_the_hosts_money(days, percent, off):
    """Five days before the first of two nights at 99.50 yuan: half up, once for the whole."""
    CommissionRate.objects.create(category=None, basis_points=1000, from_on=NOW.date())
    room = bookable(early_days=days, early_percent=percent)
    type(room.visit).objects.update(price=9950)
    booking = booked(stay(room))[0]
    line, parcel = booking.line, booking.line.parcel
    assert (line.whole, parcel.total, parcel.order.total) == (19900, 19900 - off, 19900 - off)
    assert list(line.discounts.values_list("amount", "funded_by")) == ([(off, "shop")] if off else [])
    assert sum(row["fen"] for row in booking.price_rows) == parcel.total
    assert [row["zh"] for row in booking.price_rows][1:] == ([f"提前 {days} 天订：减 {percent}%"] if off else [])
    call_off(booking=booking, by=None, at=NOW)
    assert (Refund.objects.get().amount, wrong_balances()) == (19900 - off, [])


def test_a_stay_a_walk_and_tea_are_one_order_with_a_part_for_each():
    mine = shop()
    CommissionRate.objects.create(category=None, basis_points=300, from_on=NOW.date())
    room, walk, tea = bookable(of=mine), bookable("tour", of=mine), product(of=mine, price=4900)
    rate(room, "weekdays", 20000, weekdays=0b0000010)  # Tuesdays
    departure = session(walk)
    basket = basket_with(stay(room), seats(departure, children=1))
    put_in(basket=basket, offer_id=offer_of(tea).pk, packs=1, at=NOW)
    quote = quote_of(basket, TO.region, at=NOW)
    night = room.visit.price
    assert [one.whole for one in quote.visits] == [20000 + night, 3 * walk.visit.price]
    order = ordered(basket=basket, to=TO)
    parts = list(order.parcels.order_by("pk"))
    assert [(one.kind, one.state) for one in parts] == [("goods", "waiting"), ("visit", "waiting"), ("visit", "waiting")]
    assert order.total == quote.total == sum(one.total for one in parts) == stands()["due"]
    assert (taken(), Stay.objects.count(), BasketVisit.objects.count()) == ([1, 1], 2, 0)
    departure.refresh_from_db()
    assert departure.taken == 3
    paid(order, at=NOW)
    assert sorted(order.parcels.values_list("kind", "state")) == [
        ("goods", "to pack"),
        ("visit", "booked"),
        ("visit", "booked"),
    ]
    first, second = bookings_of(order)
    assert (first.line.name_zh_hans, first.line.pack_zh_hans, first.line.basis_points) == (
        room.visit.name_zh_hans, "12月1日至12月3日 · 2 晚 · 1 间房", 300)  # fmt: skip
    assert first.line.pack_en == "1 December to 3 December · 2 nights · 1 room"
    assert second.line.pack_zh_hans == "12月5日 09:00 · 3 人"
    assert sum(row["fen"] for row in first.price_rows) == first.line.whole
    assert not wrong_balances()


def test_nobody_pays_and_the_nights_are_free_again():
    departure = session(bookable("activity"))
    ordered(stay(bookable()), seats(departure))
    assert expire(at=NOW + HOLD) == 1
    departure.refresh_from_db()
    assert (taken(), departure.taken, Stay.objects.filter(released_at=None).count(), stands()) == ([0, 0], 0, 0, {})
    assert set(ShopOrder.objects.values_list("state", flat=True)) == {"cancelled"}


def test_the_last_room_goes_once_and_who_comes_later_is_told_which_night_is_gone():
    room = bookable(rooms=1)
    rival = basket_with(stay(room, first=FIRST + timedelta(days=1), until=UNTIL))
    booked(stay(room))
    with translation.override("en"):
        (seen,) = quote_of(rival, at=NOW).visits
        assert (seen.is_ready, seen.amiss) == (False, "Not free any more: 2 December. Choose other days.")
    with pytest.raises(BasketChanged):
        ordered(basket=rival)
    assert (taken(), Booking.objects.count()) == ([1, 1], 1)


def test_two_rows_of_one_basket_do_not_want_the_same_room_twice():
    room = bookable(rooms=1)
    basket = basket_with(stay(room), stay(room, first=FIRST + timedelta(days=1), until=UNTIL + timedelta(days=1)))
    assert [one.is_ready for one in quote_of(basket, at=NOW).visits] == [True, False]


def test_seats_of_a_session_are_not_counted_with_the_rooms_of_a_visit_that_has_its_key():
    room = bookable(rooms=1)
    departure = session(bookable("tour"), starts_at=datetime(2026, 12, 1, 1, 0, tzinfo=UTC), seats=2, pk=room.visit_id)
    basket = basket_with(stay(room), seats(departure))
    assert [one.is_ready for one in quote_of(basket, at=NOW).visits] == [True, True]


def test_taken_between_the_look_and_the_press_nothing_is_ordered(monkeypatch):
    """Somebody is faster in the instant after the basket was looked at: the places decide."""
    room = bookable(rooms=1)
    mine = basket_with(stay(room))
    quote = quote_of(mine, at=NOW)
    booked(stay(room))
    monkeypatch.setattr("shops.orders.placing.quote_of", lambda *_given, **_named: quote)
    with pytest.raises(BasketChanged):
        ordered(basket=mine)
    assert (Booking.objects.count(), taken(), BasketVisit.objects.count()) == (1, [1, 1], 1)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"first": UNTIL, "until": FIRST}, "Choose a day of leaving after the day you come."),
        ({"first": date(2026, 11, 20), "until": date(2026, 11, 22)}, "That day is over. Choose today or a later day."),
        ({"adults": 0}, "Write how many come, at least one adult."),
        ({"until": FIRST + timedelta(days=400)}, "Nights can be booked until 26 November so far."),
        ({"until": FIRST + timedelta(days=40)}, "Stay at most 14 nights; for longer please ring."),
        ({"rooms": 4}, "There are 3 rooms like this."),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused_in_words_and_nothing_is_kept(wish, words):
    room = bookable()
    with translation.override("en"), pytest.raises(Amiss) as fault:
        basket_with(stay(room, **wish))
    assert (fault.value.words, BasketVisit.objects.count()) == (words, 0)


def test_a_basket_holds_a_visit_once_and_not_too_many_and_a_guests_joins_the_persons():
    room, buyer = bookable(), person("刘燕")
    guest = basket_with(stay(room), stay(room, adults=3), stay(room, first=UNTIL, until=UNTIL + timedelta(days=1)))
    assert list(BasketVisit.objects.filter(basket=guest).values_list("adults", flat=True)) == [3, 2]
    mine = basket_with(stay(room), buyer=buyer)
    join(buyer=buyer, key=guest.key, at=NOW)
    assert list(BasketVisit.objects.filter(basket=mine).order_by("first").values_list("first", "adults")) == [
        (FIRST, 2),
        (UNTIL, 2),
    ]
    for n in range(10):
        put_visit_in(
            basket=mine, wish=stay(room, first=FIRST + timedelta(days=10 + n), until=FIRST + timedelta(days=11 + n)), at=NOW
        )
    with pytest.raises(TooMany):
        put_visit_in(basket=mine, wish=stay(room, first=FIRST + timedelta(days=30), until=FIRST + timedelta(days=31)), at=NOW)
    row = BasketVisit.objects.filter(basket=mine).first()
    assert take_visit_out(basket=basket_for(None, "", NOW), pk=row.pk, at=NOW) is False  # another's
    assert take_visit_out(basket=mine, pk=row.pk, at=NOW) is True
