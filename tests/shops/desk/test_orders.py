"""A seller packs, hands over, cancels; the buyer's page follows."""

import pytest

from shops.fulfilment.models import Posting
from shops.orders.models import OrderLine, ShopOrder
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client, homes):
    made = shop(name_en="Pan Tea")
    client.force_login(made.owner)
    return made


def sold(mine, **facts) -> ShopOrder:
    return order(product(of=mine), packs=3, **{"way": "cash"} | facts).parcels.get()


def test_a_shop_sees_its_orders_and_no_others_and_none_that_wait_for_payment(client, mine):
    parcel, waiting, other = sold(mine), sold(mine, way="wechat"), sold(shop())
    page = client.get("/en/my/shop/orders/").content.decode()
    assert parcel.order.number in page
    assert waiting.order.number not in page
    assert other.order.number not in page
    assert [client.get(f"/en/my/shop/orders/{one.pk}/").status_code for one in (parcel, waiting, other)] == [200, 404, 404]


def test_an_order_is_handed_over_and_the_buyer_presses_that_it_came(client, mine):
    buyer = person("刘燕")
    parcel = sold(mine, buyer=buyer)
    page = client.get(f"/en/my/shop/orders/{parcel.pk}/").content.decode()
    assert all(words in page for words in ("刘燕", "138 0731 4420", "麓山南路", "¥147", "To take at the door"))
    client.post(f"/en/my/shop/orders/{parcel.pk}/", {"do": "post", "carrier": "sf", "number": "ＳＦ 1234 5678"})
    assert Posting.objects.get().number == "SF12345678"
    client.force_login(buyer)
    path = f"/en/orders/{parcel.order.number}/"
    assert "SF12345678" in client.get(path).content.decode()
    for _n in range(2):
        client.post(f"{path}{parcel.pk}/received/")
    assert ShopOrder.objects.get().state == "received"


def test_a_part_of_it_goes_first(client, mine):
    parcel = sold(mine)
    line = OrderLine.objects.get()
    posted = {"do": "post", "carrier": "zto", "number": "zt123456", f"packs-{line.pk}": "1"}
    client.post(f"/en/my/shop/orders/{parcel.pk}/", posted)
    assert ShopOrder.objects.get().state == "to pack"
    assert "2 left to post" in client.get(f"/en/my/shop/orders/{parcel.pk}/").content.decode()
    page = client.post(f"/en/my/shop/orders/{parcel.pk}/", posted | {"number": "zt999999", f"packs-{line.pk}": "0"})
    assert "at least one" in page.content.decode()


@pytest.mark.parametrize("number", ["", "x", "<script>"])
def test_a_wrong_number_is_explained_and_kept_to_mend(client, mine, number):
    parcel = sold(mine)
    page = client.post(f"/en/my/shop/orders/{parcel.pk}/", {"do": "post", "carrier": "sf", "number": number}).content.decode()
    assert "at least six" in page
    assert "<script>alert" not in page
    assert Posting.objects.count() == 0


def test_it_is_cancelled_with_words(client, mine):
    parcel = sold(mine)
    path = f"/en/my/shop/orders/{parcel.pk}/"
    assert "the buyer reads it" in client.post(path, {"do": "cancel", "reasons": " "}).content.decode()
    assert ShopOrder.objects.get().state == "to pack"
    client.post(path, {"do": "cancel", "reasons": "淋了雨"})
    assert ShopOrder.objects.get().state == "cancelled"


def test_a_buyer_calls_a_part_off_until_it_is_posted_and_a_stranger_does_not(client, mine):
    buyer = person("刘燕")
    parcel = sold(mine, buyer=buyer)
    path = f"/en/orders/{parcel.order.number}/{parcel.pk}/off/"
    assert client.post(path).status_code == 404  # the shop's owner is no buyer
    client.force_login(buyer)
    assert client.get(path).status_code == 405
    client.post(path)
    assert ShopOrder.objects.get().state == "cancelled"


def test_the_list_asks_as_much_for_twenty_orders_as_for_one(client, mine, django_assert_num_queries):
    costs = []
    for count in (1, 19):
        for _n in range(count):
            sold(mine)
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            client.get("/en/my/shop/orders/")
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 12
