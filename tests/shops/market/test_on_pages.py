"""Goods on the county's pages: only what can be bought now, the same cost for one and for many, none for nothing."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import CultureIndexPage, CulturePage
from common.clock import now, shanghai_day
from shops.catalogue.models import Offer, Product, Tie
from shops.catalogue.ties import set_ties
from shops.franchise.models import Shop
from shops.market.on_pages import MOST, OF_A_SHOP, offered_at
from tests.factories.catalogue import photo, product
from tests.factories.pages import child
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
TODAY = shanghai_day(now())


@pytest.fixture
def brocade(homes):
    cache.clear()
    under = child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    return child(under, CulturePage, "brocade", {"title": "瑶锦"}, {"title": "Brocade"}, kind="craft")


def tie(page, **of) -> None:
    Tie.objects.create(page_key=page.translation_key, at=now(), **of)


def shown(page) -> list[int]:
    cache.clear()
    return [one.product.pk for one in offered_at(page.translation_key, TODAY)]


def test_goods_linked_themselves_come_first_then_those_of_linked_shops(brocade):
    own, of_shop = product(), [product(of=shop())]
    of_shop += [product(of=of_shop[0].shop) for _n in range(OF_A_SHOP)]
    product()
    tie(brocade, product=own)
    tie(brocade, shop=of_shop[0].shop)
    tie(brocade, product=of_shop[0])
    assert shown(brocade) == [of_shop[0].pk, own.pk, *(one.pk for one in of_shop[:1:-1])][: 2 + OF_A_SHOP - 1]


@pytest.mark.parametrize(
    "why",
    ["sold out", "resting", "draft", "removed", "suspended", "closed", "booking is over"],
)
def test_what_cannot_be_bought_drops_out_by_itself(brocade, why):
    gone, stays = product(), product()
    tie(brocade, product=gone)
    tie(brocade, product=stays)
    if why == "sold out":
        Offer.objects.filter(variant__product=gone).update(stock=0)
    elif why in ("suspended", "closed"):
        Shop.objects.filter(pk=gone.shop_id).update(state=why)
    elif why == "booking is over":
        yesterday, later = TODAY - timedelta(days=1), TODAY + timedelta(days=9)
        Product.objects.filter(pk=gone.pk).update(presale_from=yesterday, presale_until=yesterday, ships_from=later)
    else:
        Product.objects.filter(pk=gone.pk).update(state=why)
    assert shown(brocade) == [stays.pk]


def test_it_costs_two_queries_for_one_and_for_many_one_for_nothing_and_then_none(brocade, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert offered_at(brocade.translation_key, TODAY) == []
    with django_assert_num_queries(0):
        assert offered_at(brocade.translation_key, TODAY) == []
    for count in (1, 20):
        for _n in range(count):
            photo(made := product())
            tie(brocade, product=made)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            found = offered_at(brocade.translation_key, TODAY)
            assert all(one.product.covers[0].photo.url(320) and one.product.packs[0].offer.price for one in found)
        assert (len(queries), len(found)) == (2, min(count, MOST))


def test_the_page_shows_it_as_soon_as_it_is_linked_and_the_product_leads_back(
    client, brocade, django_capture_on_commit_callbacks
):
    made = product()
    path = "/en/culture/brocade/"
    assert 'id="offers"' not in client.get(path).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        set_ties(of=made, keys=[brocade.translation_key], by=made.shop.owner, at=now())
    words = client.get(path).content.decode()
    assert f'href="/en/products/{made.slug}/"' in words.partition('id="offers"')[2]
    back = client.get(f"/en/products/{made.slug}/").content.decode()
    assert (
        '<dt>It carries</dt><dd><a class="link" href="/en/culture/brocade/">Brocade<span class="vh">: read about it</span>'
        in back
    )
    brocade.live = False
    brocade.save()
    type(brocade).objects.filter(translation_key=brocade.translation_key).update(live=False)
    assert "It carries" not in client.get(f"/en/products/{made.slug}/").content.decode()
