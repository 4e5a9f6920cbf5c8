"""The search page."""

import pytest
from wagtail.models import Page, PageViewRestriction

from cms.asked import Asked
from cms.models import CultureIndexPage, CulturePage, TextPage
from courses.curriculum.models import LessonPage
from demo.indexing import fill_index
from front.templatetags.front_tags import marked
from tests.factories import catalogue, shops
from tests.factories.pages import child

SEARCH = "/zh-hans/search/"


@pytest.fixture
def county(homes, programme):
    """A shop with bitter tea, a lesson and a page on oil tea, all in the index."""
    catalogue.product()
    index = child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    child(index, CulturePage, "oil-tea", {"title": "打油茶", "lede": "捶茶"}, {"title": "Pounding oil tea"}, kind="food")
    LessonPage.objects.filter(slug="lesson-1").update(title="Weigh tea")
    fill_index()


def groups(client, query: str, path: str = SEARCH) -> dict[str, int]:
    return {group.key: group.hits.total for group in client.get(path, {"q": query}).context["groups"]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("苦茶", {"goods": 1, "shops": 1}),
        ("华苦", {"goods": 1}),
        ("油茶", {"culture": 1}),
        ("河口", {"shops": 1}),
        ("bitter TEA", {"goods": 1}),
        ("pounding", {"culture": 1}),
        ("苦茶 油茶", {}),
        ("咖啡", {}),
    ],
)
def test_any_part_of_a_word_finds_in_both_languages(client, county, query, found):
    assert groups(client, query) == found
    assert groups(client, query, "/en/search/") == found


def test_a_page_is_shown_in_the_readers_language(client, county):
    english = client.get("/en/search/", {"q": "油茶"}).context["groups"][0].hits.rows[0]
    assert (english.title, english.second, english.url) == ("Pounding oil tea", "打油茶", "/en/culture/oil-tea/")


@pytest.mark.parametrize("state", ["draft", "sent", "returned", "suspended", "closed"])
def test_only_open_shops_and_their_goods_are_found(client, homes, state):
    catalogue.product(of=shops.shop(state=state))
    fill_index()
    assert groups(client, "苦茶") == {}


def test_a_draft_page_is_not_found(client, homes):
    page = TextPage(title="苦茶草稿", slug="draft", live=False, locale=homes["zh-hans"].locale)
    homes["zh-hans"].add_child(instance=page)
    fill_index()
    assert groups(client, "苦茶") == {}


def test_a_closed_page_is_not_found(client, county):
    for page in Page.objects.filter(slug="oil-tea"):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert groups(client, "油茶") == {}


@pytest.mark.parametrize(
    "query", ["", " ", '"', "<script>alert(1)</script>", "NEAR(", "a AND", "' OR 1=1 --", "*", "😀", "茶" * 500, "\x00茶"]
)
def test_odd_queries_answer_and_echo_nothing_alive(client, county, query):
    response = client.get(SEARCH, {"q": query})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    assert len(response.context["q"]) <= 60


def test_nothing_found_says_what_to_try(client, county):
    words = client.get("/en/search/", {"q": "<b>coffee</b>"}).content.decode()
    assert "Nothing for &lt;b&gt;coffee&lt;/b&gt; yet" in words
    assert 'href="?q=honey"' in words


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_nine_queries(client, homes, django_assert_num_queries, count):
    of = shops.shop()
    for _ in range(count):
        catalogue.product(of=of)
    fill_index()
    client.get(SEARCH, {"q": "苦茶"})
    with django_assert_num_queries(9):
        client.get(SEARCH, {"q": "苦茶"})


def test_six_of_a_kind_are_shown_until_all_are_asked_for(client, homes):
    of = shops.shop()
    for _ in range(8):
        catalogue.product(of=of)
    fill_index()
    few = client.get(SEARCH, {"q": "苦茶"}).context["chosen"]
    every = client.get(SEARCH, {"q": "苦茶", "kind": "goods"}).context["chosen"]
    assert [len(group.hits.rows) for group in few] == [6, 1]
    assert [len(group.hits.rows) for group in every] == [8]


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("江华苦茶", "苦茶", "江华<mark>苦茶</mark>"),
        ("<b>茶</b>", "茶", "&lt;b&gt;<mark>茶</mark>&lt;/b&gt;"),
        ("Bitter Tea", "tea bitter", "<mark>Bitter</mark> <mark>Tea</mark>"),
        ("Steamed with teas", "tea", "Steamed with <mark>teas</mark>"),
        ("江华tea苦茶", "ＴＥＡ", "江华<mark>tea</mark>苦茶"),
        ("大叶苦茶", "江华苦茶", "大叶<mark>苦茶</mark>"),
        ("a.c", ".", "a.c"),
        ("茶", "", "茶"),
    ],
)
def test_words_are_marked_and_the_rest_escaped(text, query, html):
    assert marked(text, Asked(query)) == html
