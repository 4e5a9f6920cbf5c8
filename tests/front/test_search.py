"""The search page."""

from dataclasses import replace

import pytest
from wagtail.models import Page, PageViewRestriction

from cms.asked import Asked
from cms.models import (
    CultureIndexPage,
    CulturePage,
    FestivalIndexPage,
    GuidanceIndexPage,
    PlaceIndexPage,
    RouteIndexPage,
    RoutePage,
    TextPage,
)
from courses.curriculum.models import LessonPage
from demo.indexing import fill_index
from front.templatetags.front_tags import marked
from tests.factories import catalogue, shops
from tests.factories.pages import add_stops, child

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


def test_what_a_page_says_further_down_is_shown_around_the_word(client, homes, django_assert_num_queries):
    index = child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    route_index = child(homes["zh-hans"], RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    body = [{"type": "paragraph", "value": "先敲三下。"}, {"type": "paragraph", "value": "鼓皮<是牛皮的。"}]
    child(index, CulturePage, "drum", {"title": "长鼓", "lede": "跳舞用的", "body": body}, {"title": "Drum"}, kind="craft")
    route = child(route_index, RoutePage, "walk", {"title": "一天"}, {"title": "A day"}, months="1")
    add_stops(route, {"title": "鼓楼", "text": "听鼓皮响。"}, township="qiaoshi")
    fill_index()
    client.get(SEARCH, {"q": "鼓皮"})
    with django_assert_num_queries(7):
        page = client.get(SEARCH, {"q": "鼓皮"}).content.decode()
    assert "<mark>鼓皮</mark>&lt;是牛皮的。" in page
    assert '<li><span class="thumb search-blank">' in page  # in the reader’s language: not marked as another
    assert "听<mark>鼓皮</mark>响。" in page


def test_a_kind_is_read_page_by_page_there_and_back(client, homes):
    of = shops.shop()
    made = [catalogue.product(of=of, name_zh_hans="苦茶" + "好" * (n % 3)) for n in range(30)]
    fill_index()
    first = client.get(SEARCH, {"q": "苦茶", "kind": "goods"}).context["chosen"][0].hits
    second = client.get(SEARCH, {"q": "苦茶", "kind": "goods", "after": first.after}).context["chosen"][0].hits
    wanted = sorted(made, key=lambda each: (len(each.name_zh_hans), -each.pk))
    assert first.rows + second.rows == wanted
    assert (first.total, len(first.rows), first.before) == (30, 24, "")
    assert (second.total, len(second.rows), second.after) == (30, 6, "")
    back = client.get(SEARCH, {"q": "苦茶", "kind": "goods", "before": second.before})
    assert back.context["chosen"][0].hits == replace(first, before="")


@pytest.mark.parametrize("key", ["0-0", "1-1", "x", "9" * 40, "1000-", "-1-2", "999-999999999999999", "%27"])
def test_a_key_that_leads_nowhere_leads_to_the_first_page(client, county, key):
    for turn in ("after", "before"):
        page = client.get(SEARCH, {"q": "苦茶", "kind": "goods", turn: key})
        assert len(page.context["chosen"][0].hits.rows) == 1


def test_one_kind_without_a_match_says_that_others_have_some(client, county):
    page = client.get("/en/search/", {"q": "苦茶", "kind": "festivals"}).content.decode()
    assert "Festivals: nothing for 苦茶" in page
    assert "kind=goods" in page


def test_pages_stand_in_their_own_kinds(client, homes):
    for kind, slug in (
        (RouteIndexPage, "r"),
        (PlaceIndexPage, "p"),
        (FestivalIndexPage, "f"),
        (GuidanceIndexPage, "g"),
        (TextPage, "t"),
    ):
        child(homes["zh-hans"], kind, slug, {"title": f"瑶山 {slug}"}, {"title": f"Yao hills {slug}"})
    fill_index()
    assert groups(client, "瑶山") == {"routes": 1, "places": 1, "festivals": 1, "guidance": 2}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("苦查", ["苦茶"]),  # the same sounds
        ("kucha", ["苦茶"]),
        ("bittr", ["bitter"]),
        ("盘家的茶店", ["盘家"]),
        ("zzzz", []),
        ("😀", []),
    ],
)
def test_words_near_what_was_typed_are_offered_and_lead_somewhere(client, county, query, words):
    offered = client.get(SEARCH, {"q": query}).context["near"]
    assert offered == words
    assert all(groups(client, word) for word in offered)


def test_what_is_closed_is_not_offered(client, homes):
    catalogue.product(of=shops.shop(state="closed"))
    hidden = child(homes["zh-hans"], TextPage, "oil", {"title": "山茶油"}, {"title": "Camellia oil"})
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    fill_index()
    assert client.get(SEARCH, {"q": "苦查"}).context["near"] == []
    assert client.get(SEARCH, {"q": "山差油"}).context["near"] == []


@pytest.mark.parametrize(
    ("query", "count"), [("teas", 1), ("TEA", 1), ("ｔｅａ", 1), ("the tea", 1), ("te", 0), ("_ea", 0), ("%", 0), ("t%a", 0)]
)
def test_english_words_are_found_as_one_and_as_many_and_signs_are_no_commands(client, county, query, count):
    assert groups(client, query).get("goods", 0) == count
