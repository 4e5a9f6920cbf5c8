"""The seller's page of reviews: those to answer first, answered and reported there, by the shop's own people."""

import re

import pytest

from shops.reviews.models import CustomerReview, ReviewReport
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.reviews import review
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
PATH = "/en/my/shop/reviews/"


@pytest.fixture
def mine(client, homes):
    made = shop()
    client.force_login(made.owner)
    return made


def test_those_to_answer_come_first_and_an_answer_moves_one_on(client, mine):
    goods = product(of=mine)
    said, other = review(goods, 2, "第二泡就淡了"), review(product(), 1, "别家的")
    page = client.get(PATH).content.decode()
    assert "第二泡就淡了" in page
    assert "别家的" not in page
    assert re.findall(r'(To answer|Answered) <span class="num">(\d+)', page) == [("To answer", "1"), ("Answered", "0")]
    assert client.post(f"{PATH}{said.pk}/", {"do": "answer", "answer": "谢谢您"})["Location"] == PATH
    page = client.get(f"{PATH}?state=answered").content.decode()
    assert "谢谢您" in page
    assert re.findall(r'(To answer|Answered) <span class="num">(\d+)', page) == [("To answer", "0"), ("Answered", "1")]
    assert client.post(f"{PATH}{other.pk}/", {"do": "answer", "answer": "谢谢您"}).status_code == 404
    assert CustomerReview.objects.get(pk=other.pk).answer == ""


def test_what_is_refused_stays_typed(client, mine):
    said = review(product(of=mine))
    page = client.post(f"{PATH}{said.pk}/", {"do": "answer", "answer": "加我微信 pan_1234"}).content.decode()
    assert "Leave out whom to add" in page
    assert "加我微信 pan_1234" in page
    page = client.post(f"{PATH}{said.pk}/", {"do": "report", "reasons": " "}).content.decode()
    assert "Say why." in page
    assert (CustomerReview.objects.get().answer, ReviewReport.objects.count()) == ("", 0)


def test_it_is_reported_and_stays_where_it_is(client, mine):
    said = review(product(of=mine), 1, "没有买过的人写的")
    for _n in range(2):
        client.post(f"{PATH}{said.pk}/", {"do": "report", "reasons": "没有这个买家"})
    page = client.get(PATH).content.decode()
    assert "Reported. The franchise managers will look at it." in page
    assert "It is false or insulting" not in page
    assert (CustomerReview.objects.get().state, ReviewReport.objects.get().reasons) == ("shown", "没有这个买家")


@pytest.mark.parametrize("rows", [1, 21])
def test_it_costs_the_same_for_one_and_for_many(client, mine, rows, django_assert_num_queries):
    goods = product(of=mine)
    for _n in range(rows):
        review(goods)
    with django_assert_num_queries(6):
        page = client.get(PATH).content.decode()
    assert page.count('id="r') // 3 == min(rows, 20)
    assert bool(re.search(r"\?before=\d+", page)) == (rows > 20)


def test_strangers_find_no_page_and_change_nothing(client, mine):
    said = review(product(of=mine))
    client.force_login(person("别人"))
    assert client.get(PATH).status_code == 404
    assert client.post(f"{PATH}{said.pk}/", {"do": "answer", "answer": "好"}).status_code == 404
    assert CustomerReview.objects.get().answer == ""
