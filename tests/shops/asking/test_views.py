"""The pages: asking with and without an account, the shop's list, the product's page, the CMS; what each costs."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.operations import grant_role
from front.permissions import allow_all
from shops.asking.models import Question
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.shops import OPENED, shop
from tests.shops.asking.test_operations import answered, asked

pytestmark = pytest.mark.django_db
TYPED = {"words": "苦吗？", "phone": "138 0731 4420", "press": "once"}


def ask(client, goods, **typed):
    return client.post(f"/en/products/{goods.slug}/questions/", TYPED | typed)


def cost(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_guest_asks_and_opens_the_answer_by_its_address_in_another_browser(client, homes):
    goods = product()
    address = ask(client, goods)["Location"]
    assert ask(client, goods)["Location"] == address
    question = Question.objects.get()
    assert (question.phone, question.asker, address) == ("+8613807314420", None, f"/en/questions/{question.key}/")
    answered(question, is_public=False)
    page = client.get(address)
    assert ("先苦后甜。" in page.content.decode(), page["X-Robots-Tag"]) == (True, "noindex, nofollow")
    assert "0731" not in page.content.decode()
    assert "先苦后甜。" not in client.get(f"/en/products/{goods.slug}/questions/").content.decode()


def test_a_person_s_question_is_theirs_alone(client, homes):
    goods, someone = product(), person()
    client.force_login(someone)
    address = client.post(f"/en/products/{goods.slug}/questions/", {"words": "苦吗？"})["Location"]
    assert Question.objects.get().asker == someone
    assert client.get(address).status_code == 200
    client.force_login(person())
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address)["Location"].startswith("/en/account/sign-in/?next=/en/questions/")


@pytest.mark.parametrize(("typed", "said"), [
    ({"words": ""}, "Write what you want to know."),
    ({"words": "字" * 501}, "1 character too many"),
    ({"words": "苦吗？ www.example.com"}, "Leave out web addresses"),
    ({"phone": "12345"}, "Enter an 11-digit mobile number"),
    ({"phone": ""}, "Enter an 11-digit mobile number"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, homes, typed, said):
    page = ask(client, product(), **typed).content.decode()
    assert said in page
    assert (TYPED | typed)["words"] in page
    assert Question.objects.count() == 0


def test_too_many_questions_of_one_number_wait_and_another_number_asks(client, homes, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"ask_grower": "2/d/key"}
    goods = product()
    pages = [ask(client, goods, press=str(n)) for n in range(3)]
    assert [page.status_code for page in pages] == [302, 302, 200]
    assert "Ask again tomorrow" in pages[2].content.decode()
    assert "苦吗？" in pages[2].content.decode()
    assert ask(client, goods, press="0").status_code == 302  # a press that came before
    assert ask(client, goods, phone="13907314420").status_code == 302
    assert Question.objects.count() == 3
    cache.clear()


def test_what_is_not_in_the_market_has_no_questions(client, homes):
    for goods in (product(state="draft"), product(of=shop(state="draft"))):
        assert [client.get(f"/en/products/{goods.slug}/questions/").status_code, ask(client, goods).status_code] == [404, 404]
    assert client.get("/en/questions/nothing/").status_code == 404
    assert Question.objects.count() == 0


def test_a_product_s_page_shows_three_answers_and_how_many_there_are(client, homes):
    goods = product()
    page = f"/en/products/{goods.slug}/"
    bare = cost(client, page)
    for n in range(4):
        answered(asked(goods, press=str(n), words=f"第{n}问", asker=person("刘燕")), is_public=True)
    answered(asked(goods, press="private", words="私下问"), is_public=False)
    shown = client.get(page).content.decode()
    assert re.findall(r"第\d问|私下问", shown) == ["第3问", "第2问", "第1问"]
    assert ("All 4 answers" in shown, "刘燕" in shown, cost(client, page)) == (True, False, bare + 1)
    everything = client.get(f"{page}questions/").content.decode()
    assert re.findall(r"第\d问|私下问", everything) == ["第3问", "第2问", "第1问", "第0问"]


def test_the_shop_sees_its_questions_answers_changes_and_declines(client, homes):
    mine = shop()
    goods = product(of=mine)
    first, second, other = asked(goods, press="1"), asked(goods, press="2", words="甜吗？"), asked()
    client.force_login(mine.owner)
    page = client.get("/en/my/shop/questions/").content.decode()
    assert (page.index("苦吗？") < page.index("甜吗？"), "0731" in page) == (True, False)
    one = f"/en/my/shop/questions/{first.pk}/"
    assert "Leave out" in client.post(one, {"do": "answer", "words": "打 13807314420"}).content.decode()
    assert "打 13807314420" in client.post(one, {"do": "answer", "words": "打 13807314420"}).content.decode()
    for _n in range(2):
        client.post(one, {"do": "answer", "words": "苦。", "is_public": "on"})
    client.post(f"/en/my/shop/questions/{second.pk}/", {"do": "decline", "words": "没种过。"})
    rows = Question.objects.order_by("pk").values_list("state", "answer", "is_public")
    assert list(rows) == [("answered", "苦。", True), ("declined", "没种过。", False), ("waiting", "", False)]
    assert "苦。" in client.get(one).content.decode()
    assert client.get(f"/en/my/shop/questions/{other.pk}/").status_code == 404
    assert client.post(f"/en/my/shop/questions/{other.pk}/", {"do": "answer", "words": "好"}).status_code == 404
    assert Question.objects.get(pk=other.pk).state == "waiting"


def test_the_shop_s_list_goes_on_by_key_and_costs_the_same(client, homes):
    mine = shop()
    goods = product(of=mine)
    client.force_login(mine.owner)
    asked(goods, press="first")
    one = cost(client, "/en/my/shop/questions/")
    for n in range(21):
        asked(goods, press=str(n), words=f"问{n:02d}")
    assert (one, cost(client, "/en/my/shop/questions/")) == (5, 5)
    page = client.get("/en/my/shop/questions/").content.decode()
    beyond = re.search(r"beyond=(\d+)", page)[1]
    assert re.findall(r"<b>(问\d\d)", client.get(f"/en/my/shop/questions/?beyond={beyond}").content.decode()) == [
        "问19",
        "问20",
    ]


def test_the_desk_asks_for_what_has_waited_a_day(client, homes):
    mine = shop()
    client.force_login(mine.owner)
    question = asked(product(of=mine))
    assert "1 question waits for your answer" in client.get("/en/my/shop/").content.decode()
    answered(question)
    assert "waits for your answer" not in client.get("/en/my/shop/").content.decode()


def test_franchise_managers_find_hide_and_show_in_the_cms(client, homes):
    allow_all()
    manager = person("冯志强")
    grant_role(user=manager, role="franchise manager", by=None, at=OPENED)
    question = answered(asked(words="苦不苦"))
    asked(question.product, press="2", words="甜不甜")
    client.force_login(manager)
    found = client.get("/admin/growers-questions/?q=苦不苦").content.decode()
    assert ("苦不苦" in found, "甜不甜" in found) == (True, False)
    assert "甜不甜" not in client.get("/admin/growers-questions/?state=answered").content.decode()
    inspect = client.get(f"/admin/growers-questions/inspect/{question.pk}/").content.decode()
    assert ("Hide it from" in inspect or "在商品页上隐藏" in inspect, "0731" in inspect) == (True, False)
    hidden = []
    for do in ("hide", "hide", "show"):
        client.post(f"/admin/growers-questions/hide/{question.pk}/", {"do": do})
        hidden.append(Question.objects.get(pk=question.pk).is_hidden)
    assert hidden == [True, True, False]
    assert client.get("/admin/growers-questions/new/").status_code in (302, 404)


def test_others_of_the_cms_may_not(client, homes):
    allow_all()
    editor = person()
    grant_role(user=editor, role="editor", by=None, at=OPENED)
    question = answered(asked())
    client.force_login(editor)
    assert client.get("/admin/growers-questions/").status_code == 302
    assert client.post(f"/admin/growers-questions/hide/{question.pk}/", {"do": "hide"}, follow=True).status_code == 404
    assert Question.objects.get().is_hidden is False
