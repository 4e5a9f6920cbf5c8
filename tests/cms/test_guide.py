"""The editors' guide: in the menu, found from the page one edits, whole in both languages."""

import re

import pytest
from django.utils import translation

from cms.guide.chapters import chapters, found
from cms.guide.panel import guided, kind_of
from cms.models import RouteIndexPage, RoutePage
from tests.factories.pages import child

HANZI = re.compile("[\u4e00-\u9fff]")


def test_every_chapter_is_whole_in_both_languages():
    kinds = {kind_of(model) for model in guided()}
    assert len(kinds) == 5
    for one in chapters():
        assert set(one.kinds) <= kinds
        for words in (one.heading, one.opening, *one.told, *one.cautions):
            assert (one.slug, set(words)) == (one.slug, {"zh", "en"})
            assert (words["en"], HANZI.search(words["en"])) == (words["en"], None)
            assert HANZI.search(words["zh"])


def test_chapters_are_found_by_word_and_by_kind_of_page():
    assert [one.slug for one in found("gpx kml")] == ["route"]
    assert found("长城") == []
    assert found(kind="festivalpage")[0].slug == "festival"
    assert "route" not in [one.slug for one in found(kind="festivalpage")]
    with translation.override("en"):
        assert found("闰月")[0].title == "On which day a festival falls"


def test_a_page_is_previewed_on_a_telephone_first(db):
    page = RoutePage()
    assert (page.default_preview_size, page.preview_sizes[0]["device_width"]) == ("mobile", 390)


@pytest.mark.django_db
def test_an_editor_comes_to_it_from_the_menu_and_from_a_page(sign_in, homes):
    routes = child(homes["zh-hans"], RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    page = child(routes, RoutePage, "day", {"title": "一日"}, {"title": "A day"})
    client = sign_in("editor")
    form = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert 'href="/admin/guide/route/" target="_blank" rel="noopener">用轨迹文件做一条路线</a>' in form
    assert "/admin/guide/?kind=routepage" in form
    listed = client.get("/admin/guide/", {"kind": "routepage", "q": "出处"}).content.decode()
    assert "出处和“把握程度”" in listed
    assert "节日是哪一天" not in listed
    assert "没有哪一章" in client.get("/admin/guide/", {"q": "<script>"}).content.decode()
    assert "没量过的路程和时间就空着" in client.get("/admin/guide/route/").content.decode()
    assert client.get("/admin/guide/nothing/", follow=True).status_code == 404
    client.logout()
    assert client.get("/admin/guide/").status_code == 302
