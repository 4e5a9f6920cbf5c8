"""What is near: by the straight line where both points are measured, by township where not; never the page itself."""

import pytest

from cms.models import FestivalIndexPage, FestivalPage, PlaceIndexPage, PlacePage, RouteIndexPage, RoutePage, VisitIndexPage
from cms.nearby import around
from tests.factories.pages import add_stops, child
from tests.factories.shops import township

EXACT = {"location_precision": "exact"}


@pytest.fixture
def county(homes):
    township("tuojiang", "沱江镇", "Tuojiang", (25.19, 111.57))
    visit = child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "来走走"}, {"title": "Visit"})
    places, routes, festivals = (
        child(visit, kind, slug, {"title": slug}, {"title": slug})
        for kind, slug in ((PlaceIndexPage, "places"), (RouteIndexPage, "routes"), (FestivalIndexPage, "festivals"))
    )
    made = {}
    for slug, more in (
        ("hall", {"township": "tuojiang", "latitude": "25.190000", "longitude": "111.570000", **EXACT}),
        ("cave", {"township": "xiangjiang", "latitude": "25.190000", "longitude": "111.600000", **EXACT}),
        ("pagoda", {"township": "tuojiang"}),
        ("far", {"township": "daxu", "latitude": "24.700000", "longitude": "111.900000", **EXACT}),
        ("unsaid", {}),
    ):
        made[slug] = child(places, PlacePage, slug, {"title": slug}, {"title": slug}, **more)
    for slug, stops in (("day", ("hall", "cave")), ("other", ("pagoda",)), ("away", ("far",))):
        made[slug] = child(routes, RoutePage, slug, {"title": slug}, {"title": slug})
        add_stops(made[slug], *[{"title": stop, "place": made[stop]} for stop in stops])
    for slug, town in (("panwang", "tuojiang"), ("song", "tuojiang"), ("open", "")):
        made[slug] = child(festivals, FestivalPage, slug, {"title": slug}, {"title": slug}, township=town)
    return made


def near(page) -> dict[str, list]:
    found = around(page)
    return {
        "places": [(one.page.slug, one.km) for one in found.places], "stopping": [one.slug for one in found.stopping],
        "routes": [one.slug for one in found.routes], "festivals": [one.slug for one in found.festivals],
    }  # fmt: skip


def test_a_place_has_measured_places_by_distance_then_those_of_its_township(county):
    assert near(county["hall"]) == {
        "places": [("cave", 3.0), ("pagoda", None)], "stopping": ["day"], "routes": ["other"], "festivals": ["panwang", "song"],
    }  # fmt: skip
    assert near(county["unsaid"]) == {"places": [], "stopping": [], "routes": [], "festivals": []}


def test_a_route_has_what_is_near_any_of_its_stops_and_not_the_stops_themselves(county):
    assert near(county["day"]) == {
        "places": [("pagoda", None)], "stopping": [], "routes": ["other"], "festivals": ["panwang", "song"],
    }  # fmt: skip


def test_a_festival_has_its_township_and_not_itself(county):
    assert near(county["panwang"]) == {
        "places": [("hall", None), ("pagoda", None)], "stopping": [], "routes": ["day", "other"], "festivals": ["song"],
    }  # fmt: skip
    assert near(county["open"])["places"] == []


def test_a_distance_is_said_to_be_a_straight_line(client, county):
    words = client.get("/en/visit/places/hall/").content.decode()
    assert "3.0 km in a straight line" in words
    assert "Without a distance: in the same township, not measured yet." in words
    assert "直线距离 3.0 公里" in client.get("/zh-hans/visit/places/hall/").content.decode()
