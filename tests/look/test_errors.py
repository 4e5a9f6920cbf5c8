"""When something is not there or not right, people hear what is safe and what still works."""

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override

from accounts.models import User
from front import errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "words"),
    [("/en/no/such/page/", "We cannot find that page"), ("/zh-hans/no/such/page/", "找不到这一页")],
)
def test_a_page_that_is_not_there_offers_a_search_and_ways_on(client, homes, path, words):
    response = client.get(path)
    text = response.content.decode()
    assert response.status_code == 404
    assert words in text
    language = path.split("/")[1]
    for way in ("learn", "market", "visit", "search"):
        assert f"/{language}/{way}/" in text


@pytest.mark.parametrize(("language", "words"), [("en", "It is our fault, not yours"), ("zh-hans", "是我们的问题，不是您的")])
def test_a_failure_is_told_without_the_database(django_assert_num_queries, language, words):
    with override(language), django_assert_num_queries(0):
        response = errors.failed(RequestFactory().get(f"/{language}/"))
    assert response.status_code == 500
    assert words in response.content.decode()


def test_a_failure_inside_a_view_gives_that_page(homes, monkeypatch):
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("cms.models.HomePage.serve", lambda *_args: 1 / 0)
    response = client.get("/en/")
    assert response.status_code == 500
    assert "Nothing is done twice" in response.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "Your form is safe"), ("zh-hans", "您填的还在")])
def test_a_form_without_its_token_is_refused_kindly_and_changes_nothing(homes, language, words):
    client = Client(enforce_csrf_checks=True)
    response = client.post(f"/{language}/account/sign-up/", {"name": "邓有财", "contact": "13800000001"})
    assert response.status_code == 403
    assert words in response.content.decode()
    assert User.objects.count() == 0


@pytest.mark.parametrize(("language", "words"), [("en", "What you wrote is still here"), ("zh-hans", "您写的还在")])
def test_the_offline_page_can_be_kept_on_the_phone(client, homes, language, words):
    response = client.get(f"/{language}/offline/")
    assert response.status_code == 200
    assert words in response.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "One minute, please"), ("zh-hans", "请等一分钟")])
def test_too_many_sign_ups_from_one_place_are_told_kindly(client, settings, homes, language, words):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/m/ip"}
    for _press in range(3):
        response = client.post(f"/{language}/account/sign-up/", {"name": "", "contact": ""})
    assert response.status_code == 429
    assert words in response.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "Nothing was saved or changed."), ("zh-hans", "什么都没存")])
def test_more_than_the_site_takes_is_told_kindly(client, homes, language, words):
    response = client.post(f"/{language}/account/sign-up/", {"name": "x" * 3_000_000})
    assert response.status_code == 400
    assert words in response.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "Press the button again"), ("zh-hans", "再按一次那个按钮")])
def test_a_button_opened_as_a_page_after_signing_in_says_what_to_do(client, trainee, homes, language, words):
    client.force_login(trainee)
    response = client.get(f"/{language}/my/shop/make/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert words in response.content.decode()
