"""What the head of a county page says, checked against what readers of schema.org ask of each kind."""

import json
import re
from datetime import date, datetime
from importlib import import_module

import pytest
from pyld import jsonld
from wagtail.models import Page

from cms.models import (
    CultureIndexPage,
    CulturePage,
    FestivalIndexPage,
    FestivalPage,
    GuidanceIndexPage,
    GuidancePage,
    Occurrence,
    PlaceIndexPage,
    PlacePage,
    RouteIndexPage,
    RoutePage,
    VisitIndexPage,
)
from tests.factories.pages import add_stops, child

HOST = "http://testserver"
SCHEMA = "https://schema.org/"
REQUIRED = {  # schema.org's and the search engines' tables: what each kind must say
    "Article": {"headline", "author", "publisher", "inLanguage", "image"},
    "BreadcrumbList": {"itemListElement"},
    "Course": {"name", "description", "provider"},
    "Event": {"name", "startDate", "endDate", "eventStatus", "eventAttendanceMode", "location", "organizer", "image"},
    "GeoCoordinates": {"latitude", "longitude"},
    "ItemList": {"itemListElement"},
    "LearningResource": {"name", "inLanguage"},
    "ListItem": {"position"},
    "Organization": {"name", "url"},
    "Place": {"name"},
    "PostalAddress": {"addressCountry", "addressRegion"},
    "TouristAttraction": {"name", "address", "image"},
    "TouristTrip": {"name", "itinerary", "image"},
}
KINDS = {
    "Article": (CultureIndexPage, CulturePage, {"kind": "music"}),
    "Article by a mentor": (GuidanceIndexPage, GuidancePage, {}),
    "TouristAttraction": (PlaceIndexPage, PlacePage, {"township": "tuojiang"}),
    "TouristTrip": (RouteIndexPage, RoutePage, {}),
    "Event": (FestivalIndexPage, FestivalPage, {}),
}


def head(client, path: str) -> str:
    return client.get(path).content.decode().partition("</head>")[0]


def facts(words: str) -> list[dict]:
    whole = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', words, re.S)[1])
    assert whole["@context"] == "https://schema.org"
    read = jsonld.expand(whole, {"documentLoader": offline})  # a reader of JSON-LD finds the same things
    assert [one["@type"] for one in read] == [[f"{SCHEMA}{one['@type']}"] for one in whole["@graph"]]
    return whole["@graph"]


def offline(address: str, _options) -> dict:
    """schema.org's context without the network: every word is one of its own."""
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": {"@vocab": SCHEMA}}}


def vocabulary(kind: str) -> set[str]:
    """The properties that schema.org itself gives to a kind of thing, as a library of its own has them."""
    described = getattr(import_module(f"pydantic2_schemaorg.{kind}"), kind)
    return {field.alias for field in described.__fields__.values()}


def check(thing) -> None:
    """Every kind is known, says what it must, nothing empty, and nothing it has no word for; addresses are whole, days are days."""
    if isinstance(thing, list):
        for one in thing:
            check(one)
    elif isinstance(thing, dict):
        assert REQUIRED[thing["@type"]] <= set(thing), thing
        assert set(thing) <= vocabulary(thing["@type"]), thing
        assert all(value not in ("", None, [], {}) for value in thing.values()), thing
        assert all(thing[key].startswith(f"{HOST}/") for key in ("url",) if key in thing)
        assert not thing.get("startDate") or date.fromisoformat(thing["startDate"])
        assert not thing.get("dateModified") or datetime.fromisoformat(thing["dateModified"]).tzinfo
        for value in thing.values():
            check(value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_readers_ask_and_nothing_empty(client, homes, kind):
    index, model, given = KINDS[kind]
    above = child(homes["zh-hans"], index, "culture", {"title": "集"}, {"title": "All"})
    page = child(above, model, "one", {"title": "长鼓"}, {"title": "Long drum", "lede": "Danced"}, **given)
    Occurrence.objects.create(festival_key=page.translation_key, starts_on=date(2099, 11, 7))
    if model is RoutePage:
        add_stops(page, {"title": "宝镜"}, {"title": "水口"})
    for path in ("/zh-hans/culture/one/", "/en/culture/one/"):
        own, trail = facts(head(client, path))
        check([own, trail])
        assert own["@type"] == kind.partition(" ")[0]
        assert [one["position"] for one in trail["itemListElement"]] == [1, 2, 3]
        assert trail["itemListElement"][2]["item"] == f"{HOST}{path}"
    if kind == "TouristTrip":
        assert [stop["item"]["name"] for stop in own["itinerary"]["itemListElement"]] == ["宝镜", "水口"]


def test_a_festival_without_a_day_is_no_event(client, homes):
    above = child(homes["zh-hans"], FestivalIndexPage, "culture", {"title": "节"}, {"title": "All"})
    child(above, FestivalPage, "one", {"title": "盘王节"}, {"title": "Panwang"}, window="十月")
    assert [one["@type"] for one in facts(head(client, "/en/culture/one/"))] == ["BreadcrumbList"]


def test_home_courses_and_lessons_say_what_they_are(client, homes, programme):
    type(programme).objects.update(lede="From field to parcel")
    for path, kind in (
        ("", "Organization"),
        ("learn/ecommerce/", "Course"),
        ("learn/ecommerce/stage-1/lesson-1/", "LearningResource"),
    ):
        found = facts(head(client, f"/en/{path}"))
        check(found)
        assert found[0]["@type"] == kind


def links(words: str) -> dict[str, str]:
    found = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', words))
    return found | {"canonical": re.search(r'<link rel="canonical" href="([^"]+)">', words)[1]}


@pytest.fixture
def culture(homes):
    return child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})


