"""One person's presses at the same instant, and one code that works once: each counts, one after the other."""

import time
from itertools import count

import pytest
from django.db.models import F

from shops.orders import placing
from shops.orders.codes import type_code
from shops.orders.moving import give_up
from shops.promotions import taking
from shops.promotions.coupons import draw_codes
from shops.promotions.models import Coupon, Promotion, Tally, Use
from tests.concurrency.together import AT_ONCE, RACE, at_once, without_locks
from tests.factories.catalogue import product
from tests.factories.orders import TO, basket, order
from tests.factories.promotions import promotion
from tests.factories.shops import OPENED, shop

pytestmark = RACE
PRICE, OFF = 10_000, 1000
_presses = count(1)


def press(made):
    key = f"press {next(_presses)}"

    def act() -> str:
        placing.place(basket=made, press=key, to=TO, way="wechat", total=PRICE - OFF, by=None, language="en", at=OPENED)
        return "ordered"

    return act


@pytest.fixture
def limited(transactional_db):
    """Many baskets with different goods of a shop, all of one mobile number, which may use its promotion once."""
    mine = shop()
    return promotion(of=mine, per_person=1), baskets_of(mine)


def baskets_of(mine):
    """Of goods of their own: nobody waits for another's stock."""
    return [basket(product(of=mine, price=PRICE, group_price=None)) for _n in range(AT_ONCE)]


def test_one_number_uses_it_as_often_as_each_may(limited):
    made, baskets = limited
    assert at_once([press(one) for one in baskets]) == {"ordered": 1, "BasketChanged": AT_ONCE - 1}
    assert set(Tally.objects.values_list("promotion", "uses")) == {(made.pk, 1)}
    assert (Promotion.objects.get().uses, Use.objects.count()) == (1, 1)


def test_looked_at_first_and_counted_then_one_number_uses_it_more_often(limited, monkeypatch):
    """The control."""

    def look_then_count(one, keys, at):
        (key,) = keys
        used = Tally.objects.filter(promotion=one.promotion, key=key).values_list("uses", flat=True).first() or 0
        time.sleep(0.2)  # as long as everybody looks
        if used >= 1:
            raise taking.UsedUp(one.promotion)
        Promotion.objects.filter(pk=one.promotion).update(uses=F("uses") + 1, spent=F("spent") + one.fen)
        Tally.objects.update_or_create(promotion_id=one.promotion, key=key, defaults={"uses": used + 1})

    monkeypatch.setattr(taking, "take_one", look_then_count)
    _made, baskets = limited
    assert at_once([press(one) for one in baskets])["ordered"] > 1


def test_a_code_that_works_once_works_once(transactional_db):
    mine = shop()
    made = promotion(of=mine, way="code")
    (coupon,) = draw_codes(promotion=made, count=1, by=mine.owner, at=OPENED)
    baskets = baskets_of(mine)
    for one in baskets:
        type_code(basket=one, text=coupon.code, at=OPENED)
    assert at_once([press(one) for one in baskets]) == {"ordered": 1, "BasketChanged": AT_ONCE - 1}
    assert (Coupon.objects.get().uses, Promotion.objects.get().uses) == (1, 1)


@pytest.fixture
def used_once(transactional_db):
    """An order that uses a promotion, beside another that does and stays."""
    goods = product(price=PRICE, group_price=None)
    made = promotion(of=goods.shop, budget=5000)
    order(goods)
    return made, order(goods)


def give_back(number: str):
    return lambda: taking.give_back(order=number, at=OPENED)


def test_what_is_given_back_many_times_at_once_is_given_back_once(used_once):
    _made, again = used_once
    assert at_once([lambda: give_up(order=again, to="expired", by=None, at=OPENED)] * AT_ONCE) == {True: 1, False: AT_ONCE - 1}
    assert at_once([give_back(again.number)] * AT_ONCE) == {0: AT_ONCE}
    assert list(Promotion.objects.values_list("uses", "spent")) == [(1, OFF)]


def test_without_the_mark_it_is_given_back_more_than_once(used_once, monkeypatch):
    """The control: the use is looked for, and its mark is not asked for when it is written."""

    def look_then_give(order: str, at) -> int:
        uses = list(Use.objects.filter(order=order, given_back_at=None))
        time.sleep(0.2)
        for use in uses:
            Promotion.objects.filter(pk=use.promotion_id).update(spent=F("spent") - use.fen)
        return Use.objects.filter(order=order).update(given_back_at=at)

    monkeypatch.setattr(taking, "give_back", look_then_give)
    without_locks(monkeypatch)
    _made, again = used_once
    at_once([give_back(again.number)] * 2)
    assert Promotion.objects.values_list("spent", flat=True).get() < OFF
