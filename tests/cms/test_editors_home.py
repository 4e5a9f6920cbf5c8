"""The editors' first page: what waits, what is stale, what is broken."""

from datetime import date, timedelta

import pytest
from wagtail.images.models import Image
from wagtail.models import Locale, ReferenceIndex
from wagtail_localize.models import Translation, TranslationSource

from cms import due
from cms.models import (
    CultureIndexPage,
    CulturePage,
    GuidanceIndexPage,
    GuidancePage,
    Occurrence,
    PlaceIndexPage,
    PlacePage,
    RouteIndexPage,
    RoutePage,
    TextPage,
)
from tests.factories.pages import add_stops, child
from tests.factories.people import person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def index(homes):
    return child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})


def drum(index, slug="drum", **given):
    return child(index, CulturePage, slug, {"title": f"鼓 {slug}"}, {"title": slug}, kind="music", **given)


def titles(found) -> list[str]:
    return [one.title for one in found]


def test_facts_are_due_after_a_year_and_those_never_checked_come_first(index):
    drum(index, "old", checked_on=TODAY - timedelta(days=366))
    drum(index, "new", checked_on=TODAY - timedelta(days=365))
    drum(index, "never")
    assert titles(due.unchecked_facts(TODAY)) == ["鼓 never", "鼓 old"]


def test_guidance_routes_and_single_facts_are_due_as_well(homes, index):
    facts = [{"label": "用材", "value": "泡桐", "checked_on": "2025-11-23"}, {"label": "长", "value": "三尺", "checked_on": ""}]
    drum(index, "told", checked_on=TODAY, body=[{"type": "facts", "id": "1", "value": facts}])
    routes = child(homes["zh-hans"], RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    child(routes, RoutePage, "day", {"title": "一日"}, {"title": "A day"}, checked_on=TODAY - timedelta(days=400))
    guidance = child(homes["zh-hans"], GuidanceIndexPage, "guidance", {"title": "指南"}, {"title": "Guidance"})
    child(guidance, GuidancePage, "honey", {"title": "蜂蜜"}, {"title": "Honey"}, reviewed_on=TODAY - timedelta(days=366))
    child(guidance, GuidancePage, "tea", {"title": "茶"}, {"title": "Tea"}, reviewed_on=TODAY)
    assert [(one.title, one.why) for one in due.unchecked_facts(TODAY)] == [("一日", ""), ("蜂蜜", ""), ("鼓 told", "用材")]


def test_a_translation_is_stale_when_its_source_has_words_it_lacks(homes, django_assert_num_queries):
    page = TextPage(title="帮助", slug="help", lede="打电话", locale=homes["zh-hans"].locale)
    homes["zh-hans"].add_child(instance=page)
    assert titles(due.untranslated()) == ["帮助"]
    source = TranslationSource.update_or_create_from_instance(page)[0]
    Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en")).save_target()
    with django_assert_num_queries(2):
        assert titles(due.stale_translations()) == ["帮助"]
    assert due.untranslated() == []


def test_links_that_lead_nowhere_are_named(homes):
    index = child(homes["zh-hans"], GuidanceIndexPage, "guidance", {"title": "指南"}, {"title": "Guidance"})
    child(index, GuidancePage, "honey", {"title": "蜂蜜"}, {"title": "Honey"}, lesson_path="ecommerce/gone")
    routes = child(homes["zh-hans"], RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    places = child(homes["zh-hans"], PlaceIndexPage, "places", {"title": "地方"}, {"title": "Places"})
    hall = child(places, PlacePage, "hall", {"title": "盘王殿"}, {"title": "Panwang Hall"})
    add_stops(child(routes, RoutePage, "day", {"title": "一日"}, {"title": "A day"}), {"title": "殿"}, place=hall)
    hall.unpublish()
    assert [(one.title, one.why) for one in due.broken_links()] == [
        ("蜂蜜", "ecommerce/gone"), ("Honey", "ecommerce/gone"), ("一日", "盘王殿"), ("A day", "盘王殿"),
    ]  # fmt: skip


def with_photo(index, slug) -> CulturePage:
    image = Image.objects.create(title=f"鼓手 {slug}", file="drum.jpg", width=10, height=10)
    picture = {"drawing": "", "photo": image.pk, "alt": "打鼓的人"}
    page = drum(index, slug, body=[{"type": "making", "id": "1", "value": [{"title": "做", "text": "挖", "picture": picture}]}])
    ReferenceIndex.create_or_update_for_object(page)
    return page


def test_a_photograph_without_a_maker_is_named(index):
    page = with_photo(index, "drum")
    assert [(one.pk, "鼓手 drum" in one.why) for one in due.broken_media()] == [(page.pk, True)]


@pytest.mark.parametrize("count", [1, 20])
def test_the_desk_costs_the_same_for_one_and_twenty(index, django_assert_num_queries, count):
    for n in range(count):
        with_photo(index, f"drum-{n}")
    for read, cost in (
        (lambda: due.unchecked_facts(TODAY), 9), (due.stale_translations, 1), (due.untranslated, 1), (due.broken_links, 3),
        (due.broken_media, 6), (lambda: due.days_to_confirm(TODAY), 1), (lambda: due.waiting_for(person()), 2),
    ):  # fmt: skip
        with django_assert_num_queries(cost):
            read()
    assert len(due.broken_media()) == count


def test_an_editor_meets_it_and_a_mentor_does_not(sign_in, index):
    page = drum(index)
    Occurrence.objects.create(festival_key=page.translation_key, starts_on=date(2999, 5, 1), state="proposed", doubt="leap")
    home = sign_in("editor").get("/admin/").content.decode()
    assert "编辑要办的事" in home
    assert '<a href="/admin/occurrence/?state=proposed">有 1 个节日日期等您确认。</a>' in home
    assert f'href="/admin/pages/{page.pk}/edit/"><b>鼓 drum</b>' in home
    assert "编辑要办的事" not in sign_in("mentor").get("/admin/").content.decode()
