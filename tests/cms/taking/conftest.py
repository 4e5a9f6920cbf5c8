"""A route of two days with places, a recorded stretch and a drawing at each stop."""

from datetime import UTC, datetime

import pytest

from cms.models import PlaceIndexPage, PlacePage, RouteIndexPage, RoutePage, Township, VisitIndexPage
from tests.factories.pages import add_stops, child

AT = {"first_published_at": datetime(2026, 1, 1, tzinfo=UTC), "last_published_at": datetime(2026, 2, 1, tzinfo=UTC)}


@pytest.fixture
def routes(homes):
    Township.objects.create(slug="tuojiang", name_zh_hans="沱江镇", name_en="Tuojiang", latitude="25.19", longitude="111.57")
    visit = child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "游"}, {"title": "Visit"})
    return child(visit, RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})


@pytest.fixture
def route(routes):
    visit = VisitIndexPage.objects.get(locale=routes.locale)
    places = child(visit, PlaceIndexPage, "places", {"title": "地方"}, {"title": "Places"})
    hall = child(places, PlacePage, "hall", {"title": "盘王殿", "sources": "县志"}, {"title": "Panwang Hall", "sources": "The county annals"},
                 township="tuojiang", location_precision="exact", latitude="25.184", longitude="111.572", **AT)  # fmt: skip
    page = child(routes, RoutePage, "day", {"title": "瑶都两日", "manners": "先问再拍照"}, {"title": "Two days", "manners": "Ask before you photograph."},
                 days=2, drawing="s-hall", step_free="part", signage="both", getting_there="12 路车", **AT)  # fmt: skip
    add_stops(page, {"title": "大殿", "place": hall, "time": "09:00", "stay_minutes": 45, "drawing": "s-hall"},
              {"title": "长鼓坪", "township": "tuojiang", "text": "鼓 & <script>alert(1)</script>", "drawing": "s-drum"},
              {"title": "夜市", "day": 2, "time": "19:30"})  # fmt: skip
    return page
