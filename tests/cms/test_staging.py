"""Longer routes made of routes: one stage serves several, nothing is summed that was not measured, none goes in a ring."""

from datetime import UTC, datetime

import gpxpy
import pytest
from django.urls import reverse
from django.utils import translation

from cms.itinerary import outing_of
from cms.models import RouteIndexPage, RoutePage, RouteStage, Township, Track, VisitIndexPage
from cms.pages.route_form import RouteForm
from cms.queries import routes_that_need
from cms.staging import longer_routes_with
from tests.cms.test_completeness import SOURCED
from tests.factories.pages import add_stops, child

pytestmark = pytest.mark.django_db
LINE = [[[25.18, 111.57, None], [25.19, 111.57, None]]]  # 1.11 km


def made_of(whole, *stages):
    for page in RoutePage.objects.filter(translation_key=whole.translation_key):
        RouteStage.objects.bulk_create(
            RouteStage(route=page, stage=stage, sort_order=n, locale=page.locale) for n, stage in enumerate(stages)
        )


def recorded(route, **facts):
    return Track.objects.create(route_key=route.translation_key, segments=LINE, kept_at=datetime.now(UTC), **facts)


@pytest.fixture
def routes(homes):
    Township.objects.create(slug="tuojiang", name_zh_hans="沱江镇", name_en="Tuojiang", latitude="25.19", longitude="111.57")
    visit = child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "游"}, {"title": "Visit"})
    index = child(visit, RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    made = {}
    for name, days in (("hall", 1), ("drum", 2), ("cave", 1), ("long", 9), ("short", 1)):
        made[name] = child(index, RoutePage, name, {"title": f"路 {name}"}, {"title": f"Way {name}"}, days=days)
    add_stops(made["hall"], {"title": "A"}, {"title": "B"}, township="tuojiang")
    add_stops(made["drum"], {"title": "C"}, {"title": "D", "day": 2}, township="tuojiang")
    add_stops(made["cave"], {"title": "E"}, township="tuojiang")
    made_of(made["long"], made["hall"], made["drum"], made["cave"])
    made_of(made["short"], made["drum"], made["hall"])
    return made


def test_a_whole_has_the_stops_and_days_of_its_stages(routes):
    outing = outing_of(RoutePage.objects.get(pk=routes["long"].pk))
    assert [(halt.number, halt.title, halt.day) for halt in outing.halts] == [
        (1, "A", 1), (2, "B", 1), (3, "C", 2), (4, "D", 3), (5, "E", 4),
    ]  # fmt: skip
    assert (outing.length_days, [stage.stops for stage in outing.stages]) == (4, [2, 2, 1])
    other = outing_of(RoutePage.objects.get(pk=routes["short"].pk))
    assert [halt.title for halt in other.halts] == ["C", "D", "A", "B"]


def test_a_length_is_summed_only_where_every_stage_was_recorded(routes):
    recorded(routes["hall"])
    recorded(routes["drum"], is_sample=True)
    short = RoutePage.objects.get(pk=routes["short"].pk)
    assert outing_of(short).stages_km is None
    Track.objects.update(is_sample=False)
    assert round(outing_of(RoutePage.objects.get(pk=short.pk)).stages_km, 2) == 2.22
    assert outing_of(RoutePage.objects.get(pk=routes["long"].pk)).stages_km is None  # the cave's stage was not


def test_a_stage_names_the_one_before_and_after_it_in_each_route(routes):
    seen = [(one.route.slug, one.number, one.previous and one.previous.slug, one.next and one.next.slug)
            for one in longer_routes_with(routes["drum"])]  # fmt: skip
    assert seen == [("long", 2, "hall", "cave"), ("short", 1, None, "hall")]


def test_the_pages_and_files_of_whole_and_stage(client, routes):
    recorded(routes["hall"])
    recorded(routes["drum"])
    page = client.get("/en/visit/routes/long/").content.decode()
    assert all(words in page for words in ("3 stages", "4 days", "Day 4", 'href="/en/visit/routes/cave/"'))
    assert "Stage 2 of 3 of" in client.get("/en/visit/routes/drum/").content.decode()
    whole = gpxpy.parse(client.get("/en/visit/routes/long/map.gpx").content.decode())
    assert ([point.name for point in whole.waypoints], len(whole.tracks[0].segments)) == (
        ["1 A", "2 B", "3 C", "4 D", "5 E"],
        2,
    )
    one = gpxpy.parse(client.get("/en/visit/routes/drum/map.gpx").content.decode())
    assert [point.name for point in one.waypoints] == ["1 C", "2 D"]


def test_a_stage_cannot_be_deleted_from_under_its_routes(routes):
    assert sorted(set(routes_that_need(routes["cave"]))) == ["Way long", "路 long"]


@pytest.mark.parametrize(
    ("route", "stages", "words"),
    [
        ("long", ["long", "hall"], "A route cannot be a stage of itself."),
        ("short", ["hall", "hall"], "A stage is named twice. Name each once."),
        ("short", ["long"], "One of these routes is made of stages itself. Name its stages instead."),
        ("cave", ["hall"], "This route is a stage of another one, so it cannot have stages of its own."),
        ("short", ["drum", "cave"], None),
    ],
)
def test_a_ring_is_refused_in_words(routes, route, stages, words):
    form = RouteForm.__new__(RouteForm)
    form.instance, form.formsets = routes[route], {}
    with translation.override("en"):
        said = [str(one) for one in form.refused([routes[name] for name in stages])]
    assert said == ([words] if words else [])


def posted(route, *stages, stops=()):
    """What the editors' form of `route` sends, published, with these stages instead of those it has."""
    sets = {
        "route_stages": [{"stage": stage.pk} for stage in stages], "route_stops": [{"title": title, "day": 1} for title in stops],
        "access_photos": [], "comments": [],
    }  # fmt: skip
    sent = {"title": route.title, "slug": route.slug, "days": route.days, "action-publish": "1", **SOURCED}
    for name, rows in sets.items():
        sent |= {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": 0}
        for n, row in enumerate(rows):
            sent |= {f"{name}-{n}-{key}": value for key, value in {**row, "id": "", "ORDER": n + 1, "DELETE": ""}.items()}
    return sent


def test_an_editor_makes_a_route_of_stages_and_is_told_what_cannot_be(routes, sign_in):
    client, lone = sign_in("editor"), RoutePage.objects.get(pk=routes["short"].pk)
    RouteStage.objects.filter(route=lone).delete()
    edit = reverse("wagtailadmin_pages:edit", args=[lone.pk])
    for stages, stops, words in (
        ([routes["long"]], [], "其中有一条路线本身就由几段组成"),
        ([lone], [], "一条路线不能做自己的一段"),
        ([routes["hall"]], ["自己的一站"], "一条路线要么由站点组成，要么由几段路线组成"),
    ):
        assert words in client.post(edit, posted(lone, *stages, stops=stops)).content.decode()
        assert not RouteStage.objects.filter(route=lone).exists()
    client.post(edit, posted(lone, routes["cave"], routes["hall"]))
    assert [row.stage for row in RouteStage.objects.filter(route=lone)] == [routes["cave"], routes["hall"]]
