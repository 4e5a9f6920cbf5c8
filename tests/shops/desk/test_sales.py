"""What a shop has sold: real orders, less discounts and what went back; by week, and of thirty days."""

from datetime import timedelta

import pytest

from shops.desk.figures import Week, sold_by_week
from shops.desk.sales import Sold, sold_lately
from shops.fulfilment.operations import call_off
from shops.orders.models import LineDiscount, Order, OrderLine
from shops.payments.refunds import return_lines
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.payments import paid
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_what_was_sold(django_assert_num_queries):
    one = shop()
    tea, yam = product(of=one, price=4900), product(of=one, price=1000, group_price=None)
    with django_assert_num_queries(1):
        assert sold_by_week(one, OPENED.date()) == []
    mixed = order(tea, yam, packs=2)
    paid(mixed)
    line = OrderLine.objects.get(price=4900)
    LineDiscount.objects.create(line=line, amount=800, funded_by="shop", words_zh_hans="减")
    return_lines(parcel=mixed.parcels.get(), packs={line.pk: 1}, source="return 1", words="", by=None, at=OPENED)
    order(tea, way="cash", at=OPENED - 20 * DAY)
    order(tea, way="cash", at=OPENED - 40 * DAY)
    order(tea)  # nobody paid
    call_off(parcel=order(tea, way="cash").parcels.get(), by=None, at=OPENED)
    Order.objects.filter(pk=order(tea, way="cash").pk).update(way="practice")
    order(product(of=shop()), way="cash")
    with django_assert_num_queries(1):
        assert sold_lately(one, OPENED.date()) == Sold(orders=2, packs=4, fen=4500 + 2000 + 4900)
    weeks = sold_by_week(one, OPENED.date())
    assert [week.fen for week in weeks if week.fen] == [4900, 4900, 6500]
    assert weeks[-1] == Week(OPENED.date() - timedelta(days=OPENED.weekday()), 6500)
    assert len(weeks) == 8
