"""What a basket comes to."""

import pytest

from shops.franchise.models import DeliveryFee
from shops.orders.queries import quote_of
from tests.factories.catalogue import product
from tests.factories.orders import basket, offer_of
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


def test_parcels_are_by_shop_and_sum_to_the_whole():
    one, two = shop(), shop()
    made = basket(
        product(of=one, price=4900),
        product(of=one, price=1000, group_price=None),
        product(of=two, price=250, group_price=None),
        packs=2,
    )
    found = quote_of(made, "far")
    assert [(parcel.shop, parcel.goods, parcel.fee) for parcel in found.parcels] == [(one, 11800, 0), (two, 500, 1200)]
    assert (found.goods, found.delivery, found.total, found.packs, found.is_ready) == (12300, 1200, 13500, 6, True)


@pytest.mark.parametrize(("goods", "fee"), [(9899, 1200), (9900, 0), (9901, 0)])
def test_delivery_is_free_from_the_sum_on_that_the_shop_says(goods, fee):
    assert quote_of(basket(product(price=goods, group_price=None)), "far").delivery == fee


def test_a_shop_that_does_not_post_there_is_named_and_nothing_is_ready():
    made = product()
    found = quote_of(basket(made), "remote")
    assert (found.not_delivered, found.is_ready, found.total) == ([made.shop], False, 4900)
    assert quote_of(basket(product())).not_delivered == []  # nobody has said yet where it goes


def test_what_ran_out_or_is_sold_no_more_stays_in_sight_and_counts_for_nothing():
    gone, short, there = product(price=100, group_price=None), product(price=1000, group_price=None), product(price=10_000)
    made = basket(gone, short, there, packs=3)
    type(gone).objects.filter(pk=gone.pk).update(state="resting")
    type(offer_of(short)).objects.filter(variant__product=short).update(stock=2)
    found = quote_of(made, "hunan")
    assert [(line.sold, line.lacks, line.is_ready) for line in found.lines] == [
        (False, False, False), (True, True, False), (True, False, True),
    ]  # fmt: skip
    assert (found.goods, found.is_ready) == (30_000, False)


def test_a_price_that_changed_since_it_was_seen_is_known():
    made = product(price=100, group_price=None)
    there = basket(made)
    type(offer_of(made)).objects.update(price=120)
    (line,) = quote_of(there).lines
    assert (line.changed, line.seen, line.whole) == (True, 100, 120)


def test_a_basket_is_read_in_five_queries_however_long(django_assert_num_queries):
    for count in (1, 8):
        made = basket(*[product() for _n in range(count)])
        with django_assert_num_queries(5):
            assert len(quote_of(made, "hunan").lines) == count
    with django_assert_num_queries(0):
        assert quote_of(None).lines == []
    assert DeliveryFee.objects.count() == 18
