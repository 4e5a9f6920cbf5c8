"""One press, one order; everything in it is right or nothing is ordered."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.idempotency import KeyReused
from common.states import WrongState
from shops.catalogue.models import Offer, StockMove
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import BasketLine, LineDiscount, Order, OrderLine, ShopOrder
from shops.orders.moving import cancel_part, confirm, expire, give_up, total_of
from shops.orders.placing import HOLD, BasketChanged, NothingWanted, place
from shops.orders.queries import order_at, quote_of
from shops.standards.models import CommissionRate
from tests.factories.catalogue import category, product
from tests.factories.orders import TO, basket, offer_of, order
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def nothing_happened() -> bool:
    """Nothing ordered, taken or owed."""
    return (Order.objects.count(), StockMove.objects.count(), stands()) == (0, 0, {})


def test_an_order_has_a_part_for_each_shop_and_says_what_was_bought_in_its_own_words():
    CommissionRate.objects.create(category=category(), basis_points=400, from_on=OPENED.date())
    one, two, buyer = shop(), shop(), person("刘燕")
    tea, honey = product(of=one, price=4900), product(of=two, price=6800, name_zh_hans="土蜂蜜", name_en="Honey")
    made = order(tea, honey, packs=2, buyer=buyer)
    assert (made.state, made.buyer, made.expires_at - made.placed_at, made.number[:7]) == ("waiting", buyer, HOLD, "261109-")
    assert [(part.shop, part.state, total_of(part)) for part in made.parcels.all()] == [
        (one, "waiting", 9800),
        (two, "waiting", 13600),
    ]
    tea.name_zh_hans = "别的茶"
    tea.save()
    Offer.objects.update(price=1, group_price=None, group_size=None)
    lines = list(
        OrderLine.objects.values_list("name_zh_hans", "name_en", "pack_zh_hans", "price", "packs", "basis_points", "batch")
    )
    assert lines == [
        ("江华苦茶 春芽", "Bitter tea, spring leaf", "250 克/袋", 4900, 2, 400, "PJ-0328-02"),
        ("土蜂蜜", "Honey", "250 克/袋", 6800, 2, 400, "PJ-0328-02"),
    ]
    assert list(Offer.objects.order_by("pk").values_list("stock", flat=True)) == [40, 40]
    assert stands() == {"due": 23400, "held": 23400}
    assert BasketLine.objects.count() == 0


def test_the_same_press_again_is_the_same_order():
    goods = product()
    there = basket(goods, packs=2)
    asked = {
        "basket": there,
        "press": "one",
        "to": TO,
        "way": "wechat",
        "total": 9800,
        "by": None,
        "language": "en",
        "at": OPENED,
    }
    first = place(**asked)
    assert place(**asked) == first
    with pytest.raises(KeyReused):
        place(**asked | {"to": replace(TO, street="别处")})
    with pytest.raises(NothingWanted):  # another press of the same page finds the basket empty
        place(**asked | {"press": "two"})
    assert (Order.objects.count(), offer_of(goods).stock, stands()) == (1, 40, {"due": 9800, "held": 9800})


@pytest.mark.parametrize("what", ["price", "stock", "resting", "suspended", "total", "region"])
def test_what_changed_since_it_was_seen_is_told_and_nothing_is_ordered(what):
    goods = product(price=4900, group_price=None)
    there = basket(goods, packs=2)
    if what == "price":
        Offer.objects.update(price=5000)
    if what == "stock":
        Offer.objects.update(stock=1)
    if what == "resting":
        type(goods).objects.update(state="resting")
    if what == "suspended":
        type(goods.shop).objects.update(state="suspended")
    to = replace(TO, region="remote") if what == "region" else TO
    total = 9700 if what == "total" else 9800
    with pytest.raises(BasketChanged) as told:
        place(basket=there, press="one", to=to, way="wechat", total=total, by=None, language="en", at=OPENED)
    assert told.value.quote.lines[0].offer.variant.product == goods
    assert nothing_happened()
    assert BasketLine.objects.get().packs == 2
    if what == "price":  # told once; the next press with the new sum goes through
        assert place(
            basket=there, press="two", to=TO, way="wechat", total=10_000, by=None, language="en", at=OPENED
        ).number  # fmt: skip


def test_paid_in_time_it_is_packed_and_later_or_twice_it_is_not():
    made = order(product())
    assert [confirm(order=made, at=OPENED) for _n in range(2)] == [True, False]
    assert (made.state, ShopOrder.objects.get().state) == ("confirmed", "to pack")
    late = order(product())
    assert expire(at=OPENED + HOLD) == 1
    assert confirm(order=late, at=OPENED + HOLD) is False
    assert Order.objects.get(pk=late.pk).state == "expired"


def test_not_paid_in_time_everything_goes_back_once():
    goods = product()
    made = order(goods, packs=40)
    assert (offer_of(goods).stock, expire(at=OPENED + HOLD - timedelta(seconds=1))) == (2, 0)
    assert [expire(at=OPENED + HOLD) for _n in range(2)] == [1, 0]
    assert give_up(order=made, to="cancelled", by=None, at=OPENED) is False
    assert (offer_of(goods).stock, stands(), ShopOrder.objects.get().state) == (42, {}, "cancelled")
    assert wrong_balances() == []


def test_cash_waits_for_nothing_and_never_expires():
    made = order(product(), way="cash")
    assert (made.state, made.expires_at, ShopOrder.objects.get().state) == ("confirmed", None, "to pack")
    assert expire(at=OPENED + timedelta(days=9)) == 0


def test_one_part_is_cancelled_alone_and_not_once_it_is_on_its_way():
    goods, other = product(), product()
    made = order(goods, other, way="cash")
    first, second = made.parcels.all()
    cancel_part(parcel=first, by=None, reasons="没货了", at=OPENED)
    assert (offer_of(goods).stock, offer_of(other).stock, second.state) == (42, 41, "to pack")
    ShopOrder.objects.filter(pk=second.pk).update(state="sent")
    for part in (first, second):
        with pytest.raises(WrongState):
            cancel_part(parcel=part, by=None, reasons="再来", at=OPENED)
    assert (offer_of(goods).stock, offer_of(other).stock) == (42, 41)


def test_a_discount_comes_off_what_is_owed_for_the_part():
    part = order(product(price=4900)).parcels.get()
    LineDiscount.objects.create(line=part.lines.get(), amount=600, funded_by="county", words_zh_hans="优惠券")
    assert total_of(part) == 4300


@pytest.mark.parametrize("count", [1, 12])
def test_placing_costs_twenty_five_queries_at_most_and_one_for_each_line(count):
    goods = [product(of=one) for one in (shop(),) for _n in range(count)]
    there = basket(*goods)
    total = quote_of(there, "hunan").total
    with CaptureQueriesContext(
        connection,
    ) as seen:
        place(basket=there, press="one", to=TO, way="wechat", total=total, by=None, language="en", at=OPENED)
    assert len([q for q in seen.captured_queries if "SAVEPOINT" not in q["sql"]]) <= 24 + count


def test_an_order_is_read_in_five_queries_however_long(django_assert_num_queries):
    number = order(*[product() for _n in range(6)]).number
    with django_assert_num_queries(4):
        found = order_at(number)
        assert [len(part.lines.all()) for part in found.parcels.all()] == [1] * 6
