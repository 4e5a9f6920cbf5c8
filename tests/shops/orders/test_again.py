"""What is still sold of an old order is in the basket with one press; what is not, fewer or dearer is told."""

import pytest

from shops.catalogue.models import Offer
from shops.orders.again import order_again
from shops.orders.baskets import basket_for
from shops.orders.models import BasketLine
from tests.factories.catalogue import product
from tests.factories.orders import basket, offer_of, order
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer(db):
    return person("刘燕")


def test_what_is_sold_is_in_and_what_is_not_or_dearer_or_fewer_is_told(client, homes, buyer):
    one = shop()
    tea, yam, wax = (product(of=one, name_en=name, price=4900) for name in ("Tea", "Yam", "Wax"))
    old = order(tea, yam, wax, packs=3, buyer=buyer, way="cash")
    Offer.objects.filter(pk=offer_of(tea).pk).update(price=5900)
    Offer.objects.filter(pk=offer_of(yam).pk).update(stock=2)
    type(wax).objects.filter(pk=wax.pk).update(state="resting")
    client.force_login(buyer)
    for _twice in range(2):
        page = client.post(f"/en/orders/{old.number}/again/", follow=True).content.decode()
    assert dict(BasketLine.objects.values_list("offer", "packs")) == {offer_of(tea).pk: 3, offer_of(yam).pk: 2}
    assert set(BasketLine.objects.values_list("seen_price", flat=True)) == {5900, 4900}
    for said in ("Not sold just now: Wax.", "Yam: there are only 2.", "Tea costs ¥59 now; it was ¥49."):
        assert said in page


def test_more_that_was_in_the_basket_stays_and_it_costs_the_same_for_many_lines(buyer, django_assert_num_queries):
    one = shop()
    tea = product(of=one)
    few, many = order(tea, buyer=buyer), order(*(product(of=one) for _n in range(12)), buyer=buyer)
    mine = basket(tea, packs=5, buyer=buyer)
    for old in (few, many):
        with django_assert_num_queries(7):
            order_again(order=old, basket=mine, at=OPENED)
    assert BasketLine.objects.get(offer=offer_of(tea)).packs == 5
    assert BasketLine.objects.count() == 13


def test_nothing_of_it_is_sold_any_more(client, homes, buyer):
    tea = product(name_en="Tea")
    old = order(tea, buyer=buyer)
    type(tea).objects.update(state="removed")
    client.force_login(buyer)
    answer = client.post(f"/en/orders/{old.number}/again/")
    assert (answer.url, BasketLine.objects.count()) == (f"/en/orders/{old.number}/", 0)


def test_another_s_order_is_not_there(client, homes, buyer):
    old = order(product(), buyer=buyer)
    client.force_login(person("陈山"))
    assert client.post(f"/en/orders/{old.number}/again/").status_code == 404
    assert basket_for(buyer, "", OPENED).lines.count() == 0
