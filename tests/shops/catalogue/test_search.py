"""Goods on sale are found however many of unopened shops match as well, those first whose names have the words."""

import pytest

from cms.asked import Asked
from demo.indexing import fill_index
from shops.catalogue.models import Product
from shops.catalogue.search import goods_found
from shops.franchise.search import search_shops
from tests.factories.catalogue import product
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


def test_goods_and_shops_that_are_not_open_take_nobodys_place(django_assert_num_queries):
    drafts = [product(of=shop(state="draft")) for _ in range(3)]
    sold = [product(), product()]
    resting = product(state=Product.State.RESTING)
    fill_index()
    list(goods_found(Asked("苦茶")))  # content types are remembered from now on
    with django_assert_num_queries(1):
        found = list(goods_found(Asked("苦茶"))[:3])
    assert found == sold[::-1]  # the newest first
    assert {each.pk for each in search_shops("苦茶", 20)} == {each.shop_id for each in [*sold, resting]}
    assert len(search_shops("苦茶", 2)) == 2
    assert len(drafts) == 3


def test_names_that_have_the_words_come_first_the_shortest_before_all(django_assert_num_queries):
    by_kind = product(name_zh_hans="红袋", variety_zh_hans="苦茶")
    long = product(name_zh_hans="江华苦茶明前礼盒装")
    short = product(name_zh_hans="苦茶")
    newest = product(name_zh_hans="春芽", variety_zh_hans="苦茶")
    fill_index()
    assert list(goods_found(Asked("苦茶"))) == [short, long, newest, by_kind]
    assert list(goods_found(Asked("，"))) == []
