"""Complaint: in which order discounts stack nobody knows, nor how they are rounded. Here the order is one table, each line says
in both languages what was used and what was not, and a percentage is rounded half up, once for a line."""

import re

import pytest
from django.utils import translation

from shops.orders.models import LineDiscount
from shops.orders.queries import order_at, quote_of
from shops.promotions.stacking import COMBINES, ORDER, Class
from tests.factories.catalogue import product
from tests.factories.orders import basket, offer_of, order
from tests.factories.promotions import promotion
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def test_the_order_is_one_table():
    assert [str(one) for one in ORDER] == ["shop", "county", "delivery"]
    assert {str(one): sorted(COMBINES[one].after) for one in ORDER} == {
        "shop": [], "county": ["shop"], "delivery": ["county", "replaced", "shop"],
    }  # fmt: skip
    assert all(Class.REPLACED not in COMBINES[one].after for one in (Class.SHOP, Class.COUNTY))


def test_each_line_says_in_both_languages_what_was_used_and_which_was_not(client, homes):
    mine = shop()
    mine.delivery_fees.update(fee=1200)
    tea = product(of=mine, price=4900)
    made = [
        lambda: promotion("percent", basis_points=1000, title_zh_hans="县里九折", title_en="Ten off from the county"),
        lambda: promotion("percent", of=mine, basis_points=1250, title_zh_hans="新茶", title_en="New tea"),
        lambda: promotion("amount", of=mine, amount=300, least=4000, title_zh_hans="小券", title_en="Small coupon"),
        lambda: promotion("delivery", of=mine, title_zh_hans="包邮", title_en="Post free"),
    ]
    for make in made:
        make()
    client.post("/en/basket/put/", {"offer": offer_of(tea).pk, "packs": "1"})
    said = {code: re.sub(r"<[^>]+>|\s+", " ", client.get(f"/{code}/basket/").content.decode()) for code in ("en", "zh-hans")}
    for code, words in {
        "en": ("New tea −¥6.13", "Ten off from the county −¥4.29", "Not used: Small coupon. The best of these was used."),
        "zh-hans": ("新茶 −¥6.13", "县里九折 −¥4.29", "未用：小券。已用最划算的一个。"),
    }.items():
        assert [one for one in words if one not in re.sub(r" +", " ", said[code])] == []


def test_a_percentage_is_rounded_half_up_once_for_a_line_and_the_order_of_entry_is_nothing():
    mine = shop()
    tea, honey = product(of=mine, price=1002, group_price=None), product(of=mine, price=998, group_price=None)
    promotion("percent", basis_points=1250)  # the county's, on what the shop's leaves
    promotion("percent", of=mine, basis_points=250)
    one, other = basket(tea, honey, packs=2), basket(honey, tea, packs=2)
    offs = [[[given.fen for given in line.given] for line in quote_of(each, "far", at=OPENED).lines] for each in (one, other)]
    assert offs[0] == offs[1] == [[50, 244], [50, 243]]  # 50.1 and 49.9 of 20.04 and 19.96; then 244.25 and 243.25 of the rest
    placed = order(tea, honey, packs=2)
    with translation.override("en"):
        rows = list(LineDiscount.objects.order_by("line", "pk").values_list("amount", "funded_by"))
    assert rows == [(50, "shop"), (244, "county"), (50, "shop"), (243, "county")]
    assert order_at(placed.number).total == 4000 - 587
