"""A map of tiles is one setting; without it the sketch stays, and no other host is asked."""

import math
import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.geography.datum import wgs_to_gcj
from cms.geography.spots import Spot
from cms.itinerary import Halt
from cms.tiles import closest_zoom, mercator, tile_map

WHOLE = {"url": "https://tiles.example/{z}/{x}/{y}.png", "datum": "wgs84", "credit": "© Maker", "number": "GS(2024)1"}
HALL, CAVE = (25.184, 111.572), (25.1, 111.6)
HALTS = [Halt(n, str(n), f"S{n}", "", Spot(*point, "exact")) for n, point in enumerate((HALL, CAVE), 1)]


def test_without_the_setting_there_is_no_such_map(settings):
    settings.TILE_MAP = {}
    assert tile_map(HALTS) is None


def test_a_pin_stands_on_the_tile_it_belongs_to(settings):
    settings.TILE_MAP = WHOLE
    made = tile_map(HALTS)
    zoom = closest_zoom([HALL, CAVE])
    x, y = (math.floor(side / 256) for side in mercator(HALL, zoom))
    tile = next(one for one in made.tiles if one.address == f"https://tiles.example/{zoom}/{x}/{y}.png")
    pin = made.pins[0]
    assert 0 <= pin.x - tile.x <= 256
    assert 0 <= pin.y - tile.y <= 256
    assert all(-256 < one.x < 720 and -256 < one.y < 520 for one in made.tiles)


def test_pins_are_moved_into_the_providers_datum(settings):
    settings.TILE_MAP = WHOLE | {"datum": "gcj02"}
    moved = tile_map(HALTS)
    settings.TILE_MAP = WHOLE
    there = [Halt(h.number, h.key, h.title, "", Spot(*wgs_to_gcj(h.spot.point), "exact")) for h in HALTS]
    assert (moved.pins, moved.tiles) == (tile_map(there).pins, tile_map(there).tiles)


@pytest.mark.parametrize(
    "wrong", [{"number": ""}, {"datum": "bd09"}, {"url": "http://tiles.example/{z}/{x}/{y}"}, {"url": "https://a/"}]
)
def test_half_a_setting_is_refused(settings, wrong):
    settings.TILE_MAP = WHOLE | wrong
    with pytest.raises(ImproperlyConfigured):
        tile_map(HALTS)


@pytest.mark.django_db
def test_the_page_shows_the_tiles_with_maker_and_number(client, settings, route):
    sketch = client.get("/en/visit/routes/day/").content.decode()
    assert ("A sketch, not for finding the way." in sketch, "<image" in sketch) == (True, False)
    settings.TILE_MAP = WHOLE
    page = client.get("/en/visit/routes/day/").content.decode()
    assert set(re.findall(r'<image href="(https://[^/]+)/', page)) == {"https://tiles.example"}
    assert all(words in page for words in ("© Maker · GS(2024)1", "stands at its township", 'href="#stop-2"'))
