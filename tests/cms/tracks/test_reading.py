"""Reading GPX and KML: whatever a device or a bad will puts in them."""

import io

import pytest
from django.utils import translation

from cms.geography.datum import BD09, GCJ02, wgs_to_bd, wgs_to_gcj
from cms.tracks.judging import judge
from cms.tracks.reading import Reading, Unreadable, Waypoint, read_track
from cms.tracks.thinning import MOST_HELD, MOST_KEPT, Thinning, straightened


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


HALL, TOWNS = (25.184, 111.572), [(25.19, 111.57), (24.99, 111.77)]


def gpx(inside: str, head: str = "") -> io.BytesIO:
    return io.BytesIO(f'<?xml version="1.0"?>{head}<gpx xmlns="http://www.topografix.com/GPX/1/1">{inside}</gpx>'.encode())


def track(points, ele: str = "") -> str:
    return f'<trk><trkseg>{"".join(f"""<trkpt lat="{lat}" lon="{lon}">{ele}</trkpt>""" for lat, lon in points)}</trkseg></trk>'


def test_a_track_with_heights_segments_and_waypoints():
    two = track([(25.18, 111.57), (25.19, 111.58)], "<ele>210.5</ele>") + track([(25.2, 111.6), (25.21, 111.6)])
    found = read_track(gpx(f'<wpt lat="25.184" lon="111.572"><name>盘王殿</name></wpt>{two}'))
    assert found.segments == [[(25.18, 111.57, 210.5), (25.19, 111.58, 210.5)], [(25.2, 111.6, None), (25.21, 111.6, None)]]
    assert found.waypoints == [Waypoint("盘王殿", 25.184, 111.572)]
    assert (found.points, found.dropped) == (4, 0)


def test_kml_lines_points_and_heights_that_are_none():
    inside = """<Placemark><name>Hall</name><Point><coordinates>111.572,25.184,0</coordinates></Point></Placemark>
    <Placemark><name>Way</name><LineString><coordinates>111.57,25.18,0 111.58,25.19,0</coordinates></LineString></Placemark>
    <Placemark><LineString><altitudeMode>absolute</altitudeMode><coordinates>111.6,25.2,300
    111.61,25.21,310</coordinates></LineString></Placemark>"""
    found = read_track(io.BytesIO(f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}</Document></kml>'.encode()))
    assert found.segments == [[(25.18, 111.57, None), (25.19, 111.58, None)], [(25.2, 111.6, 300.0), (25.21, 111.61, 310.0)]]
    assert found.waypoints == [Waypoint("Hall", 25.184, 111.572)]


BAD = {
    "nothing": gpx(""), "one point": gpx(track([HALL])), "not xml": io.BytesIO(b"\xff\xd8\xff\xe0 a photograph"), "empty": io.BytesIO(b""),
    "html": io.BytesIO(b"<html><wpt lat='25' lon='111'/></html>"), "packed": io.BytesIO(b"PK\x03\x04rest"),
    "an entity": gpx(track([HALL, HALL]), '<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "laughs": gpx(track([HALL, HALL]), '<!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'), "cut short": io.BytesIO(b"<gpx><trk>"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(BAD))
def test_what_is_no_track_is_refused_in_words(name):
    BAD[name].seek(0)
    with pytest.raises(Unreadable) as refused:
        read_track(BAD[name])
    assert str(refused.value)


@pytest.mark.parametrize("lat", ["NaN", "inf", "-inf", "91", "x", ""])
def test_points_off_the_globe_and_at_zero_are_left_out_and_counted(lat):
    points = [HALL, (lat, 111.57), (0.0, 0.0), (25.2, 111.6)]
    found = read_track(gpx(track(points)))
    assert (found.segments, found.points, found.dropped) == ([[(*HALL, None), (25.2, 111.6, None)]], 4, 2)
    assert "zero degrees" in judge(found, {}, TOWNS).remarks[0]


def test_a_hundred_thousand_points_become_few_and_keep_both_ends():
    many = [(round(25.0 + n * 0.000002, 6), round(111.5 + (n % 1000) * 0.0001, 6)) for n in range(100_000)]
    found = read_track(gpx(track(many)))
    (line,) = found.segments
    assert found.points == 100_000
    assert len(line) <= MOST_KEPT
    assert (line[0][:2], line[-1][:2]) == (many[0], many[-1])
    assert judge(found, {}, TOWNS).remarks == [f"Of 100000 points {len(line)} are kept: the line looks the same."]


def test_no_more_is_held_than_is_said_however_many_come():
    thinning = Thinning()
    for n in range(20_000):
        thinning.add((25.0 + n * 0.0002, 111.5, None))
        assert thinning.held <= MOST_HELD


def test_a_bend_is_kept_and_a_straight_is_not():
    line = [(25.0, 111.5, None), (25.0, 111.51, None), (25.0, 111.52, None), (25.01, 111.52, None)]
    assert straightened(line, 5) == [line[0], line[2], line[3]]


@pytest.mark.parametrize(("shift", "datum"), [(wgs_to_gcj, GCJ02), (wgs_to_bd, BD09), (lambda point: point, "")])
def test_a_wrong_datum_is_suspected_by_a_known_place(shift, datum):
    reading = Reading(waypoints=[Waypoint("盘王殿", *shift(HALL)), Waypoint("别处", 25.2, 111.6)])
    assert judge(reading, {"盘王殿": HALL}, TOWNS).suspected == datum


def test_another_place_of_the_same_name_raises_no_suspicion():
    assert judge(Reading(waypoints=[Waypoint("盘王殿", 25.184, 111.65)]), {"盘王殿": HALL}, TOWNS).suspected == ""


def test_points_outside_the_county_and_in_the_sea_are_said():
    beside = judge(read_track(gpx(track([HALL, (24.3, 112.0)]))), {}, TOWNS)
    assert (beside.is_outside, beside.remarks) == (False, ["1 of 2 points lie outside the county, up to 80 km away."])
    sea = judge(read_track(gpx(track([(18.0, 115.0), (18.1, 115.1)]))), {}, TOWNS)
    assert sea.is_outside
    assert sea.remarks[0].endswith("So far off they may be in the sea: are latitude and longitude the wrong way round?")


def test_waypoints_alone_draw_no_line():
    found = read_track(gpx('<wpt lat="25.184" lon="111.572"><name>盘王殿</name></wpt>'))
    assert found.segments == []
    assert judge(found, {}, TOWNS).remarks == [
        "There is no track in this file, only waypoints: they can become stops, and no line is drawn."
    ]
