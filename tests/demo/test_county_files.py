"""What is written of the county's places and routes: whole in both languages, careful, and of this county."""

import re

import pytest

from cms.drawings import titles
from cms.models import PlacePage, RoutePage
from cms.pages.access import Steps, Surface
from cms.pages.certainty import Certainty
from cms.pages.stops import Mode
from demo.content import Written, folder, read

PLACES, ROUTES = list(folder("places")), list(folder("routes"))
TOWNSHIPS = {one["slug"] for one in read("townships.yaml")} | {""}
OF_OTHER_COUNTIES = re.compile(
    "黄洛|勾蓝|洗泥节|千家峒|女书|上甘棠|舜帝|红豆杉岛|Huangluo|Goulan|Nüshu|Qianjiadong|Shun’s tomb"
)
HANZI = re.compile("[\u4e00-\u9fff]")


def ids(written: list[Written]) -> list[str]:
    return [one.slug for one in written]


def pairs(words: object) -> list[tuple[str, str]]:
    """Every text of a file, in Chinese and English."""
    if isinstance(words, dict):
        if set(words) == {"zh", "en"}:
            return [(words["zh"], words["en"])]
        return [pair for value in words.values() for pair in pairs(value)]
    return [pair for value in words for pair in pairs(value)] if isinstance(words, list) else []


def test_there_is_enough_to_go_to():
    assert (len(PLACES), len(ROUTES)) == (19, 6)


@pytest.mark.parametrize("one", PLACES + ROUTES, ids=ids(PLACES + ROUTES))
def test_a_file_is_whole_in_both_languages_and_names_no_other_county_s_sights(one):
    for chinese, english in pairs(one.words):
        assert chinese.strip()
        assert english.strip()
        assert not HANZI.search(english.replace("图腾坊", ""))
        assert not OF_OTHER_COUNTIES.search(chinese + english)
    assert one.words["picture"] in titles()


@pytest.mark.parametrize("one", PLACES, ids=ids(PLACES))
def test_a_place_says_where_it_comes_from_and_is_known_by_its_township_only(one):
    words = one.words
    assert 3 <= len(words["story"]) <= 6
    assert words["location_precision"] == "township"
    assert words["township"] in TOWNSHIPS
    assert words.get("status", "likely") in {Certainty.SURE, Certainty.LIKELY}
    for name in ("sources", "manners", "getting_there"):
        assert words[name]
    assert not {"latitude", "longitude"} & set(words)


@pytest.mark.parametrize("one", ROUTES, ids=ids(ROUTES))
def test_a_route_goes_on_by_known_ways_to_known_places(one):
    words, limits = one.words, {name: RoutePage._meta.get_field(name).max_length for name in ("effort", "theme")}
    assert all(len(text) <= limit for name, limit in limits.items() for text in words[name].values())
    assert {words["access"]["steps"]} <= set(Steps.values)
    assert {words["access"]["surface"]} <= set(Surface.values)
    assert [stop.get("day") or 1 for stop in words["stops"]] == sorted(stop.get("day") or 1 for stop in words["stops"])
    assert max(stop.get("day") or 1 for stop in words["stops"]) == words["days"]
    for stop in words["stops"]:
        assert stop["place"] is None or stop["place"] in ids(PLACES)
        assert stop["township"] in TOWNSHIPS
        assert stop["picture"] in titles()
        assert set(stop.get("way") or {}) <= {"mode", "note"}
        assert (stop.get("way") or {"mode": "car"})["mode"] in Mode.values


def test_a_title_fits_its_field():
    limit = PlacePage._meta.get_field("title").max_length
    assert all(len(text) <= limit for one in PLACES + ROUTES for text in one.words["title"].values())
