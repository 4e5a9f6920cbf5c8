"""A route and a place as files, each read by a parser that had no part in writing it."""

import json
from datetime import UTC, date, datetime

import geojson
import pytest
import vobject
from defusedxml import ElementTree
from fastkml import KML, Placemark
from fastkml.utils import find_all
from pygeoif import Point
from wagtail.models import PageViewRestriction

from cms.models import PlaceIndexPage, PlacePage, RouteIndexPage, RoutePage, Township, Track, VisitIndexPage
from tests.factories.pages import add_stops, child

pytestmark = pytest.mark.django_db
GPX = "{http://www.topografix.com/GPX/1/1}"
ROUTE, PLACE = "/en/visit/routes/day/", "/en/visit/places/hall/"
ONLY_TOWNSHIP = "Only the township is known: this is the township’s point, not the place’s."
NASTY = "鼓 & <script>alert(1)</script>\x0b"


@pytest.fixture
def route(homes):
    Township.objects.create(slug="tuojiang", name_zh_hans="沱江镇", name_en="Tuojiang", latitude="25.19", longitude="111.57")
    visit = child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "游"}, {"title": "Visit"})
    places = child(visit, PlaceIndexPage, "places", {"title": "地方"}, {"title": "Places"})
    routes = child(visit, RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    at = {"first_published_at": datetime(2026, 1, 1, tzinfo=UTC), "last_published_at": datetime(2026, 2, 1, tzinfo=UTC)}
    hall = child(places, PlacePage, "hall", {"title": "盘王殿"}, {"title": "Panwang Hall", "lede": "A hall"},
                 township="tuojiang", location_precision="exact", latitude="25.184", longitude="111.572", **at)  # fmt: skip
    page = child(routes, RoutePage, "day", {"title": "一日"}, {"title": "A day & a night"}, days=2, **at)
    add_stops(page, {"title": "Hall", "place": hall, "time": "09:00", "stay_minutes": 45},
              {"title": NASTY, "township": "tuojiang", "time": "afternoon", "text": "Drum"},
              {"title": "Nowhere", "day": 2, "time": "10:30"})  # fmt: skip
    return page


@pytest.fixture
def track(route):
    segments = [[[25.18, 111.57, 201.5], [25.19, 111.58, None]]]
    return Track.objects.create(route_key=route.translation_key, segments=segments, is_sample=True, kept_at=datetime.now(UTC))


def taken(client, path, form):
    answer = client.get(f"{path}map.{form}")
    assert (answer.status_code, answer["Content-Disposition"].partition("filename=")[2]) == (
        200, f'"{path.rstrip("/").rpartition("/")[2]}.{form.partition("?")[0]}"'
    )  # fmt: skip
    return answer.content.decode()


def test_gpx_says_what_each_point_is_and_makes_nothing_up(client, track):
    whole = ElementTree.fromstring(taken(client, ROUTE, "gpx"))
    assert (whole.tag, whole.get("version")) == (f"{GPX}gpx", "1.1")
    hall, drum = whole.findall(f"{GPX}wpt")  # the third stop's place is not known at all
    assert (hall.get("lat"), hall.get("lon"), hall.findtext(f"{GPX}name")) == ("25.184", "111.572", "1 Hall")
    assert (drum.findtext(f"{GPX}type"), drum.findtext(f"{GPX}cmt")) == ("township", ONLY_TOWNSHIP)
    assert drum.findtext(f"{GPX}name") == "2 鼓 & <script>alert(1)</script>"
    points = list(whole.iter(f"{GPX}trkpt"))
    assert [point.findtext(f"{GPX}ele") for point in points] == ["201.5", None]
    assert [*whole.iter(f"{GPX}time")] == []
    assert whole.findtext(f"{GPX}trk/{GPX}name") == "A day & a night (sample, not measured)"


def test_no_track_is_drawn_where_none_was_recorded(client, route):
    assert "trk" not in taken(client, ROUTE, "gpx")
    assert "LineString" not in taken(client, ROUTE, "kml")
    assert [one["geometry"]["type"] for one in json.loads(taken(client, ROUTE, "geojson"))["features"]] == ["Point", "Point"]


def test_kml_is_read_by_fastkml(client, track):
    marks = list(find_all(KML.from_string(taken(client, ROUTE, "kml").partition("?>")[2]), of_type=Placemark))
    assert [mark.name for mark in marks] == [
        "1 Hall",
        "2 鼓 & <script>alert(1)</script>",
        "A day & a night (sample, not measured)",
    ]
    assert marks[0].geometry == Point(111.572, 25.184, 0.0)
    assert [one.value for one in marks[1].extended_data.elements] == ["township"]
    assert ONLY_TOWNSHIP in marks[1].description


def test_geojson_is_valid_and_longitude_stands_first(client, track):
    whole = geojson.loads(taken(client, ROUTE, "geojson"))
    assert whole.is_valid
    assert whole.features[0].geometry.coordinates == [111.572, 25.184]
    assert [one.properties.get("location_precision") for one in whole.features] == ["exact", "township", None]
    assert whole.features[2].geometry.coordinates == [[[111.57, 25.18, 201.5], [111.58, 25.19]]]


def test_a_calendar_begins_on_the_day_that_is_named(client, route):
    def events():
        made = vobject.readOne(taken(client, ROUTE, "ics?from=2026-12-01"))
        return {one.summary.value: one for one in made.vevent_list}

    found = events()
    hall, rest, last = found["1 Hall"], found["A day & a night"], found["3 Nowhere"]
    assert hall.dtstart.value.isoformat() == "2026-12-01T09:00:00+08:00"
    assert hall.dtend.value.isoformat() == "2026-12-01T09:45:00+08:00"
    assert rest.dtstart.value == date(2026, 12, 1)
    assert last.dtstart.value.isoformat() == "2026-12-02T10:30:00+08:00"
    assert not hasattr(last, "dtend")
    assert rest.location.value == "Tuojiang"
    assert not hasattr(rest, "geo")
    assert {one.uid.value for one in events().values()} == {one.uid.value for one in found.values()}


@pytest.mark.parametrize("asked", ["", "?from=", "?from=tomorrow", "?from=9999-12-31", "?from=2026-02-30"])
def test_a_calendar_without_a_day_asks_for_one(client, route, asked):
    answer = client.get(f"{ROUTE}map.ics{asked}")
    assert (answer.status_code, answer["Location"]) == (302, f"{ROUTE}#calendar")


def test_a_place_has_every_file_too(client, route):
    whole = ElementTree.fromstring(taken(client, PLACE, "gpx"))
    assert [one.findtext(f"{GPX}name") for one in whole.findall(f"{GPX}wpt")] == ["Panwang Hall"]
    assert geojson.loads(taken(client, PLACE, "geojson")).is_valid
    assert "<name>Panwang Hall</name>" in taken(client, PLACE, "kml")
    made = vobject.readOne(taken(client, PLACE, "ics?from=2026-12-01"))
    assert (made.vevent.summary.value, made.vevent.geo.value) == ("Panwang Hall", "25.184;111.572")


def test_a_place_known_by_its_township_hides_the_point_it_was_given(client, route):
    PlacePage.objects.update(location_precision="township")
    whole = ElementTree.fromstring(taken(client, PLACE, "gpx"))
    assert [(one.get("lat"), one.get("lon")) for one in whole.findall(f"{GPX}wpt")] == [("25.19", "111.57")]
    words = client.get(PLACE).content.decode()
    assert "25.184" not in words
    assert "uri.amap.com" not in words


def test_a_measured_place_is_opened_in_other_maps(client, route):
    words = client.get(PLACE).content.decode()
    assert words.count("https://uri.amap.com/marker?position=111.57") == 1
    assert '<p class="num mt2">25.18400, 111.57200</p>' in words


def test_files_are_closed_where_their_page_is(client, route):
    PageViewRestriction.objects.create(page=route, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/zh-hans/visit/routes/day/map.gpx").status_code == 404


@pytest.mark.parametrize("path", ["/en/visit/map.gpx", "/en/visit/routes/none/map.kml", f"{ROUTE}map.exe", f"{ROUTE}map.gpx/"])
def test_other_pages_and_forms_have_no_file(client, route, path):
    assert client.get(path).status_code == 404


def test_a_file_costs_six_queries(client, track, django_assert_num_queries):
    client.get(f"{ROUTE}map.gpx")
    with django_assert_num_queries(6):
        client.get(f"{ROUTE}map.gpx")