def test_a_page_names_its_own_address_and_the_other_language(client, culture):
    zh, en = f"{HOST}/zh-hans/culture/", f"{HOST}/en/culture/"
    assert links(head(client, "/en/culture/?from=wechat")) == {"canonical": en, "zh-Hans": zh, "en": en, "x-default": zh}


def test_a_page_read_in_the_other_language_is_canonical_in_its_own(client, culture):
    Page.objects.get(slug="culture", locale__language_code="en").delete()
    zh = f"{HOST}/zh-hans/culture/"
    assert links(head(client, "/en/culture/")) == {"canonical": zh, "zh-Hans": zh, "x-default": zh}


def renamed(page: Page) -> None:
    page = page.specific
    page.slug = "long-drum"
    page.save_revision().publish()


def moved(page: Page) -> None:
    music = CultureIndexPage.objects.get(slug="music", locale=page.locale)
    page.specific.move(music, pos="last-child")


@pytest.mark.parametrize(("change", "now"), [(renamed, "culture/long-drum/"), (moved, "music/drum/")])
def test_an_old_address_leads_on_in_both_languages(client, homes, culture, change, now, django_capture_on_commit_callbacks):
    child(homes["zh-hans"], CultureIndexPage, "music", {"title": "音乐"}, {"title": "Music"})
    page = child(culture, CulturePage, "drum", {"title": "长鼓"}, {"title": "Long drum"}, kind="music")
    with django_capture_on_commit_callbacks(execute=True):
        change(Page.objects.get(pk=page.pk))
    first = client.get("/zh-hans/culture/drum/")  # while the translation still stands where it was
    assert (first.status_code, first.url) == (302, f"/zh-hans/{now}")
    assert client.get("/en/culture/drum/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        change(Page.objects.get(slug="drum", locale__language_code="en"))
    for language in ("zh-hans", "en"):
        answer = client.get(f"/{language}/culture/drum/")
        assert (answer.status_code, answer.url.removeprefix(HOST).removeprefix("http://localhost")) == (
            301,
            f"/{language}/{now}",
        )


def test_a_festivals_days_say_what_became_of_them(client, homes):
    above = child(homes["zh-hans"], FestivalIndexPage, "culture", {"title": "节"}, {"title": "All"})
    page = child(above, FestivalPage, "one", {"title": "盘王节"}, {"title": "Panwang"})
    state = Occurrence.State
    days = [
        {"starts_on": date(2097, 11, 1), "ends_on": date(2097, 11, 3)},
        {"starts_on": date(2098, 11, 2), "state": state.CANCELLED},
        {"starts_on": date(2099, 11, 4), "moved_from": date(2099, 11, 1)},
        {"starts_on": date(2099, 12, 4), "state": state.PROPOSED},
        {"starts_on": date(2020, 11, 1)},
    ]
    for day in days:
        Occurrence.objects.create(festival_key=page.translation_key, **day)
    found = facts(head(client, "/en/culture/one/"))
    check(found)
    seen = [(one["startDate"], one["endDate"], one["eventStatus"], one.get("previousStartDate")) for one in found[:-1]]
    assert seen == [
        ("2097-11-01", "2097-11-03", "https://schema.org/EventScheduled", None),
        ("2098-11-02", "2098-11-02", "https://schema.org/EventCancelled", None),
        ("2099-11-04", "2099-11-04", "https://schema.org/EventRescheduled", "2099-11-01"),
    ]


def test_a_point_is_told_only_of_what_was_measured_and_the_way_leads_through_its_list(client, homes):
    visit = child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "游"}, {"title": "Visit us"})
    places = child(visit, PlaceIndexPage, "places", {"title": "地"}, {"title": "All"})
    point = {"township": "tuojiang", "latitude": 25.1, "longitude": 111.5}
    for slug, precision in (("exact", "exact"), ("near", "village"), ("far", "township")):
        child(places, PlacePage, slug, {"title": slug}, {"title": slug}, location_precision=precision, **point)
    told = [facts(head(client, f"/en/visit/places/{slug}/"))[0].get("geo") for slug in ("exact", "near", "far")]
    assert told == [{"@type": "GeoCoordinates", "latitude": 25.1, "longitude": 111.5}, None, None]
    trail = facts(head(client, "/en/visit/places/exact/"))[-1]["itemListElement"]
    assert [(one["name"], one["item"].removeprefix(HOST)) for one in trail][1:] == [
        ("Visit", "/en/visit/"), ("Places", "/en/visit/places/"), ("exact", "/en/visit/places/exact/"),
    ]  # fmt: skip
    routes = child(visit, RouteIndexPage, "routes", {"title": "路"}, {"title": "All"})
    page = child(routes, RoutePage, "one", {"title": "路"}, {"title": "Way"})
    exact = PlacePage.objects.get(slug="exact", locale=page.locale)
    add_stops(
        page, {"title": "一", "place": exact}, {"title": "二", "place": PlacePage.objects.get(slug="near", locale=page.locale)}
    )
    own, _trail = facts(head(client, "/zh-hans/visit/routes/one/"))
    check(own)
    assert [("geo" in one["item"], one["item"]["url"].removeprefix(HOST)) for one in own["itinerary"]["itemListElement"]] == [
        (True, "/zh-hans/visit/places/exact/"), (False, "/zh-hans/visit/places/near/"),
    ]  # fmt: skip
