"""A shop with very many orders sees each of them, at the cost of a few (10,000 in `make prove`)."""

import os
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shops.fulfilment.queries import PAGE, orders_of
from shops.orders.models import Order, OrderLine, ShopOrder
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.shops import OPENED

pytestmark = [pytest.mark.django_db, pytest.mark.postgres] if os.environ.get("PROVE") else pytest.mark.django_db
MANY = 10_000 if os.environ.get("PROVE") else 500


def copies_of(one: ShopOrder, many: int) -> None:
    """So many orders like this one, of some lines each."""
    whole, line = one.order, one.lines.get()
    plain = {field.attname: getattr(whole, field.attname) for field in Order._meta.concrete_fields if not field.primary_key}
    orders = Order.objects.bulk_create(
        (
            Order(**plain | {"number": f"MANY-{n}", "press": f"many {n}", "placed_at": OPENED + timedelta(seconds=n)})
            for n in range(many)
        ),
        batch_size=500,
    )
    parts = ShopOrder.objects.bulk_create(
        (ShopOrder(order=made, shop_id=one.shop_id, state=one.state, delivery=0, placed_at=OPENED) for made in orders),
        batch_size=500,
    )
    facts = {field.attname: getattr(line, field.attname) for field in OrderLine._meta.concrete_fields if not field.primary_key}
    OrderLine.objects.bulk_create((OrderLine(**facts | {"parcel_id": part.pk}) for part in parts), batch_size=500)


@pytest.fixture
def busy(client, homes):
    """A shop's one order, and its page open."""
    parcel = order(product(price=4900, group_price=None), way="cash").parcels.select_related("shop__owner", "order").get()
    client.force_login(parcel.shop.owner)
    return parcel


def cost(client) -> tuple[int, float]:
    """Queries and seconds of the list."""
    with CaptureQueriesContext(connection) as asked:
        began = time.monotonic()
        assert client.get("/zh-hans/my/shop/orders/").status_code == 200
    return len(asked), time.monotonic() - began


def test_the_list_costs_what_it_costs_with_one(client, busy):
    """Complaints 5 and 6: lists of seconds and megabytes, and a query for each row."""
    client.get("/zh-hans/my/shop/orders/")
    alone, _seconds = cost(client)
    copies_of(busy, MANY)
    queries, seconds = min(cost(client) for _time in range(3))
    assert alone == queries <= 15
    assert seconds < 0.5, f"{seconds:.2f} s for {MANY} orders"
    assert len(client.get("/zh-hans/my/shop/orders/").content) < 100_000


def test_paging_reaches_every_one_of_them(busy):
    """Complaint 7: a list that was cut off at a hundred of 270."""
    copies_of(busy, MANY)
    seen, before = [], None
    while True:
        page = orders_of(busy.shop, busy.state, before)
        seen += [row.pk for row in page.rows]
        if page.older is None:
            break
        before = page.older
    assert len(seen) == len(set(seen)) == MANY + 1
    assert len(page.rows) == (MANY + 1) % PAGE or PAGE
