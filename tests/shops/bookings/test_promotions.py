"""Promotions of what is booked by date: off the booking's line, with it to other days, and back with what was paid."""

from datetime import timedelta

import pytest
from django.utils import translation

from shops.bookings import changing, operations
from shops.bookings.changing import When
from shops.bookings.telling import tell_of_bookings
from shops.ledger.queries import balances, wrong_balances
from shops.orders.baskets import put_in
from shops.orders.codes import type_code
from shops.orders.discounting import key_of
from shops.orders.foretelling import Brought, brought_by, foretell
from shops.orders.models import BasketVisit, LineDiscount, Order
from shops.orders.moving import expire
from shops.orders.placing import HOLD
from shops.orders.queries import quote_of
from shops.payments import refunds
from shops.payments.models import Refund
from shops.promotions.coupons import collect
from shops.promotions.making import join
from shops.promotions.models import Promotion
from shops.settlement.statements import whole
from shops.settlement.terms import period_on
from shops.settlement.wording import said
from shops.standards.models import CommissionRate
from tests.factories.availability import NOW, bookable, rate, session
from tests.factories.bookings import FIRST, UNTIL, basket_with, booked, bookings_of, ordered, seats, stay
from tests.factories.catalogue import product
from tests.factories.orders import TO, offer_of
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.promotions import promotion
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def seen(made: Promotion) -> tuple[int, int]:
    return Promotion.objects.values_list("uses", "spent").get(pk=made.pk)


def room_at(price: int, **facts):
    made = bookable(**facts)
    type(made.visit).objects.filter(pk=made.visit_id).update(price=price)
    made.refresh_from_db()
    return made


def rows_of(order: Order) -> list[tuple[str, int, str]]:
    rows = LineDiscount.objects.filter(line__parcel__order=order)
    return [(one.line.name_zh_hans, one.amount, one.funded_by) for one in rows.select_related("line")]


def test_a_coupon_is_split_over_goods_and_visits_of_two_shops_and_each_line_says_who_pays():
    mine, other = shop(), shop()
    room, walk, tea = room_at(10_000, of=mine), bookable("tour", of=other), product(of=mine, price=4900)
    shared = promotion(amount=3000, least=20_000, county_share=5000, scope="both", per_person=1, budget=5000)
    for one in (mine, other):
        join(promotion=shared, shop=one, by=one.owner, at=NOW)
    basket = basket_with(stay(room), seats(session(walk)))
    put_in(basket=basket, offer_id=offer_of(tea).pk, packs=1, at=NOW)
    quote, third = quote_of(basket, TO.region, at=NOW), 2 * walk.visit.price
    order, before = ordered(basket=basket, to=TO), 20_000 + third + 4900
    assert (quote.off_all, order.total) == (3000, before - 3000 + quote.delivery)
    off = {name: (fen, fund) for name, fen, fund in rows_of(order) if fund == "county"}
    by_shop = [fen for _name, fen, fund in rows_of(order) if fund == "shop"]
    assert (len(off), sum(by_shop), sum(fen for fen, _fund in off.values())) == (3, 1500, 1500)
    assert (seen(shared), stands()["due"]) == ((1, 3000), order.total)
    paid(order, at=NOW)
    one, two = bookings_of(order)
    assert (one.paid, two.paid) == (one.line.parcel.total, two.line.parcel.total)
    for booking in (one, two):
        operations.call_off(booking=booking, by=None, at=NOW)
    assert (seen(shared), Refund.objects.count()) == ((1, 3000), 2)  # the tea is still bought with it
    goods = order.parcels.get(kind="goods")
    refunds.return_parcel(parcel=goods, source="all", words="", by=None, at=NOW)
    assert (sum(one.amount for one in Refund.objects.all()), wrong_balances()) == (order.total, [])


