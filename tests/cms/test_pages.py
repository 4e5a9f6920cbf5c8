"""The pages editors write, as readers meet them."""

import gzip
from datetime import date

import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction

from cms import queries
from cms.models import (
    CultureIndexPage,
    CulturePage,
    FestivalIndexPage,
    FestivalPage,
    GuidanceIndexPage,
    GuidancePage,
    Occurrence,
    PlaceIndexPage,
    PlacePage,
    RouteIndexPage,
    RoutePage,
    TextPage,
    Township,
    VisitIndexPage,
)
from tests.factories.pages import add_stops, child

XSS = '<script>alert("x")</script>'


def add(parent, kind, slug, zh, en, /, **both):
    return child(parent, kind, slug, {"title": zh}, {"title": en}, **both)


@pytest.fixture
def visit(homes):
    return add(homes["zh-hans"], VisitIndexPage, "visit", "来走走", "Visit")


@pytest.fixture
def festivals(visit):
    return add(visit, FestivalIndexPage, "festivals", "节日", "Festivals")


@pytest.fixture
def routes(visit):
    return add(visit, RouteIndexPage, "routes", "路线", "Routes")


def warm(client, path):
    """Site roots and content types are remembered by the process."""
    assert client.get(path).status_code == 200


def stops(route, count: int, **both) -> None:
    add_stops(route, *[{"title": f"第 {n} 站", "text": "看", **both} for n in range(count)], township="tuojiang")


def test_a_page_missing_in_english_is_shown_in_chinese_and_says_so(client, homes):
    page = TextPage(title="帮助", slug="help", locale=homes["zh-hans"].locale)
    homes["zh-hans"].add_child(instance=page)
    words = client.get("/en/help/").content.decode()
    assert '<html lang="en">' in words
    assert '<article class="wrap sec text" lang="zh-Hans">' in words
    assert 'lang="zh-Hans">帮助' not in words.partition("<h1>")[2].partition("</h1>")[0]


def test_a_page_in_both_languages_shows_the_other_title_as_second_line(client, homes):
    add(homes["zh-hans"], TextPage, "help", "帮助", "Help")
    words = client.get("/en/help/").content.decode()
    assert '<h1>Help<span class="zh" lang="zh-Hans">帮助</span></h1>' in words
    assert '<article class="wrap sec text">' in words


@pytest.mark.parametrize("path", ["/en/nothing/", "/zh-hans/help/x/"])
def test_a_path_without_a_page_is_404(client, homes, path):
    assert client.get(path).status_code == 404


def test_a_draft_is_404(client, homes):
    page = TextPage(title="草稿", slug="draft", live=False, locale=homes["zh-hans"].locale)
    homes["zh-hans"].add_child(instance=page)
    assert client.get("/zh-hans/draft/").status_code == 404


def test_a_restricted_page_stays_closed(client, homes):
    page = add(homes["zh-hans"], TextPage, "inside", "内部", "Inside")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = client.get("/zh-hans/inside/")
    assert response.status_code == 302
    assert "内部" not in response.content.decode()


def test_what_editors_write_is_escaped(client, homes):
    index = add(homes["zh-hans"], CultureIndexPage, "culture", "文化", "Culture")
    child(index, CulturePage, "x", {"title": XSS, "lede": XSS, "holders": XSS}, {"title": XSS, "lede": XSS}, kind="food")
    for path in ("/zh-hans/culture/", "/zh-hans/culture/x/"):
        assert XSS not in client.get(path).content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_a_route_costs_ten_queries_and_little_to_send(client, visit, routes, django_assert_num_queries, count):
    Township.objects.create(slug="tuojiang", name_zh_hans="沱江镇", name_en="Tuojiang", latitude="25.19", longitude="111.57")
    hall = add(add(visit, PlaceIndexPage, "places", "地方", "Places"), PlacePage, "hall", "盘王殿", "Panwang Hall")
    stops(add(routes, RoutePage, "day", "一日", "A day", months="3,4,5"), count, place=hall)
    warm(client, "/en/visit/routes/day/")
    with django_assert_num_queries(10):
        words = client.get("/en/visit/routes/day/").content.decode()
    assert words.count('<li id="stop-') == count
    assert words.count('href="#stop-') == (count if count > 1 else 0)
    assert words.count('<h3><a href="/en/visit/places/hall/">') == count
    assert len(gzip.compress(words.encode())) < 50_000


@pytest.mark.parametrize("count", [1, 20])
def test_lists_cost_the_same_for_one_and_twenty(client, homes, visit, routes, django_assert_num_queries, count):
    culture = add(homes["zh-hans"], CultureIndexPage, "culture", "文化", "Culture")
    guidance = add(homes["zh-hans"], GuidanceIndexPage, "guidance", "指南", "Guidance")
    places = add(visit, PlaceIndexPage, "places", "地方", "Places")
    for n in range(count):
        add(culture, CulturePage, f"c{n}", "鼓", "Drum", kind="music", drawing="p-drum")
        add(guidance, GuidancePage, f"g{n}", "蜂蜜", "Honey")
        add(places, PlacePage, f"p{n}", "岩", "Cave")
        add(routes, RoutePage, f"r{n}", "一日", "A day")
    for path, queries_spent in (("culture", 3), ("guidance", 3), ("visit/places", 3), ("visit/routes", 3), ("visit", 6)):
        warm(client, f"/en/{path}/")
        with django_assert_num_queries(queries_spent):
            client.get(f"/en/{path}/")


