"""A place that routes need stays, and the routes are named, in both languages."""

import pytest

from cms.models import PlaceIndexPage, PlacePage, RouteIndexPage, RoutePage
from tests.factories.pages import add_stops, child

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(homes):
    places = child(homes["zh-hans"], PlaceIndexPage, "places", {"title": "地方"}, {"title": "Places"})
    routes = child(homes["zh-hans"], RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    hall = child(places, PlacePage, "hall", {"title": "盘王殿"}, {"title": "Panwang Hall"})
    for slug, title in (("day", "一日"), ("stone", "石路"), ("herbs", "采药")):
        route = child(routes, RoutePage, slug, {"title": title}, {"title": slug})
        add_stops(route, {"title": "殿"}, place=hall)
    return hall


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh-hans", "“盘王殿”"), ("en", "stays: these routes stop there")],
)
def test_a_place_that_three_routes_use_is_not_deleted_and_they_are_named(sign_in, hall, language, said, settings):
    settings.LANGUAGE_CODE = language
    client = sign_in("editor")
    client.cookies["django_language"] = language
    page = client.post(f"/admin/pages/{hall.pk}/delete/", follow=True).content.decode()
    for words in (said, "一日", "石路", "采药"):
        assert words in page
    assert PlacePage.objects.filter(pk=hall.pk).count() == 1
