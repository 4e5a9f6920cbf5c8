"""The datums of Chinese maps, against a published library."""

import prcoords
import pytest

from cms.geography.datum import bd_to_wgs, gcj_to_bd, gcj_to_wgs, is_in_china, wgs_to_bd, wgs_to_gcj
from cms.geography.spots import metres

COUNTY = [(25.184, 111.572), (25.15, 111.65), (25.29, 111.54), (25.07, 111.82), (24.99, 111.77), (25.04, 111.52), (24.94, 111.99),
          (24.72, 111.53), (24.81, 111.93), (24.84, 111.72)]  # fmt: skip


@pytest.mark.parametrize("point", COUNTY)
def test_every_datum_is_where_the_library_has_it(point):
    theirs = prcoords.Coords(*point)
    assert metres(wgs_to_gcj(point), tuple(prcoords.wgs_gcj(theirs))) < 2
    assert metres(wgs_to_bd(point), tuple(prcoords.wgs_bd(theirs))) < 2
    assert metres(gcj_to_bd(point), tuple(prcoords.gcj_bd(theirs))) < 2
    assert metres(gcj_to_wgs(point), tuple(prcoords.gcj_wgs_bored(theirs))) < 2
    assert metres(bd_to_wgs(point), tuple(prcoords.bd_wgs_bored(theirs))) < 2


@pytest.mark.parametrize("point", COUNTY)
def test_there_and_back_is_the_same_point(point):
    assert metres(gcj_to_wgs(wgs_to_gcj(point)), point) < 0.1
    assert metres(bd_to_wgs(wgs_to_bd(point)), point) < 0.5


def test_how_far_the_maps_are_off_in_the_county_town():
    assert round(metres(COUNTY[0], wgs_to_gcj(COUNTY[0])), -1) == 620
    assert 1100 < metres(COUNTY[0], wgs_to_bd(COUNTY[0])) < 1300


ABROAD = {
    "Hanoi": (21.03, 105.85), "Seoul": (37.57, 126.98), "Tokyo": (35.68, 139.69), "Bangkok": (13.75, 100.5), "Taipei": (25.03, 121.56),
    "Ulaanbaatar": (47.92, 106.92), "Kathmandu": (27.71, 85.32), "London": (51.5, -0.12), "Delhi": (28.61, 77.21),
}  # fmt: skip


@pytest.mark.parametrize("point", ABROAD.values(), ids=list(ABROAD))
def test_nothing_is_moved_abroad(point):
    assert not is_in_china(point)
    assert wgs_to_gcj(point) == wgs_to_bd(point) == gcj_to_wgs(point) == bd_to_wgs(point) == point
