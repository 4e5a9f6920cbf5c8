"""What editors paste, and the links that open our points elsewhere."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import translation

from cms.geography.datum import BD09, GCJ02, gcj_to_wgs, wgs_to_bd, wgs_to_gcj
from cms.geography.links import NotAPoint, amap_link, baidu_link, read_point
from cms.geography.spots import metres

HERE = (25.184, 111.572)
GCJ, BD = wgs_to_gcj(HERE), wgs_to_bd(HERE)
PASTED = {
    "AMap marker": f"https://uri.amap.com/marker?position={GCJ[1]},{GCJ[0]}&name=x",
    "AMap marker in WGS-84": "https://uri.amap.com/marker?position=111.572,25.184&coordinate=wgs84",
    "AMap shared": f"盘王殿 https://www.amap.com/?q={GCJ[0]},{GCJ[1]},盘王殿",
    "AMap place": f"https://www.amap.com/?p=B02DB0,{GCJ[0]},{GCJ[1]},盘王殿,沱江镇",
    "AMap regeo": f"https://ditu.amap.com/regeo?lng={GCJ[1]}&lat={GCJ[0]}",
    "Baidu": f"https://api.map.baidu.com/marker?location={BD[0]},{BD[1]}&title=x",
    "Baidu in GCJ-02": f"https://api.map.baidu.com/marker?location={GCJ[0]},{GCJ[1]}&coord_type=gcj02",
    "OpenStreetMap": "https://www.openstreetmap.org/#map=15/25.184/111.572",
    "OpenStreetMap marker": "https://www.openstreetmap.org/?mlat=25.184&mlon=111.572",
    "two numbers": "25.184, 111.572",
    "the other way round": "111.572，25.184",
}


@pytest.mark.parametrize("text", PASTED.values(), ids=list(PASTED))
def test_a_pasted_link_is_the_same_point_in_wgs_84(text):
    assert metres(read_point(text), HERE) < 1


def test_numbers_stand_in_the_datum_that_is_said():
    assert metres(read_point(f"{GCJ[0]}, {GCJ[1]}", GCJ02), HERE) < 1
    assert metres(read_point(f"{BD[0]}, {BD[1]}", BD09), HERE) < 1


@pytest.mark.parametrize(
    "text",
    ["", "沱江镇", "25.184", "https://surl.amap.com/abc", "https://www.amap.com/", "https://j.map.baidu.com/x", "95.1, 400.2"],
)
def test_what_holds_no_point_is_refused_in_words(text):
    with translation.override("zh-hans"), pytest.raises(NotAPoint, match=r"请"):
        read_point(text)


def test_links_out_are_in_the_datum_of_their_map():
    asked = parse_qs(urlsplit(amap_link(HERE, "盘王殿")).query)
    assert asked["coordinate"] == ["gaode"]
    lon, lat = map(float, asked["position"][0].split(","))
    assert metres(gcj_to_wgs((lat, lon)), HERE) < 1
    asked = parse_qs(urlsplit(baidu_link(HERE, "盘王殿")).query)
    assert asked["coord_type"] == ["bd09ll"]
    assert asked["location"] == [f"{BD[0]:.6f},{BD[1]:.6f}"]