@pytest.mark.parametrize("count", [1, 20])
def test_the_festival_calendar_costs_four_queries(client, festivals, django_assert_num_queries, count, monkeypatch):
    monkeypatch.setattr("cms.templatetags.list_tags.shanghai_day", lambda at: date(2026, 11, 23))
    for n in range(count):
        page = add(festivals, FestivalPage, f"f{n}", "盘王节", "Panwang Festival", lunar_month=10, lunar_day=16)
        Occurrence.objects.create(festival_key=page.translation_key, starts_on=date(2026, 11, 24))
    warm(client, "/en/visit/festivals/")
    with django_assert_num_queries(4):
        words = client.get("/en/visit/festivals/").content.decode()
    assert "Tomorrow" in words
    assert "November" in words


def test_the_next_festival_is_the_first_from_today_in_the_readers_language(festivals):
    panwang = add(festivals, FestivalPage, "panwang", "盘王节", "Panwang Festival", lunar_month=10)
    for day in (date(2025, 12, 5), date(2026, 11, 24), date(2027, 11, 13)):
        Occurrence.objects.create(festival_key=panwang.translation_key, starts_on=day)
    with translation.override("en"):
        found = queries.next_festival(date(2026, 11, 24))
    assert (found.page.title, found.on, found.days_left) == ("Panwang Festival", date(2026, 11, 24), 0)
    assert queries.next_festival(date(2027, 11, 14)) is None


def test_festivals_without_a_day_stand_last(festivals):
    add(festivals, FestivalPage, "rice", "尝新节", "New Rice", window="七月至九月")
    dated = add(festivals, FestivalPage, "panwang", "盘王节", "Panwang", lunar_month=10)
    Occurrence.objects.create(festival_key=dated.translation_key, starts_on=date(2026, 11, 24))
    year = queries.festival_year(date(2026, 11, 20))
    assert [(one.page.slug, one.days_left) for one in year] == [("panwang", 4), ("rice", -1)]


def test_guidance_is_found_from_the_learn_index_the_footer_and_its_lesson(client, homes, programme):
    index = add(homes["zh-hans"], GuidanceIndexPage, "guidance", "指南", "Guidance")
    add(index, GuidancePage, "honey", "装蜂蜜", "Packing honey", lesson_path="ecommerce/stage-1/lesson-1/")
    add(index, GuidancePage, "photos", "拍照", "Photographs", lesson_path="ecommerce/stage-2/lesson-1")
    learn = client.get("/en/learn/").content.decode()
    assert learn.count('href="/en/guidance/"') == 2
    assert 'href="/en/guidance/honey/">Packing honey</a>' in learn
    lesson = client.get("/en/learn/ecommerce/stage-1/lesson-1/").content.decode()
    assert 'href="/en/guidance/honey/">Packing honey</a>' in lesson
    assert "Photographs" not in lesson
    other = client.get("/en/learn/ecommerce/stage-1/lesson-2/").content.decode()
    assert "Guidance on this" not in other


@pytest.mark.parametrize(("language", "word"), [("en", "Search"), ("zh-hans", "搜索")])
def test_every_page_leads_to_the_search(client, homes, language, word):
    header = client.get(f"/{language}/").content.decode().partition("</header>")[0]
    assert f'href="/{language}/search/"' in header
    assert f'<span class="vh">{word}</span>' in header


def test_the_help_line_can_be_pressed(client, routes):
    stops(add(routes, RoutePage, "day", "一日", "A day"), 1)
    for path in ("visit/routes/day/", "account/sign-in/"):
        assert '<a class="num tel" href="tel:07460000110">0746 000 0110</a>' in client.get(f"/en/{path}").content.decode()


def test_parts_are_numbered_only_where_the_drawing_numbers_them(client, homes):
    index = add(homes["zh-hans"], CultureIndexPage, "culture", "文化", "Culture")
    parts = [{"type": "parts", "value": ["皮", "腰"]}]
    add(index, CulturePage, "drum", "长鼓", "Drum", kind="music", drawing="p-drum", body=parts)
    add(index, CulturePage, "tea", "油茶", "Oil tea", kind="food", drawing="p-tea", body=parts)
    numbered = client.get("/zh-hans/culture/drum/").content.decode()
    assert "art/p-drum-parts.svg" in numbered
    assert '<b class="num">2</b><span>腰</span>' in numbered
    assert '<b class="num">' not in client.get("/zh-hans/culture/tea/").content.decode()
