"""The inspector's pages."""

import pytest

from shops.catalogue.models import CategoryRule
from shops.franchise.forms import POINTS
from shops.franchise.models import Inspection, Shop
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
ALL = [name for name, _ in POINTS]


@pytest.fixture
def inspector(client, homes):
    made = person("冯志强", role="franchise manager")
    client.force_login(made)
    return made


def test_shops_that_wait_are_listed(client, inspector):
    waiting, draft = shop(state="sent", name_en="Waits"), shop(state="draft", name_en="Sews")
    page = client.get("/en/franchise/").content.decode()
    assert "Waits" in page
    assert "Sews" not in page
    assert (waiting.state, draft.state) == ("sent", "draft")


@pytest.mark.parametrize("role", [None, "trainee", "mentor", "editor", "programme manager", "shopper"])
def test_others_do_not_learn_that_there_is_a_list(client, homes, role):
    made = product(of=shop(state="sent")).shop
    client.force_login(person("陈", role=role))
    for path in ("/en/franchise/", f"/en/franchise/{made.pk}/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"decision": "open", "points": ALL}).status_code == 404
    assert (Shop.objects.get().state, Inspection.objects.count()) == ("sent", 0)


def test_a_stranger_is_asked_to_sign_in(client, homes):
    answer = client.get("/en/franchise/")
    assert (answer.status_code, answer["Location"].startswith("/en/account/sign-in/?next=")) == (302, True)


def test_a_shop_is_opened_when_every_point_is_ticked(client, inspector):
    made = product(of=shop(state="sent")).shop
    assert client.post(f"/en/franchise/{made.pk}/", {"decision": "open", "points": ALL}).status_code == 302
    assert Shop.objects.get().state == "open"


def test_opening_twice_says_so_and_changes_nothing(client, inspector):
    made = product(of=shop(state="sent")).shop
    for _ in range(2):
        client.post(f"/en/franchise/{made.pk}/", {"decision": "open", "points": ALL})
    assert (Shop.objects.get().state, Inspection.objects.count()) == ("open", 1)


def test_a_shop_is_returned_with_the_words_typed(client, inspector):
    made = product(of=shop(state="sent")).shop
    client.post(f"/en/franchise/{made.pk}/", {"decision": "return", "reasons": "批号看不清。\n请重拍。"})
    assert Shop.objects.get().state == "returned"
    assert Inspection.objects.get().reasons == "批号看不清。\n请重拍。"


def test_nobody_inspects_their_own(client, inspector):
    made = shop(state="sent", owner=inspector)
    assert client.post(f"/en/franchise/{made.pk}/", {"decision": "open", "points": ALL}).status_code == 404
    assert Shop.objects.get().state == "sent"


def test_the_page_shows_what_is_to_be_inspected(client, inspector):
    made = product(of=shop(state="sent", story_en="<script>alert(1)</script>")).shop
    page = client.get(f"/en/franchise/{made.pk}/").content.decode()
    for words in ("盘家苦茶", "PJ-0328-02", "¥49", "¥38", "Hunan free", "JH-2026-7K3F9Q", "Return it"):
        assert words in page
    assert "<script>alert" not in page


def test_an_unfinished_decision_is_explained_and_changes_nothing(client, inspector):
    made = product(of=shop(state="sent")).shop
    page = client.post(f"/en/franchise/{made.pk}/", {"decision": "open", "points": ALL[:3]}).content.decode()
    assert page.count("Tick every point you have looked at") == 2
    page = client.post(f"/en/franchise/{made.pk}/", {"decision": "return", "reasons": "  "}).content.decode()
    assert page.count("they read exactly these words.") == 2
    assert (Shop.objects.get().state, Inspection.objects.count()) == ("sent", 0)


def test_the_inspector_reads_what_the_rules_say_against_the_goods(client, inspector):
    made = product(of=shop(state="sent"), about_zh_hans="能治疗感冒。")
    CategoryRule.objects.create(kind="words", words="治疗", message_en="No cures.", source_en="Advertising Law")
    page = client.get(f"/en/franchise/{made.shop_id}/").content.decode()
    assert "“能<mark>治疗</mark>感冒。” – No cures." in page
