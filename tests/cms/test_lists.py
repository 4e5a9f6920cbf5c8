"""Lists that readers narrow: combined, counted, forgiving, never a dead end; and festivals listed once with all their days."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.http import QueryDict

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
from cms.narrowing import PAGE, Facet, narrow
from tests.factories.pages import child
from tests.factories.people import person
from tests.factories.shops import township

TODAY = date(2026, 11, 20)


def row(colour: str, *sizes: str) -> SimpleNamespace:
    return SimpleNamespace(colour=colour, sizes=sizes)


ROWS = [row("red", "big"), row("red", "small", "big"), row("blue", "small"), row("")]
FACETS = [
    Facet("colour", "Colour", lambda r: {r.colour: r.colour.title()} if r.colour else {}, ("blue", "red")),
    Facet("size", "Size", lambda r: {size: size for size in r.sizes}),
]


def counts(found, key: str) -> dict[str, int]:
    (field,) = [one for one in found.fields if one.key == key]
    return {one.value: one.count for one in field.choices}


def test_choices_are_counted_under_what_else_is_chosen_and_those_that_find_nothing_are_left_out():
    found = narrow(ROWS, FACETS, {"size": "big"})
    assert found.rows == ROWS[:2]
    assert counts(found, "colour") == {"red": 2}
    assert counts(found, "size") == {"big": 2, "small": 2}
    assert list(counts(narrow(ROWS, FACETS, {}), "colour")) == ["blue", "red"]


def test_choices_combine_and_a_list_without_a_row_says_what_to_take_away():
    found = narrow(ROWS, FACETS, {"colour": "blue", "size": "big"})
    assert (found.count, found.total) == (0, 4)
    assert [(chip.words, chip.query, chip.count) for chip in found.wider] == [
        ("big", "colour=blue", 1),
        ("Blue", "size=big", 2),
    ][::-1]
    assert [one.chosen.words for one in found.fields] == ["Blue", "big"]


@pytest.mark.parametrize(
    "asked",
    [
        "colour=green",
        "colour=%00<script>",
        "colour=",
        "nothing=x&page=abc",
        "page=-4",
        "colour=red'--&page=99999999999999999999",
    ],
)
def test_what_no_row_has_is_as_if_it_had_not_been_asked(asked):
    found = narrow(ROWS, FACETS, QueryDict(asked))
    assert (found.rows, found.chips, found.query, found.page.number) == (ROWS, [], "", 1)


def test_a_long_list_comes_page_by_page_and_keeps_what_is_chosen():
    rows = [row("red", "big") for _n in range(PAGE + 1)] + [row("blue", "big")]
    found = narrow(rows, FACETS, {"colour": "red", "page": "2"})
    assert (len(found.page), found.count, found.query) == (1, PAGE + 1, "colour=red&")


def test_a_facet_is_asked_only_where_it_narrows():
    assert [one.key for one in narrow([row("red"), row("red")], FACETS, {}).fields] == []
    assert [one.key for one in narrow([row("red"), row("red", "big")], FACETS, {}).fields] == ["size"]


@pytest.fixture
def visit(homes):
    return child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "来走走"}, {"title": "Visit"})


def titles(client, path: str) -> list[str]:
    """Slugs of the tiles on a list, in their order."""
    words = client.get(path).content.decode()
    return [part.partition('"')[0].strip("/").rpartition("/")[2] for part in words.split('<a class="tile" href="')[1:]]


def test_places_by_kind_township_and_access(client, visit):
    township("daxu", "大圩镇", "Daxu", (24.9, 111.7))
    under = child(visit, PlaceIndexPage, "places", {"title": "地方"}, {"title": "Places"})
    for slug, more in (
        ("village", {"kind": "village", "township": "daxu", "steps": "many"}),
        ("hall", {"kind": "heritage", "township": "daxu", "steps": "none"}),
        ("cave", {"kind": "scenic", "township": "nowhere", "has_wide_toilet": True}),
    ):
        child(under, PlacePage, slug, {"title": slug}, {"title": slug}, **more)
    assert titles(client, "/en/visit/places/?kind=heritage") == ["hall"]
    assert titles(client, "/en/visit/places/?township=daxu&access=no-steps") == ["hall"]
    assert titles(client, "/zh-hans/visit/places/?access=toilet") == ["cave"]
    assert titles(client, "/en/visit/places/?kind=x&township=%00&access=&page=zz") == ["village", "hall", "cave"]
    empty = client.get("/en/visit/places/?kind=scenic&township=daxu").content.decode()
    assert "Nothing has all of this" in empty
    assert '<a class="link" href="?township=daxu">Without “Scenery”: 2 found' in empty
    assert '<link rel="canonical" href="http://testserver/en/visit/places/">' in empty


def test_routes_by_days_month_effort_and_theme_in_either_language(client, visit):
    under = child(visit, RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    for slug, zh, en, more in (
        ("town", {"effort": "轻松", "theme": "县城"}, {"effort": "Easy", "theme": "Town"}, {"days": 1, "months": "3,11"}),
        ("lake", {"effort": "适中", "theme": "水库"}, {"effort": "Moderate", "theme": "Lake"}, {"days": 2, "months": "3"}),
        ("hills", {"effort": "适中", "theme": "茶山"}, {"effort": "Moderate", "theme": "Tea"}, {"days": 5, "months": "13,x"}),
    ):
        child(under, RoutePage, slug, {"title": slug, **zh}, {"title": slug, **en}, **more)
    for language in ("en", "zh-hans"):
        list_of = f"/{language}/visit/routes/"
        assert titles(client, f"{list_of}?effort=适中") == ["lake", "hills"]
        assert titles(client, f"{list_of}?effort=适中&month=3") == ["lake"]
        assert titles(client, f"{list_of}?days=3") == ["hills"]
        assert titles(client, f"{list_of}?theme=县城&month=11") == ["town"]
    assert (
        '<option value="适中" selected>Moderate (1)</option>'
        in client.get("/en/visit/routes/?effort=适中&month=3").content.decode()
    )


def test_culture_by_kind_and_guidance_by_subject_and_writer(client, homes, programme, django_assert_num_queries):
    culture = child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    for slug, kind in (("drum", "music"), ("wedding", "custom")):
        child(culture, CulturePage, slug, {"title": slug}, {"title": slug}, kind=kind)
    assert titles(client, "/en/culture/?kind=custom") == ["wedding"]
    guidance = child(homes["zh-hans"], GuidanceIndexPage, "guidance", {"title": "指南"}, {"title": "Guidance"})
    mentor = person("李", role="mentor")
    for slug, more in (
        ("honey", {"lesson_path": "ecommerce/stage-1/lesson-1/", "author": mentor}),
        ("photos", {"lesson_path": "ecommerce/stage-2/lesson-1"}),
        ("lost", {"lesson_path": "gone/away"}),
    ):
        child(guidance, GuidancePage, slug, {"title": slug}, {"title": slug}, **more)
    assert titles(client, "/en/guidance/?stage=ecommerce/stage-2") == ["photos"]
    assert titles(client, "/en/guidance/?by=mentor") == ["honey"]
    assert titles(client, "/en/guidance/?by=office&stage=gone/away") == ["photos", "lost"]
    with django_assert_num_queries(5):
        assert '<option value="ecommerce/stage-1">Stage 1 (1)</option>' in client.get("/en/guidance/").content.decode()


@pytest.fixture
def festivals(visit, monkeypatch):
    monkeypatch.setattr("cms.templatetags.list_tags.shanghai_day", lambda at: TODAY)
    under = child(visit, FestivalIndexPage, "festivals", {"title": "节日"}, {"title": "Festivals"})
    made = {}
    for slug, months, days in (
        ("panwang", {"lunar_month": 10}, (date(2026, 11, 24), date(2027, 11, 13), date(2028, 12, 1))),
        ("song", {}, (date(2027, 3, 9), date(2027, 11, 2))),
        ("rice", {"window": "七月"}, ()),
    ):
        made[slug] = child(under, FestivalPage, slug, {"title": slug}, {"title": slug}, **months)
        for day in days:
            Occurrence.objects.create(festival_key=made[slug].translation_key, starts_on=day)
    return made


def listed(client, query: str = "") -> list[str]:
    words = client.get(f"/en/visit/festivals/{query}").content.decode().partition("<main")[2]
    names = [part.partition("/")[0] for part in words.split('<a href="/en/visit/festivals/')[1:]]
    return [name for name in names if name]


def test_every_festival_is_listed_once_with_all_its_days(client, festivals):
    words = client.get("/en/visit/festivals/").content.decode()
    assert listed(client) == ["panwang", "song", "rice"]
    for day in ("2027-11-13", "2028-12-01", "2027-11-02"):
        assert words.count(f'<time datetime="{day}">') == 1
    assert 'class="fest-next"' in words


def test_a_month_lists_festivals_by_their_day_in_it_and_keeps_the_others(client, festivals):
    words = client.get("/en/visit/festivals/?month=11").content.decode()
    assert listed(client, "?month=11") == ["panwang", "song"]
    assert "November 2026" in words
    assert "November 2027" in words
    assert words.count('<time datetime="2027-03-09">') == 1
    assert 'class="fest-next"' not in words
    assert listed(client, "?when=moon") == ["panwang"]
    assert listed(client, "?when=open") == ["rice"]
    assert listed(client, "?month=0&when=never") == ["panwang", "song", "rice"]


def test_a_festival_called_off_is_listed_once_struck_with_its_later_days(client, festivals):
    Occurrence.objects.filter(starts_on=date(2026, 11, 24)).update(state=Occurrence.State.CANCELLED)
    words = client.get("/en/visit/festivals/").content.decode()
    assert listed(client) == ["panwang", "song", "rice"]
    assert '<s class="num">24 November 2026</s> <b>Called off</b>' in words
    assert words.count('<time datetime="2027-11-13">') == 1
