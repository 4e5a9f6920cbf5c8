"""Header, areas, footer and the county's names on every page."""

import re

import pytest
from django.contrib.messages import add_message, constants
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import RequestFactory
from wagtail.models import Site

from cms import county
from cms.models import CountySettings
from front.context import area, same_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/en/learn/ecommerce/", "learn"),
        ("/en/guidance/", "learn"),
        ("/en/products/tea/", "market"),
        ("/zh-hans/culture/", "visit"),
        ("/en/my/shop/", "my"),
        ("/en/", ""),
        ("/healthz", ""),
    ],
)
def test_the_area_is_told_by_the_path(path, name):
    assert area(path) == name


@pytest.mark.parametrize(
    ("path", "there"),
    [("/en/search/?q=en", "/zh-hans/search/?q=en"), ("/en/", "/zh-hans/"), ("/s/pan", "/zh-hans/")],
)
def test_the_switch_keeps_the_page_and_its_question(path, there):
    assert same_page(RequestFactory().get(path), "en", "zh-hans") == there


def test_the_tab_of_the_area_is_marked_twice_and_alone(client, homes):
    text = client.get("/en/visit/nowhere/").content.decode()
    assert re.findall(r'href="([^"]+)" aria-current="true"', text) == ["/en/visit/", "/en/visit/"]


def test_a_guest_may_sign_in_and_come_back(client, homes):
    assert "/en/account/sign-in/?next=/en/nothing/" in client.get("/en/nothing/").content.decode()


def test_a_member_sees_their_seal(client, homes, trainee):
    client.force_login(trainee)
    text = client.get("/en/").content.decode()
    assert '<span class="seal r sm" aria-hidden="true">盘</span><span class="vh">盘美花: my page</span>' in text
    assert "sign-in" not in text


def test_the_names_are_the_countys_and_cost_no_query(client, homes, django_assert_num_queries):
    cache.clear()
    CountySettings.objects.create(
        site=Site.objects.get(), site_name_zh="侗乡", site_name_en="Dong Country", county_zh="通道", county_en="Tongdao"
    )
    text = client.get("/en/nothing/").content.decode()
    assert "Dong Country" in text
    assert "通道" in text
    assert "Capital of Yao" not in text
    with django_assert_num_queries(0):
        assert county.county().site_name_zh == "侗乡"


def test_a_changed_name_is_shown_at_once(client, homes):
    row = CountySettings.objects.create(site=Site.objects.get())
    assert county.county().help_line == "0746 000 0110"
    row.help_line = "0746 999 0000"
    row.save()
    assert county.county().help_line == "0746 999 0000"


def said(client, level: int, words: str, tags: str = "") -> str:
    request = client.get("/en/nothing/").wsgi_request
    add_message(request, level, words, extra_tags=tags)
    return render_to_string("components/messages.html", {"messages": list(request._messages)}, request)


def test_what_can_be_undone_has_its_button(client, homes):
    text = said(client, constants.SUCCESS, "Photo removed <b>", "/en/work/undo/")
    assert "Photo removed &lt;b&gt;" in text
    assert '<form method="post" action="/en/work/undo/">' in text


def test_a_warning_is_a_note(client, homes):
    assert '<p class="note" role="alert">Too late</p>' in said(client, constants.WARNING, "Too late")
