"""Promotions on a basket and on its order: what each line pays, who funds it, what comes back, and what is free again."""

from datetime import timedelta
from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shops.fulfilment import operations as fulfilment
from shops.ledger import postings
from shops.ledger.queries import balances, wrong_balances
from shops.orders.baskets import join as join_basket
from shops.orders.baskets import put_visit_in
from shops.orders.codes import NotKnown, TooManyCodes, type_code
from shops.orders.models import BasketCode, BasketLine, LineDiscount, Order
from shops.orders.moving import cancel_part, confirm, expire
from shops.orders.placing import HOLD, BasketChanged, place
from shops.orders.queries import order_at, quote_of
from shops.payments import refunds
from shops.payments.models import Payment
from shops.promotions.coupons import collect, draw_codes
from shops.promotions.making import join, stop
from shops.promotions.models import Joined, Promotion, Use
from shops.settlement.order_money import money_of
from shops.settlement.statements import whole
from shops.settlement.wording import parts_of
from tests.factories.availability import NOW, bookable
from tests.factories.bookings import stay
from tests.factories.catalogue import category, product
from tests.factories.orders import TO, basket, offer_of, order
from tests.factories.people import person
from tests.factories.promotions import promotion
from tests.factories.settlement import PERIOD
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def seen(made: Promotion) -> tuple[int, int]:
    return Promotion.objects.values_list("uses", "spent").get(pk=made.pk)


def why_not(basket, **more) -> dict[str, str]:
    return {one.promotion.title_zh_hans: str(one.why) for one in quote_of(basket, "far", at=OPENED, **more).not_given}


def test_an_order_keeps_what_was_taken_off_each_line_and_who_pays_it():
    mine = shop()
    tea, honey = product(of=mine, price=4900), product(of=mine, price=6800)
    three = promotion("together", of=mine, packs=3, amount=15_000, title_zh_hans="三件一起", title_en="Three together")
    shared = promotion(amount=1000, least=15_000, county_share=7000, title_zh_hans="县里补")
    assert quote_of(basket(tea, honey, packs=2), "far", at=OPENED).total == 23_400 - 3500  # the shop has not agreed to pay 30 %
    join(promotion=shared, shop=mine, by=mine.owner, at=OPENED)
    BasketLine.objects.all().delete()
    made = order(tea, honey, packs=2)
    rows = [
        (one.line.offer.variant.product, one.amount, one.funded_by, one.words_zh_hans) for one in LineDiscount.objects.all()
    ]
    assert rows == [
        (tea, 927, "shop", "三件一起"), (tea, 134, "shop", "县里补"), (tea, 312, "county", "县里补"),
        (honey, 2573, "shop", "三件一起"), (honey, 166, "shop", "县里补"), (honey, 388, "county", "县里补"),
    ]  # fmt: skip
    assert (made.total, stands()) == (18_900, {"due": 18_900, "held": 18_900})
    assert [(use.promotion, use.by_shop, use.by_county) for use in Use.objects.all()] == [(three, 3500, 0), (shared, 300, 700)]
    assert (seen(three), seen(shared)) == ((1, 3500), (1, 1000))


def test_what_comes_to_nothing_gives_uses_and_budget_back_once():
    mine = shop()
    once = promotion(of=mine, per_person=1, most_uses=1, budget=1000, title_zh_hans="一次")
    goods, buyer = product(of=mine, price=10_000), person("刘燕")
    order(goods, buyer=buyer)
    assert (seen(once), why_not(basket(goods, packs=1))) == ((1, 1000), {})
    assert [expire(at=OPENED + HOLD) for _n in range(2)] == [1, 0]
    assert seen(once) == (0, 0)
    again = order(goods, buyer=buyer, way="cash")
    assert (again.total, seen(once)) == (9000, (1, 1000))
    cancel_part(parcel=again.parcels.get(), by=None, reasons="没货了", at=OPENED)
    assert (seen(once), Use.objects.filter(given_back_at=None).count()) == ((0, 0), 0)
    kept = order(goods, buyer=buyer)
    confirm(order=kept, at=OPENED)
    assert expire(at=OPENED + timedelta(days=9)) == 0
    assert seen(once) == (1, 1000)


@pytest.mark.parametrize("what", ["used up", "stopped", "person"])
def test_one_that_is_gone_since_it_was_seen_is_told_and_nothing_is_ordered(what):
    mine = shop()
    one = promotion(of=mine, most_uses=1, per_person=1, title_zh_hans="只有一次")
    goods = product(of=mine, price=10_000)
    there = basket(goods)
    total = quote_of(there, TO.region, phone=TO.phone, at=OPENED).total
    if what == "stopped":
        stop(promotion=one, by=mine.owner, at=OPENED)
    else:
        Promotion.objects.filter(pk=one.pk).update(most_uses=1 if what == "used up" else 9)
        place(
            basket=basket(goods), press="rival", to=TO, way="cash", total=9000, by=None, language="en", at=OPENED
        )  # fmt: skip
    with pytest.raises(BasketChanged) as told:
        place(basket=there, press="one", to=TO, way="cash", total=total, by=None, language="en", at=OPENED)
    assert (total, told.value.quote.total) == (9000, 10_000)
    assert (Order.objects.filter(press="one").count(), BasketLine.objects.filter(basket=there).count()) == (0, 1)


