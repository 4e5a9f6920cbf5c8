"""What a shop may not be called, and what it had better not be."""

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.operations import grant_role
from front.permissions import allow_all
from shops.builder.models import FamousBrand
from shops.builder.names import verdict
from shops.franchise.models import Shop
from tests.factories.people import person
from tests.factories.shops import OPENED, named_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(db) -> Shop:
    """A draft; another shop is 盘家苦茶, and 茅台 is a brand."""
    translation.activate("en")
    FamousBrand.objects.create(name="茅台", other_names="Moutai，贵州茅台")
    named_shop()
    return named_shop(state=Shop.State.DRAFT, name_zh_hans="赵记油坊", name_en="Zhao Oil")


@pytest.mark.parametrize(("name", "words"), [
    ("盘家🍵苦茶", "Take this out: 🍵"), ("盘♥茶", "Take this out: ♥"), ("Z̵a̵lgo", "Take this out"),
    ("盘家苦茶", "Another shop is called “盘家苦茶”"), ("盘 家 苦 茶", "Another shop is called"), ("盘·家苦茶", "Another shop is called"),
    ("PAN FAMILY TEA", "Another shop is called “Pan Family Tea”"), ("Pаn Fаmily Tеa", "Another shop is called"),  # Cyrillic а, е
    ("小茅台酒铺", "“茅台” is a known brand"), ("Real Moutai", "is a known brand"), ("ＭＯＵＴＡＩ", "is a known brand"), ("毛台", "is a known brand"),
])  # fmt: skip
def test_a_name_is_refused_with_what_to_do(mine, name, words):
    said = verdict(name, mine)
    assert words in str(said.refused)


@pytest.mark.parametrize("name", ["磐家苦茶", "盘家甜茶", "盘家苦茶坊"])
def test_a_name_that_sounds_or_looks_nearly_like_anothers_is_warned_of(mine, name):
    said = verdict(name, mine)
    assert (said.refused, "nearly the same" in str(said.warned)) == ("", True)


@pytest.mark.parametrize(
    "name", ["赵家苦茶", "河口苦茶", "Nest Tea", "瑶山小米铺", "Chen & Daughters’ Honey (Hekou)", "赵记油坊"]
)
def test_a_name_of_ones_own_is_welcome(mine, name):
    assert verdict(name, mine).refused == verdict(name, mine).warned == ""


def test_a_closed_shop_frees_its_name(mine):
    Shop.objects.filter(name_zh_hans="盘家苦茶").update(state=Shop.State.CLOSED)
    assert verdict("盘家苦茶", mine).refused == ""


def test_the_form_refuses_keeps_what_was_typed_and_does_not_ask_again_about_the_name_one_has(client, mine, homes):
    client.force_login(mine.owner)
    typed = {"name_zh_hans": "盘家苦茶", "name_en": "", "seal": "🍵", "band": "tea", "cloth": "red", "layout": "gallery"}
    page = client.post("/en/my/shop/change/sign/", typed).content.decode()
    assert page.count("Another shop is called “盘家苦茶”.") == 2
    assert page.count("A seal is one character of your name, not a picture.") == 2
    assert 'value="盘家苦茶"' in page
    mine.refresh_from_db()
    assert mine.name_zh_hans == "赵记油坊"
    Shop.objects.exclude(pk=mine.pk).update(name_zh_hans="赵记油坊")  # taken by another since
    hidden = "\u202e\u200b赵记油坊\ufeff"
    assert client.post("/en/my/shop/change/sign/", {**typed, "name_zh_hans": hidden, "seal": "赵"}).status_code == 302
    mine.refresh_from_db()
    assert (mine.name_zh_hans, mine.layout) == ("赵记油坊", "gallery")


def test_two_hundred_characters_are_too_many(client, mine, homes):
    client.force_login(mine.owner)
    typed = {"name_zh_hans": "茶" * 200, "seal": "赵", "band": "tea", "cloth": "red"}
    assert client.post("/en/my/shop/change/sign/", typed).status_code == 200
    mine.refresh_from_db()
    assert mine.name_zh_hans == "赵记油坊"


def test_managers_keep_the_list_of_brands_in_the_cms_and_nobody_else_does(client, mine, homes):
    for _ in range(2):
        allow_all()
    manager = person("冯志强")
    grant_role(user=manager, role="franchise manager", by=None, at=OPENED)
    add = reverse("famousbrand:add")
    client.force_login(mine.owner)
    client.post(add, {"name": "华为", "other_names": ""})
    assert FamousBrand.objects.count() == 1
    client.force_login(manager)
    client.post(add, {"name": " 华\u200b为 ", "other_names": "Huawei"})
    assert "“华为”" in str(verdict("华为茶行", mine).refused)


def test_the_last_step_says_what_is_unwise_in_a_name_from_the_coursework(client, mine, homes):
    client.force_login(mine.owner)
    assert "Another shop is called" not in client.get("/en/my/shop/change/check/").content.decode()
    Shop.objects.filter(pk=mine.pk).update(name_zh_hans="盘家苦茶")
    assert "Another shop is called “盘家苦茶”." in client.get("/en/my/shop/change/check/").content.decode()
