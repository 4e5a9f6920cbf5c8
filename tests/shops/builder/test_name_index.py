"""Shops whose names are like another are found without reading all names, and none is missed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import shop_names
from shops.builder.editions import change_front
from shops.builder.models import NameKey
from shops.builder.name_index import keep_names, keys_of, names_like
from shops.builder.naming import near
from shops.franchise.models import Shop
from tests.factories.shops import OPENED, named_shop

LETTERS = "盘磐家苦茶己已aàbО0 ·Z"


@given(one=st.text(LETTERS, min_size=1, max_size=7), other=st.text(LETTERS, min_size=1, max_size=7))
def test_names_that_are_alike_share_a_key(one, other):
    if shop_names.looks_like(one, other) or shop_names.nearly(one, other):
        assert keys_of(one) & keys_of(other)


@pytest.mark.parametrize("other", ["赵家苦茶", "盘家茶", "盘家苦茶坊", "磐家苦茶", "盘 家 苦 茶", "盘苦家茶"])
def test_what_suggestions_shun_shares_a_key(other):
    assert bool(keys_of("盘家苦茶") & keys_of(other)) is (near("盘家苦茶", other) or other == "盘苦家茶")


@pytest.mark.django_db
def test_a_shop_is_found_by_the_name_it_has_now(homes):
    made = named_shop(state=Shop.State.DRAFT)
    assert names_like(["盘家甜茶"]) == [("盘家苦茶", "Pan Family Tea")]
    assert names_like(["盘家甜茶"], besides=made.pk) == names_like([" "]) == []
    change_front(shop=made, by=None, at=OPENED, changes={"name_zh_hans": "赵记油坊", "name_en": ""})
    assert names_like(["盘家甜茶", "Pan Family Tea"]) == []
    assert names_like(["赵记油房"]) == [("赵记油坊", "")]
    assert NameKey.objects.count() == len(keys_of("赵记油坊"))
    keep_names(Shop.objects.get())
    assert NameKey.objects.count() == len(keys_of("赵记油坊"))


@pytest.mark.django_db
@pytest.mark.parametrize("shops", [1, 20])
def test_looking_costs_one_query(homes, shops, django_assert_num_queries):
    for n in range(shops):
        named_shop(name_zh_hans=f"盘家苦茶{n}", name_en="")
    with django_assert_num_queries(1):
        assert len(names_like(["盘家苦茶"])) == min(shops, 10)
