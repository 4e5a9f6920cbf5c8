"""An editor brings a track: looked over, asked about, kept; and places that routes need."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import RestrictedError
from django.urls import reverse

from cms.geography.datum import wgs_to_gcj
from cms.geography.spots import metres
from cms.models import PlaceIndexPage, PlacePage, RouteIndexPage, RoutePage, RouteStop, Township, Track, VisitIndexPage
from cms.pages.place_form import PlaceForm
from common.models import AuditEntry
from tests.cms.test_completeness import SOURCED
from tests.factories.pages import add_stops, child

pytestmark = pytest.mark.django_db
HALL = (25.184, 111.572)
GCJ = wgs_to_gcj(HALL)
INSIDE = (
    f'<gpx xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="{GCJ[0]}" lon="{GCJ[1]}"><name>盘王殿</name></wpt>'
    '<trk><trkseg><trkpt lat="25.18" lon="111.57"/><trkpt lat="25.19" lon="111.58"/></trkseg></trk></gpx>'
)


@pytest.fixture
def world(homes):
    Township.objects.create(slug="tuojiang", name_zh_hans="沱江镇", name_en="Tuojiang", latitude="25.19", longitude="111.57")
    visit = child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "游"}, {"title": "Visit"})
    places = child(visit, PlaceIndexPage, "places", {"title": "地方"}, {"title": "Places"})
    hall = child(places, PlacePage, "hall", {"title": "盘王殿"}, {"title": "Hall"}, location_precision="exact",
                 latitude=Decimal("25.184"), longitude=Decimal("111.572"))  # fmt: skip
    routes = child(visit, RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    route = child(routes, RoutePage, "day", {"title": "一日"}, {"title": "A day"})
    route.save_revision()
    return {"hall": hall, "route": route, "routes": routes}


def sent(client, route, text=INSIDE):
    file = SimpleUploadedFile("walk.gpx", text.encode())
    return client.post(reverse("route_track", args=[route.pk]), {"file": file}, follow=True)


def draft(route):
    return RoutePage.objects.get(pk=route.pk).get_latest_revision_as_object()


def test_a_track_from_a_chinese_map_is_asked_about_moved_and_kept_once(world, sign_in):
    client, route = sign_in("editor"), world["route"]
    seen = sent(client, route)
    assert seen.context["judgement"].suspected == "gcj02"
    assert any(words in seen.content.decode() for words in ("Say where it comes from.", "请说明文件来自哪里。"))
    assert seen.context["form"]["datum"].value() is None
    assert Track.objects.count() == 0
    sealed = seen.context["form"]["sealed"].value()
    for _again in range(2):
        answer = client.post(reverse("route_track", args=[route.pk]), {"sealed": sealed, "datum": "gcj02", "picked": ["0"]})
        assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[route.pk])
    track = Track.objects.get(route_key=route.translation_key)
    assert metres(tuple(track.segments[0][0][:2]), (25.18, 111.57)) > 500
    (stop,) = draft(route).route_stops.all()
    assert stop.place == world["hall"]
    assert (stop.title, metres((float(stop.latitude), float(stop.longitude)), HALL) < 1) == ("盘王殿", True)
    assert RouteStop.objects.count() == 0  # until the draft is published
    assert AuditEntry.objects.filter(action="track kept").count() == 2
    draft(route).save_revision().publish()
    assert RouteStop.objects.get().locale == route.locale


def test_without_an_answer_nothing_is_kept(world, sign_in):
    client, route = sign_in("editor"), world["route"]
    sealed = sent(client, route).context["form"]["sealed"].value()
    assert client.post(reverse("route_track", args=[route.pk]), {"sealed": sealed}).context["form"].errors.keys() == {"datum"}
    assert Track.objects.count() == 0


@pytest.mark.parametrize("sealed", ["", "forged", "of another page"])
def test_only_what_was_looked_over_for_this_page_is_kept(world, sign_in, sealed):
    client, route = sign_in("editor"), world["route"]
    if sealed == "of another page":
        other = child(world["routes"], RoutePage, "other", {"title": "别的"}, {"title": "Other"})
        sealed = sent(client, other).context["form"]["sealed"].value()
    answer = client.post(reverse("route_track", args=[route.pk]), {"sealed": sealed, "datum": "wgs84"})
    assert answer["Location"] == reverse("route_track", args=[route.pk])
    assert Track.objects.count() == 0


def test_a_file_all_outside_the_county_cannot_be_kept(world, sign_in):
    client, route = sign_in("editor"), world["route"]
    seen = sent(client, route, INSIDE.replace('lat="25.', 'lat="5.'))
    sealed = seen.context["form"]["sealed"].value()
    assert "there is nothing to keep" in seen.content.decode() or "没有可以保存的" in seen.content.decode()
    client.post(reverse("route_track", args=[route.pk]), {"sealed": sealed, "datum": "wgs84"})
    assert Track.objects.count() == 0


def test_a_bad_file_is_refused_in_its_form(world, sign_in):
    seen = sent(sign_in("editor"), world["route"], "<!DOCTYPE gpx [<!ENTITY x 'y'>]><gpx/>")
    assert seen.context["form"].errors.keys() == {"file"}


def test_mentors_bring_no_tracks(world, sign_in):
    assert sent(sign_in("mentor"), world["route"]).status_code == 404
    assert Track.objects.count() == 0


def test_a_place_that_routes_need_is_not_deleted(world, sign_in):
    client, hall = sign_in("editor"), world["hall"]
    add_stops(world["route"], {"title": "盘王殿", "place": hall})
    for page in (hall, hall.get_parent()):
        answer = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
        assert "一日" in str(next(iter(answer.context["messages"])))
    client.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={hall.pk}")
    assert PlacePage.objects.filter(pk=hall.pk).exists()
    with pytest.raises(RestrictedError):
        hall.delete()


def test_a_place_is_deleted_with_the_routes_that_need_it(world):
    add_stops(world["route"], {"title": "盘王殿", "place": world["hall"]})
    for visit in VisitIndexPage.objects.order_by("-path"):  # the English routes name the Chinese place
        visit.delete()
    assert (RouteStop.objects.count(), PlacePage.objects.count()) == (0, 0)


def test_one_place_serves_several_routes(world, client):
    other = child(world["routes"], RoutePage, "other", {"title": "别的"}, {"title": "Another day"})
    for route in (world["route"], other):
        add_stops(route, {"title": "盘王殿", "place": world["hall"]}, {"title": "再来", "place": world["hall"]})
    words = client.get("/en/visit/places/hall/").content.decode()
    assert words.count('href="/en/visit/routes/day/"') == words.count('href="/en/visit/routes/other/"') == 1


def form_of(hall, **said):
    kind = PlacePage.get_edit_handler().get_form_class()
    assert issubclass(kind, PlaceForm)
    given = {
        "title": "盘王殿",
        "slug": "hall",
        "location_precision": "exact",
        "certainty": "likely",
        "body-count": "0",
        "latitude": "",
        "longitude": "",
        "access_photos-TOTAL_FORMS": "0",
        "access_photos-INITIAL_FORMS": "0",
    }
    form = kind(
        {**given, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, **said}, instance=hall, parent_page=hall.get_parent()
    )
    return form, form.is_valid()


def test_a_pasted_link_becomes_the_places_point(world):
    form, is_valid = form_of(world["hall"], pasted=f"https://uri.amap.com/marker?position={GCJ[1]},{GCJ[0]}")
    assert (is_valid, form.instance.latitude, form.instance.longitude) == (True, Decimal("25.184"), Decimal("111.572"))


def test_typed_numbers_of_a_chinese_map_are_moved(world):
    form, is_valid = form_of(world["hall"], latitude=f"{GCJ[0]:.6f}", longitude=f"{GCJ[1]:.6f}", datum="gcj02")
    assert is_valid
    assert metres((float(form.instance.latitude), float(form.instance.longitude)), HALL) < 1


WRONG = {
    "pasted": {"pasted": "https://surl.amap.com/abc"}, "location_precision": {}, "latitude": {"latitude": "25.184"},
    "far away": {"latitude": "39.9", "longitude": "116.4"},
}  # fmt: skip


@pytest.mark.parametrize("name", list(WRONG))
def test_a_point_that_cannot_be_is_refused(world, name):
    form, is_valid = form_of(world["hall"], **WRONG[name])
    assert (is_valid, list(form.errors)) == (False, ["latitude" if name == "far away" else name])


def test_an_editor_finds_stops_and_the_way_to_a_file_in_the_routes_form(world, sign_in):
    client, route = sign_in("editor"), world["route"]
    edit = reverse("wagtailadmin_pages:edit", args=[route.pk])
    assert reverse("route_track", args=[route.pk]) in client.get(edit).content.decode()
    stop = {"title": "盘王殿", "place": world["hall"].pk, "day": "2", "time": "09:00", "way_mode": "bus", "way_note": "问司机"}
    rows = {f"route_stops-0-{name}": value for name, value in {**stop, "id": "", "ORDER": "1", "DELETE": ""}.items()}
    counts = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    given = {
        f"{name}-{key}": value
        for name in ("route_stops", "route_stages", "access_photos", "comments")
        for key, value in counts.items()
    }
    page = {"title": "一日", "slug": "day", "days": "2", "comments-TOTAL_FORMS": 0, "action-publish": "1", **SOURCED}
    client.post(edit, {**given, **rows, **page})
    row = RouteStop.objects.get()
    assert (row.route, row.place, row.day, row.way_note, row.locale) == (route, world["hall"], 2, "问司机", route.locale)
    assert [one.pk for one in RoutePage.objects.search("盘王")] == [route.pk]
