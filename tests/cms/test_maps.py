"""Pins on a route's map."""

import pytest
import yaml
from django.conf import settings

from cms.geography.spots import Spot, spot_of
from cms.itinerary import Halt
from cms.map_labels import Box
from cms.maps import HEIGHT, WIDTH, route_map
from cms.models import RouteStop, Township, Track
from cms.profile import profile_of

TOWNS = {
    "tuojiang": Township(slug="tuojiang", name="沱江镇", latitude="25.19", longitude="111.57"),
    "shuikou": Township(slug="shuikou", name="水口镇", latitude="24.99", longitude="111.77"),
}


def stops(*towns, known=None):
    """Halts named a, b, c… at the townships of these names."""
    known = known or TOWNS
    spots = [spot_of(known, stop=RouteStop(township=town)) for town in towns]
    return [Halt(number, str(number), chr(96 + number), "", spot) for number, spot in enumerate(spots, 1)]


def test_pins_keep_the_numbers_of_their_stops():
    found = route_map(stops("tuojiang", "nowhere", "shuikou"), TOWNS)
    assert [(pin.number, pin.title) for pin in found.pins] == [(1, "a"), (3, "c")]
    north, south = found.pins
    assert north.y < south.y
    assert north.x < south.x


def test_stops_of_one_township_stand_apart_and_inside():
    found = route_map(stops(*["tuojiang"] * 6), TOWNS)
    spots = {(round(pin.x), round(pin.y)) for pin in found.pins}
    assert len(spots) == 6
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in spots)


def test_a_map_needs_two_known_stops():
    assert route_map(stops("tuojiang", ""), TOWNS) is None
    assert route_map([], TOWNS) is None


def test_the_scale_bar_is_a_round_number_of_kilometres():
    found = route_map(stops("tuojiang", "shuikou"), TOWNS)
    assert found.scale_km in (1, 2, 5, 10, 20, 50)
    assert 40 < found.scale_width <= 131


@pytest.mark.parametrize("count", [2, 3, 6])
@pytest.mark.parametrize("language", ["zh_hans", "en"])
def test_no_name_is_under_a_pin_or_on_another_name(count, language):
    every = yaml.safe_load((settings.ROOT / "site/demo/content/townships.yaml").read_text(encoding="utf-8"))
    said = "zh" if language == "zh_hans" else "en"
    towns = {
        one["slug"]: Township(slug=one["slug"], name=one["name"][said], latitude=str(one["lat"]), longitude=str(one["lon"]))
        for one in every
    }
    found = route_map(stops(*["tuojiang" if n % 2 else "shuikou" for n in range(count)], known=towns), towns)
    names = [town.name_at for town in found.towns]
    pins = [Box(pin.x, pin.y, 21, 21) for pin in found.pins]
    assert [name for name in names if any(name.touches(pin) for pin in pins)] == []
    assert [one for one in names if any(one is not other and one.touches(other) for other in names)] == []
    assert {"tuojiang", "shuikou"} <= {town.township.slug for town in found.towns}
    assert all(name.is_inside(WIDTH, HEIGHT) for name in names)


def test_measured_stops_beside_each_other_can_all_be_read():
    spots = [Spot(25.19 + n * 0.0001, 111.57, "exact") for n in range(20)]
    found = route_map([Halt(n, str(n), "站", "", spot) for n, spot in enumerate(spots, 1)], TOWNS)
    boxes = [Box(pin.x, pin.y, 21, 21) for pin in found.pins]
    assert [one for one in boxes if any(one is not other and one.touches(other) for other in boxes)] == []
    assert all(box.is_inside(WIDTH, HEIGHT) or 24 < box.x < WIDTH - 24 for box in boxes)


def test_heights_are_drawn_only_where_every_point_has_one():
    walked = [[25.19, 111.57, 200.0], [25.20, 111.57, 260.0], [25.21, 111.57, 230.0]]
    drawn = profile_of(Track(segments=[walked]))
    assert (drawn.lowest, drawn.highest, round(drawn.length_km, 1), round(drawn.top_x)) == (200, 260, 2.2, 360)
    assert profile_of(Track(segments=[[*walked, [25.22, 111.57, None]]])) is None
    assert profile_of(Track(segments=[walked, walked])) is None
    assert profile_of(None) is None
