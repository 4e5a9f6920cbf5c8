"""From a page of culture to the routes on which one meets it."""

import pytest

from cms.models import CultureIndexPage, CulturePage, RouteIndexPage, RoutePage, VisitIndexPage
from cms.queries import routes_about
from tests.factories.pages import add_stops, child

pytestmark = pytest.mark.django_db


def test_routes_that_name_a_custom_are_found_once_from_both_languages(homes, client):
    visit = child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "游"}, {"title": "Visit"})
    index = child(visit, RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    named = child(index, RoutePage, "drum-walk", {"title": "听长鼓"}, {"title": "Hear the drum"})
    stopping = child(index, RoutePage, "day", {"title": "一日"}, {"title": "A day"})
    child(index, RoutePage, "caves", {"title": "看洞"}, {"title": "Caves"})
    add_stops(stopping, {"title": "桐冲口", "text": "学几下长鼓"}, {"title": "晒坪", "text": "再看长鼓"})
    culture = child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    drum = child(culture, CulturePage, "drum", {"title": "长鼓"}, {"title": "Long drum"}, kind="music")
    assert [route.pk for route in routes_about(drum)] == [named.pk, stopping.pk]
    page = client.get("/en/culture/drum/").content.decode()
    assert [page.count(f'href="/en/visit/routes/{slug}/"') for slug in ("drum-walk", "day", "caves")] == [1, 1, 0]
