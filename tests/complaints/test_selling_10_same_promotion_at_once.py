"""Complaint: the same promotion, asked for several times at once, is applied as often. Here it is once on an order, whatever is
pressed how often; two orders of one person are two uses, and no more than each may."""

from itertools import count

import pytest

from shops.orders.codes import type_code
from shops.orders.models import BasketCode, LineDiscount, Order
from shops.orders.placing import BasketChanged, place
from shops.orders.queries import quote_of
from shops.promotions.models import Promotion, Use
from tests.concurrency.together import AT_ONCE, RACE, at_once
from tests.factories.catalogue import product
from tests.factories.orders import TO, basket
from tests.factories.promotions import promotion
from tests.factories.shops import OPENED, shop

_presses = count(1)


def press(made, key: str):
    facts = {"basket": made, "press": key, "to": TO, "way": "cash", "total": 9000, "by": None, "language": "en", "at": OPENED}
    return lambda: place(**facts).total


def coupon_of(mine, **facts):
    return promotion(of=mine, way="code", code="SAME", **facts).coupons.get()


@pytest.mark.django_db
def test_typed_and_pressed_again_it_is_taken_off_once():
    mine = shop()
    goods = product(of=mine, price=10_000)
    coupon, there = coupon_of(mine, per_person=1), basket(goods)
    for _n in range(3):
        type_code(basket=there, text="same", at=OPENED)
    assert (BasketCode.objects.count(), quote_of(there, at=OPENED).total) == (1, 9000)
    assert [press(there, "one")() for _n in range(3)] == [9000] * 3
    assert (Order.objects.count(), LineDiscount.objects.count(), Use.objects.count()) == (1, 1, 1)
    again = basket(goods)
    type_code(basket=again, text="same", at=OPENED)
    with pytest.raises(BasketChanged):
        press(again, "two")()
    coupon.refresh_from_db()
    assert (coupon.uses, Promotion.objects.get().uses) == (1, 1)


class TestAtOnce:
    pytestmark = RACE

    def test_one_press_many_times_at_once_uses_it_once(self, transactional_db):
        mine = shop()
        coupon_of(mine)
        there = basket(product(of=mine, price=10_000))
        type_code(basket=there, text="same", at=OPENED)
        assert at_once([press(there, "the same")] * AT_ONCE) == {9000: AT_ONCE}
        assert (Order.objects.count(), LineDiscount.objects.count(), Promotion.objects.get().uses) == (1, 1, 1)
