"""Addresses as people write them."""

import pytest

from shops.orders.places import Found, recognise, region_of, tree

FULL = {
    "湖南省长沙市岳麓区桔子洲街道麓山南路 18 号 3 栋 502": (
        "湖南省",
        "长沙市",
        "岳麓区",
        "桔子洲街道",
        "麓山南路 18 号 3 栋 502",
    ),
    "湖南 长沙 岳麓 麓山南路18号": ("湖南省", "长沙市", "岳麓区", "", "麓山南路18号"),
    "长沙市岳麓区麓山南路18号": ("湖南省", "长沙市", "岳麓区", "", "麓山南路18号"),
    "江华瑶族自治县沱江镇瑶都大道1号": ("湖南省", "永州市", "江华瑶族自治县", "沱江镇", "瑶都大道1号"),
    "湖南省永州市江华县沱江镇 2号": ("湖南省", "永州市", "江华瑶族自治县", "沱江镇", "2号"),
    "北京市海淀区中关村大街 1 号": ("北京市", "市辖区", "海淀区", "", "中关村大街 1 号"),
    "北京市北京市海淀区万寿路街道翠微路2号": ("北京市", "市辖区", "海淀区", "万寿路街道", "翠微路2号"),
    "广西桂林市恭城县恭城镇 茶江路 5 号": ("广西壮族自治区", "桂林市", "恭城瑶族自治县", "恭城镇", "茶江路 5 号"),
    "新疆，乌鲁木齐市，天山区，人民路 9 号": ("新疆维吾尔自治区", "乌鲁木齐市", "天山区", "", "人民路 9 号"),
    "海南省文昌市文城镇 文建路 3 号": ("海南省", "省直辖县级行政区划", "文昌市", "文城镇", "文建路 3 号"),
}


@pytest.mark.parametrize(("text", "found"), FULL.items())
def test_an_address_is_understood(text, found):
    assert recognise(text) == Found(*found)
    assert recognise(text).is_enough


@pytest.mark.parametrize("text", ["", "麓山南路 18 号", "No. 18, Lushan South Road", "😀", "鼓楼区中山路 1 号", "火星省月亮市"])
def test_what_names_no_place_or_several_is_left_as_it_is(text):
    assert recognise(text) == Found(rest=text)


def test_a_place_without_a_street_is_not_enough():
    assert not recognise("湖南省长沙市岳麓区").is_enough
    assert not recognise("湖南省 18 号").is_enough


def test_the_levels_nobody_writes_are_not_written_on_a_parcel():
    assert recognise("北京市海淀区中关村大街1号").place == "北京市海淀区"


@pytest.mark.parametrize(
    ("province", "region"),
    [("湖南省", "hunan"), ("广东省", "near"), ("广西壮族自治区", "near"), ("青海省", "remote"), ("北京市", "far")],
)
def test_provinces_are_priced_as_couriers_do(province, region):
    assert region_of(province) == region


def test_every_county_is_understood_by_its_own_names():
    unknown = [
        f"{province} {city} {county}"
        for province, cities in tree().items()
        for city, counties in cities.items()
        for county in counties
        if recognise(f"{Found(province, city, county).place}幸福路88号").county != county
    ]
    assert unknown == []