def test_of_booking_early_and_a_coupon_the_best_is_used_and_the_line_says_so(client, homes, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    room, buyer = room_at(10_000, early_days=3, early_percent=10), person("刘燕")
    mine = room.visit.shop
    less = promotion("percent", of=mine, scope="visits", basis_points=900, title_en="A little less")
    basket = basket_with(stay(room), buyer=buyer)
    client.force_login(buyer)
    assert quote_of(basket, at=NOW).total == 18_000
    page = client.get("/en/basket/").content.decode()
    assert "Booked 3 days ahead: 10% off <b" in page
    assert "Not used: A little less. The best of these was used." in page
    more = promotion("percent", of=mine, scope="visits", basis_points=1500, way="code", code="QUIET15", title_en="Quiet")
    promotion("percent", county_share=10_000, scope="visits", basis_points=1000, title_en="Come and see")
    type_code(basket=basket, text="quiet 15", at=NOW)
    quote = quote_of(basket, at=NOW)
    assert (quote.total, quote.visits[0].changed) == (15_300, False)  # 85 % of 200 yuan, then 90 % of that
    pages = [client.get("/en/basket/").content.decode()]
    client.post("/en/checkout/", {"name": "刘燕", "phone": "138 0731 4420", "way": "bank"})
    pages.append(client.get("/en/checkout/check/").content.decode())
    for page in pages:
        assert [words for words in ("Quiet <b", "Come and see <b", "−¥30", "−¥17", "¥153") if words not in page] == []
        assert "Not used: Booked 3 days ahead: 10% off. The best of these was used." in page
    order = ordered(basket=basket, buyer=buyer)
    assert [row[1:] for row in rows_of(order)] == [(3000, "shop"), (1700, "county")]
    (made,) = bookings_of(order)
    assert [(row["zh"], row["fen"]) for row in made.price_rows][1:] == [("满减", -3000), ("满减", -1700)]
    assert (seen(less), seen(more)) == ((0, 0), (1, 3000))
    assert expire(at=NOW + HOLD) == 1
    assert seen(more) == (0, 0)


def test_what_comes_back_is_of_what_was_paid_and_the_host_has_the_full_price_of_the_days_that_were_kept():
    """A tenth at the county's cost, of nights at 200 and 120 yuan. Moved to days at 240 the guest pays 216, 72 come back, and the
    host has 240; the ladder gives half of 288 back; who calls off in time, all."""
    CommissionRate.objects.create(category=None, basis_points=300, from_on=NOW.date())
    tenth = promotion("percent", scope="visits", basis_points=1000, county_share=10_000, title_en="County’s tenth")
    room = room_at(12_000)
    mine = room.visit.shop
    rate(room, "festival", 20_000, first=FIRST, until=FIRST + DAY)
    (kept,), (moved,), (off,) = (booked(stay(room)) for _n in range(3))
    assert [one.paid for one in (kept, moved, off)] == [28_800] * 3
    assert changing.change_days(booking=moved, when=When(FIRST + DAY, UNTIL + DAY), by=None, at=NOW) == 7200
    (moved,) = bookings_of(moved.line.parcel.order)
    assert (moved.paid, [row["fen"] for row in moved.price_rows]) == (21_600, [24_000, -2400])
    with pytest.raises(changing.Dearer) as dearer:
        changing.change_days(booking=moved, when=When(FIRST, UNTIL), by=None, at=NOW)
    assert dearer.value.fen == 32_000 - 21_600
    assert changing.change_days(booking=moved, when=When(FIRST + 3 * DAY, UNTIL + 3 * DAY), by=None, at=NOW) == 0
    assert operations.call_off(booking=off, by=None, at=NOW) == 28_800
    assert seen(tenth) == (2, 6400)
    assert operations.call_off(booking=kept, by=None, at=kept.arrives_at - timedelta(hours=1)) == 14_400
    (moved,) = bookings_of(moved.line.parcel.order)
    assert operations.finish(at=moved.leaves_at + operations.OVER_AFTER) == 1
    statement, lines = whole(mine, period_on(FIRST))
    with translation.override("en"):
        told = sorted(said(line.moved) for line in lines)
    assert told == [
        "Sold +¥320, discount at the county’s cost −¥32, returned to the buyer before the goods came −¥144, "
        "the county pays its discount to you +¥16, commission −¥4.80",
        "Sold +¥320, discount at the county’s cost −¥32, returned to the buyer before the goods came −¥72, "
        "the county pays its discount to you +¥24, commission −¥7.20",
    ]
    assert (statement.closing, wrong_balances()) == (16_000 + 24_000 - 480 - 720, [])


def test_dearer_days_are_reckoned_anew_and_a_host_who_cannot_gives_back_what_was_paid():
    room, buyer = room_at(10_000), person("刘燕")
    once = promotion(of=room.visit.shop, scope="visits", way="collected", amount=3000, least=10_000, per_person=1)
    rate(room, "festival", 30_000, first=FIRST + 5 * DAY, until=FIRST + 6 * DAY)
    collect(promotion=once, person=buyer, at=NOW)
    (old,) = booked(stay(room), buyer=buyer)
    basket, when = basket_with(buyer=buyer), When(FIRST + 5 * DAY, FIRST + 6 * DAY)
    changing.book_instead(booking=old, when=when, basket=basket, at=NOW)
    assert (old.paid, quote_of(basket, at=NOW).total) == (17_000, 27_000)  # once each, and that use is given back for it
    order = ordered(basket=basket, buyer=buyer)
    assert (seen(once), quote_of(basket_with(stay(room), buyer=buyer), at=NOW).total) == ((2, 6000), 20_000)
    paid(order, at=NOW)
    assert tell_of_bookings(at=NOW) == 2
    assert (Refund.objects.get().amount, seen(once)) == (17_000, (1, 3000))
    (new,) = bookings_of(order)
    operations.cancel(booking=new, by=room.visit.shop.owner, reasons="客满", at=NOW)
    BasketVisit.objects.all().delete()
    (new,) = booked(stay(room, first=when.first, until=when.until))
    (again,) = booked(stay(room, first=UNTIL, until=UNTIL + 2 * DAY), buyer=buyer)
    assert (again.paid, seen(once)) == (17_000, (1, 3000))
    operations.cancel(booking=again, by=room.visit.shop.owner, reasons="屋顶漏水", at=again.arrives_at - timedelta(hours=1))
    assert (Refund.objects.order_by("-pk")[0].amount, seen(once)) == (17_000, (0, 0))
    operations.miss(booking=new, by=room.visit.shop.owner, at=new.arrives_at + timedelta(hours=6))
    assert (stands()["shop"], wrong_balances()) == (30_000, [])


def test_a_visit_that_costs_nothing_is_booked_at_once_and_keeps_costing_nothing():
    room = room_at(1, ladder=[[72, 100]])
    promotion("amount", of=room.visit.shop, scope="visits", amount=1, least=2)
    promotion("amount", scope="visits", amount=1, least=2)
    order = ordered(stay(room))
    (one,) = bookings_of(order)
    assert (order.total, order.state, one.line.parcel.state, one.paid) == (0, "confirmed", "booked", 0)
    assert tell_of_bookings(at=NOW) == 1
    assert changing.change_days(booking=one, when=When(FIRST + DAY, UNTIL + DAY), by=None, at=NOW) == 0
    (one,) = bookings_of(order)
    assert operations.call_off(booking=one, by=None, at=NOW) == 0
    assert (Promotion.objects.filter(uses=0, spent=0).count(), stands()) == (2, {})
    (late,) = bookings_of(
        ordered(stay(room))
    )  # called off when nothing would come back, it is the host's: what the county pays
    assert operations.call_off(booking=late, by=None, at=late.arrives_at - timedelta(hours=1)) == 0
    late.line.parcel.refresh_from_db()
    assert (late.line.parcel.state, stands(), wrong_balances()) == ("received", {"shop": 1, "discounts": 1}, [])


def test_what_one_for_visits_would_have_cost_and_what_it_brought():
    """Where booking early takes more off a stay, one would not have been used."""
    room = room_at(10_000, early_days=5, early_percent=10)
    mine = room.visit.shop
    booked(stay(room)), booked(stay(room, first=FIRST + DAY, until=UNTIL), at=NOW)
    quiet = promotion("percent", of=mine, scope="visits", basis_points=2000, running=False)
    none = promotion("percent", of=mine, scope="visits", basis_points=500, running=False)
    later = promotion("percent", of=mine, scope="both", basis_points=2000, first=FIRST + DAY, running=False)
    at = NOW + DAY
    told = [(one.orders, one.used, one.goods, one.by_shop) for one in (foretell(each, at) for each in (quiet, none, later))]
    assert told == [(2, 2, 30_000, 6000), (2, 0, 0, 0), (2, 1, 10_000, 2000)]
    running = promotion("percent", of=mine, scope="visits", basis_points=2000)
    booked(stay(room))
    running.refresh_from_db()
    assert brought_by(running, mine) == Brought(1, 20_000, 4000, 0)


def test_two_stays_of_one_room_are_two_lines_of_one_basket():
    room = room_at(10_000)
    quiet = promotion("percent", of=room.visit.shop, scope="visits", basis_points=1000, visits=(room.visit,), first=UNTIL)
    basket = basket_with(stay(room), stay(room, first=UNTIL, until=UNTIL + DAY))
    quote = quote_of(basket, at=NOW)
    assert [one.off for one in quote.visits] == [0, 1000]
    assert len({key_of(one) for one in quote.visits}) == 2
    quiet.visits.clear()  # the one room that was chosen is told of no more: it is not of all rooms therefore
    assert [one.off for one in quote_of(basket, at=NOW).visits] == [0, 0]
