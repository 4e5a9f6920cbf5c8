"""Goods on sale are found however many of unopened shops match as well."""

import pytest

from demo.indexing import fill_index
from shops.catalogue import search
from shops.franchise.search import search_shops
from tests.factories.catalogue import product
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


def test_goods_and_shops_that_are_not_open_take_nobodys_place(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(search, "MOST", 3)
    monkeypatch.setattr("shops.franchise.search.MOST", 3)
    drafts = [product(of=shop(state="draft")) for _ in range(8)]
    sold = [product(), product()]
    fill_index()
    search.search_products("苦茶")  # content types are remembered from now on
    with django_assert_num_queries(3):
        found = search.search_products("苦茶")
    assert {each.pk for each in found} == {each.pk for each in sold}
    assert [len(each.packs) for each in found] == [1, 1]
    assert {each.pk for each in search_shops("苦茶")} == {each.shop_id for each in sold}
    assert len(drafts) > search.MOST


def test_no_more_than_the_most_are_found(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(search, "MOST", 3)
    for _ in range(5):
        product()
    fill_index()
    assert len(search.search_products("苦茶")) == 3
    assert search.search_products("，") == []
