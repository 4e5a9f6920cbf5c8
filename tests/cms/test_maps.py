"""Pins on a route's map."""

from cms.maps import HEIGHT, WIDTH, route_map
from cms.models import Township

TOWNS = {
    "tuojiang": Township(slug="tuojiang", name="沱江镇", latitude="25.19", longitude="111.57"),
    "shuikou": Township(slug="shuikou", name="水口镇", latitude="24.99", longitude="111.77"),
}


def stop(title, township):
    return {"title": title, "township": township}


def test_pins_keep_the_numbers_of_their_stops():
    found = route_map([stop("a", "tuojiang"), stop("b", "nowhere"), stop("c", "shuikou")], TOWNS)
    assert [(pin.number, pin.title) for pin in found.pins] == [(1, "a"), (3, "c")]
    north, south = found.pins
    assert north.y < south.y
    assert north.x < south.x


def test_stops_of_one_township_stand_apart_and_inside():
    found = route_map([stop(str(n), "tuojiang") for n in range(6)], TOWNS)
    spots = {(round(pin.x), round(pin.y)) for pin in found.pins}
    assert len(spots) == 6
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in spots)


def test_a_map_needs_two_known_stops():
    assert route_map([stop("a", "tuojiang"), stop("b", "")], TOWNS) is None
    assert route_map([], TOWNS) is None


def test_the_scale_bar_is_a_round_number_of_kilometres():
    found = route_map([stop("a", "tuojiang"), stop("c", "shuikou")], TOWNS)
    assert found.scale_km in (1, 2, 5, 10, 20, 50)
    assert 40 < found.scale_width <= 131