def test_a_code_is_the_same_however_it_is_typed_and_says_why_it_is_not_used():
    mine = shop()
    spring = promotion(of=mine, way="code", code="春茶 88", title_zh_hans="春茶")
    promotion(of=mine, way="code", code="LATER-1", title_zh_hans="首单", first_order=True, amount=2000)
    there = basket(product(of=mine, price=10_000))
    assert quote_of(there, at=OPENED).total == 10_000
    for text in ("春茶88", " 春 茶 ８８ ", "春茶－８８"):
        assert type_code(basket=there, text=text, at=OPENED).promotion == spring
    assert (quote_of(there, at=OPENED).total, BasketCode.objects.count()) == (9000, 1)
    type_code(basket=there, text="later１", at=OPENED)
    assert (quote_of(there, phone=TO.phone, at=OPENED).total, why_not(there)) == (8000, {"春茶": "best"})
    order(product())  # the same mobile number
    assert (quote_of(there, phone=TO.phone, at=OPENED).total, why_not(there, phone=TO.phone)) == (9000, {"首单": "first"})
    join_basket(buyer=(buyer := person("刘燕")), key=there.key, at=OPENED)  # they sign in: the codes come along
    there = basket(buyer=buyer)
    stop(promotion=spring, by=mine.owner, at=OPENED)
    assert why_not(there, phone=TO.phone) == {"首单": "first", "春茶": "stopped"}
    with pytest.raises(NotKnown):
        type_code(basket=there, text="NOTHING", at=OPENED)
    many = promotion(of=mine, way="code", title_zh_hans="一码一次")
    first, second = draw_codes(promotion=many, count=2, by=mine.owner, at=OPENED)
    type_code(basket=there, text=first.code, at=OPENED)
    type_code(
        basket=there, text=f"{second.code[:5]} {second.code[5:]}".lower(), at=OPENED
    )  # of one promotion the last one stays
    assert sorted(code.coupon.code for code in quote_of(there, at=OPENED).codes) == sorted(["春茶88", "LATER1", second.code])
    for n in range(3):
        promotion(of=mine, way="code", code=f"MORE{n}")
    for n in range(2):
        type_code(basket=there, text=f"MORE{n}", at=OPENED)
    with pytest.raises(TooManyCodes):
        type_code(basket=there, text="MORE2", at=OPENED)


def test_what_is_collected_is_used_by_itself_and_as_often_as_each_may():
    mine, buyer = shop(), person("刘燕")
    one = promotion(of=mine, way="collected", per_person=1)
    goods = product(of=mine, price=10_000)
    assert [collect(promotion=one, person=buyer, at=OPENED) for _n in range(2)] == [True, False]
    assert quote_of(basket(goods), at=OPENED).total == 10_000
    assert order(goods, buyer=buyer).total == 9000
    assert quote_of(basket(goods, buyer=buyer), at=OPENED).total == 10_000


def test_the_county_s_free_delivery_reaches_the_shop_and_goes_back_with_the_postage():
    """Who funds the postage is kept: the shop is paid its fee, and the books balance through refunds."""
    mine = shop()
    mine.delivery_fees.filter(region="hunan").update(fee=1200)
    promotion("delivery", most=900, county_share=5000, title_zh_hans="县里补运费").joined.create(shop=mine, at=OPENED)
    made = order(product(of=mine, price=4000, group_price=None), packs=2)
    parcel = made.parcels.get()
    assert (parcel.delivery, parcel.postage_by_shop, parcel.postage_by_county, parcel.fee, made.total) == (
        300,
        450,
        450,
        1200,
        8300,
    )
    facts = {
        "order": made,
        "way": "wechat",
        "number": "P1",
        "amount": 8300,
        "state": "paid",
        "started_at": OPENED,
        "paid_at": OPENED,
    }
    payment = Payment.objects.create(**facts)
    confirm(order=made, at=OPENED)
    postings.pay(order=made.number, source=f"payment {payment.pk}", way="wechat", amount=8300, at=OPENED)
    parcel.refresh_from_db()
    fulfilment.post(parcel=parcel, carrier="own", number="", packs=None, by=mine.owner, at=OPENED)
    fulfilment.receive(parcel=parcel, by=None, at=OPENED)
    assert stands() == {"wechat": 8300, "shop": 8750, "discounts": 450}
    statement, (line,) = whole(mine, PERIOD)
    for moved in (statement.moved, line.moved):
        told = {part.words: part.fen for part in parts_of(moved)}
        assert told == {"卖出": 9200, "优惠（您承担）": -450, "优惠（县里承担）": -450, "县里补的优惠": 450}
    (sold,) = parcel.lines.all()
    more = {"parcel": parcel, "words": "", "by": None, "at": OPENED}
    refunds.return_lines(packs={sold.pk: 1}, delivery=100, source="one", **more)
    assert stands() == {"wechat": 8300, "returning": 4100, "shop": 4500, "discounts": 300}
    refunds.return_parcel(source="rest", **more)
    assert stands() == {"wechat": 8300, "returning": 8300}
    assert wrong_balances() == []
    assert money_of(made).by_county == 0


