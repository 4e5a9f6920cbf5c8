"""In the CMS franchise managers search, filter and decide; nobody edits a buyer's words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.operations import grant_role
from common.clock import now
from front.permissions import allow_all
from shops.reviews.answering import report_review
from shops.reviews.models import CustomerReview, ReviewReport
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.reviews import LATER, review

pytestmark = pytest.mark.django_db
LIST = "/admin/customer-reviews/"


@pytest.fixture
def manager(client, homes):
    allow_all()
    made = person("冯志强", language="en")
    grant_role(user=made, role="franchise manager", by=None, at=now())
    client.force_login(made)
    return made


def found(client, query: str) -> list[str]:
    page = client.get(f"{LIST}?{query}").content.decode()
    return [said.text for said in CustomerReview.objects.order_by("pk") if f"{LIST}inspect/{said.pk}/" in page]


def test_reviews_are_found_by_words_state_stars_shop_and_report(client, manager):
    tea, oil = review(product(), 2, "第二泡就淡了"), review(product(name_zh_hans="山茶油"), 5, "很香")
    report_review(review=tea, reasons="没有买过", by=tea.shop.owner, at=LATER)
    assert found(client, "") == ["第二泡就淡了", "很香"]
    assert found(client, "q=很香") == found(client, "q=山茶油") == ["很香"]
    assert found(client, "stars=2") == found(client, "waits=yes") == found(client, f"shop={tea.shop_id}") == ["第二泡就淡了"]
    assert found(client, "state=hidden") == []
    assert found(client, f"q={oil.line.parcel.order.number}") == ["很香"]


def test_a_reported_review_is_hidden_with_reasons_and_shown_again(client, manager):
    said = review(product(), 2, "骂人的话", buyer=person("刘燕"))
    report_review(review=said, reasons="骂人", by=said.shop.owner, at=LATER)
    path = f"{LIST}inspect/{said.pk}/"
    assert "骂人" in client.get(path).content.decode()
    page = client.post(path, {"do": "hide", "reasons": " "}).content.decode()
    assert "Say why." in page or "请写明原因。" in page
    assert CustomerReview.objects.get().state == "shown"
    client.post(path, {"do": "hide", "reasons": "骂人"})
    assert (CustomerReview.objects.get().state, ReviewReport.objects.get().settled_at is None) == ("hidden", False)
    client.post(path, {"do": "show"})
    assert CustomerReview.objects.get().state == "shown"


def test_a_report_is_left_to_stand(client, manager):
    said = review(product(), 2)
    report_review(review=said, reasons="不好看", by=said.shop.owner, at=LATER)
    client.post(f"{LIST}inspect/{said.pk}/", {"do": "stand"})
    assert (CustomerReview.objects.get().state, ReviewReport.objects.get().settled_at is None) == ("shown", False)


@pytest.mark.parametrize("address", ["new/", "edit/{}/", "delete/{}/"])
def test_nobody_edits_deletes_or_invents_one(client, manager, address):
    said = review(product())
    answer = client.post(LIST + address.format(said.pk), {"text": "换掉"})
    assert answer.status_code in (302, 404)
    assert CustomerReview.objects.get().text == "汤色黄亮，先苦后甜。"


@pytest.mark.parametrize("role", ["mentor", "editor"])
def test_other_staff_see_and_decide_nothing(client, homes, role):
    allow_all()
    said, other = review(product()), person("别人")
    grant_role(user=other, role=role, by=None, at=now())
    client.force_login(other)
    path = f"{LIST}inspect/{said.pk}/"
    answers = [client.get(LIST), client.get(path), client.post(path, {"do": "hide", "reasons": "骂人"})]
    assert [answer.status_code for answer in answers] != [200, 200, 200]
    assert 200 not in [answer.status_code for answer in answers]
    assert CustomerReview.objects.get().state == "shown"


def test_the_list_costs_the_same_for_one_and_for_twenty(client, manager, django_assert_num_queries):
    review(product())
    client.get(LIST)

    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    goods = product()
    for _n in range(19):
        review(goods)
    with django_assert_num_queries(len(one)):
        client.get(LIST)