def test_postage_that_nobody_paid_stays_the_shop_s_while_anything_was_kept():
    mine = shop()
    mine.delivery_fees.filter(region="hunan").update(fee=1200)
    promotion("delivery")
    made = order(product(of=mine, price=4000, group_price=None), packs=2, way="cash")
    parcel = made.parcels.get()
    fulfilment.post(parcel=parcel, carrier="own", number="", packs=None, by=mine.owner, at=OPENED)
    fulfilment.receive(parcel=parcel, by=None, at=OPENED)
    (sold,) = parcel.lines.all()
    assert stands() == {"collected": 8000, "shop": 9200, "discounts": 1200}
    for n, shop_has in ((1, 5200), (2, 0)):
        refunds.return_lines(
            parcel=parcel, packs={sold.pk: 1}, source=f"return {n}", words="", by=None, at=OPENED
        )  # fmt: skip
        assert stands().get("shop", 0) == shop_has


def test_an_order_that_costs_nothing_waits_for_no_payment():
    mine = shop()
    promotion(
        "bundle", of=mine, offers=tuple(offer_of(product(of=mine, price=1, group_price=None)) for _n in range(2)), amount=1
    )
    made = order(*mine.products.all())
    assert (made.total, made.state) == (1, "waiting")
    promotion(amount=1, least=2)
    free = order(*mine.products.all())
    assert (free.total, free.state, order_at(free.number).parcels.all()[0].state) == (0, "confirmed", "to pack")


def test_thirty_lines_with_two_hundred_promotions_are_priced_in_fifty_milliseconds_and_ten_queries():
    """Ten of the lines are stays, each of its own room; codes stand in the basket, and shops pay their part of some."""
    shops, tea = [shop() for _n in range(6)], category()
    goods = [product(of=shops[n % 6], price=1900 + 310 * n, group_price=None) for n in range(20)]
    rooms = [bookable(of=shops[n % 6], early_days=3, early_percent=5 + n) for n in range(10)]
    kinds = [
        lambda n: promotion(of=shops[n % 6], amount=500 + n, least=9900 + 100 * n, per_person=3),
        lambda n: promotion("percent", of=shops[n % 6], basis_points=300 + n, offers=(offer_of(goods[n % 18]),)),
        lambda n: promotion("together", of=shops[n % 6], packs=3, amount=5000 + n),
        lambda n: promotion(amount=1000 + n, least=20_000, category=tea, county_share=10_000, first_order=True),
        lambda n: promotion("delivery", of=shops[n % 6], least=5000 + n, per_person=2),
        lambda n: promotion("percent", of=shops[n % 6], basis_points=800 + n, scope="visits", visits=(rooms[n % 6].visit,)),
        lambda n: promotion(amount=2000 + n, least=30_000, scope="both", county_share=5000),
        lambda n: promotion("percent", of=shops[n % 6], basis_points=900 + n, way="code", code=f"MANY{n}", scope="both"),
    ]
    for n in range(200):
        kinds[n % 8](n)
    assert Promotion.objects.filter(state="running").count() == 200
    there = basket(*goods, packs=3, buyer=person("刘燕"))
    for room in rooms:
        put_visit_in(basket=there, wish=stay(room), at=NOW)
    for n in (7, 15):
        type_code(basket=there, text=f"MANY{n}", at=NOW)
    Joined.objects.bulk_create(
        Joined(promotion=one, shop=shops[0], at=NOW) for one in Promotion.objects.filter(county_share=5000)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        found = quote_of(there, "far", phone=TO.phone, at=NOW)
    assert (len(found.lines), len(found.visits)) == (20, 10)
    assert all(line.off for line in (*found.lines, *found.visits))
    assert any(line.given for line in found.visits)
    assert len(asked) <= 10
    took = []
    for _n in range(5):
        began = process_time()
        quote_of(there, "far", phone=TO.phone, at=NOW)
        took.append(process_time() - began)
    print(f"\n30 lines, 200 promotions: {len(asked)} queries, {min(took) * 1000:.1f} ms")
    assert min(took) <= 0.050
