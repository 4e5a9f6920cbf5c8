"""Where a parcel goes, understood from an address as people write it: province, city, county, town, and the rest.

Names may be short (湖南), levels may be left out where the next says enough (长沙岳麓区…), spaces and commas stand anywhere.
The names are those of `regions/`, written by `tools/regions.py`.
"""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from shops.franchise.models import Region

DATA = Path(__file__).parent / "regions" / "regions.json.gz"
EMPTY = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}  # levels that nobody writes
PEOPLES = (
    "壮族|回族|维吾尔|满族|蒙古族|蒙古|藏族|彝族|苗族|侗族|瑶族|土家族|布依族|朝鲜族|傣族|哈尼族|白族|黎族|傈僳族|佤族|拉祜族|景颇族|"
    "羌族|畲族|仡佬族|水族|纳西族|土族|撒拉族|东乡族|保安族|裕固族|哈萨克|哈萨克族|柯尔克孜|锡伯|塔吉克|达斡尔族|鄂温克族|鄂伦春|"
    "毛南族|仫佬族|各族|独龙族|怒族|普米族|布朗族|阿昌族"
)
ENDING = re.compile(
    rf"(?:(?:{PEOPLES})*自治[区州县旗]|特别行政区|省|市|地区|盟|区|县|旗|街道|镇|(?:{PEOPLES})*乡|街道办事处)\Z"
)
KIND = re.compile(r"\A(?:省|市|区|县|镇|乡|街道)")
BETWEEN = re.compile(r"[\s,，、;；.。|/\-]+")
NEAR = {"广东省", "广西壮族自治区"}
REMOTE = {"新疆维吾尔自治区", "西藏自治区", "青海省", "内蒙古自治区"}

Tree = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What was understood of an address; a level that was not named is ""."""

    province: str = ""
    city: str = ""
    county: str = ""
    town: str = ""
    rest: str = ""

    @property
    def place(self) -> str:
        """The levels as one writes them on a parcel."""
        return "".join(name for name in (self.province, self.city, self.county, self.town) if name not in EMPTY)

    @property
    def levels(self) -> tuple[str, str, str, str]:
        return self.province, "" if self.city in EMPTY else self.city, self.county, self.town

    @property
    def is_enough(self) -> bool:
        """Whether a courier knows where to go: a county, and something beyond it."""
        return bool(self.province and self.county and self.rest)

    @property
    def region(self) -> str:
        return region_of(self.province) if self.province else ""


@cache
def tree() -> Tree:
    """province → city → county → [town]. Read once."""
    with gzip.open(DATA) as kept:
        return json.load(kept)


def region_of(province: str) -> str:
    """How a parcel to the province is priced."""
    if province == "湖南省":
        return Region.HUNAN
    return Region.NEAR if province in NEAR else Region.REMOTE if province in REMOTE else Region.FAR


@cache
def stem(name: str) -> str:
    """The name without what kind of place it is, 岳麓 for 岳麓区; one sign says too little."""
    short = ENDING.sub("", name)
    return short if len(short) > 1 else name


def recognise(text: str) -> Found:
    """What the address names, of several readings the fullest; only the rest where none, or two, are."""
    plain = BETWEEN.sub("", text)
    ranked = [(fullness(one, plain), one) for one in read(plain)]
    fullest = max((rank for rank, _one in ranked), default=None)
    best = [one for rank, one in ranked if rank == fullest]
    if len({one.levels for one in best}) != 1:
        return Found(rest=tidy(text))
    return replace(best[0], rest=tidy(after(text, len(plain) - len(best[0].rest))))


def fullness(found: Found, plain: str) -> tuple[int, int, int]:
    """How many levels are named, how much of the text they took, and how many are named whole."""
    named = [name for name in found.levels if name]
    return len(named), -len(found.rest), sum(name in plain for name in named)


def read(plain: str) -> Iterator[Found]:
    """The readings of an address without spaces, one for each place it may be in."""
    for province, cities in tree().items():
        said = begins(plain, province)
        rest = plain if said is None else said
        if said is not None and province.endswith("市"):
            rest = rest.removeprefix(province)  # 北京市北京市海淀区
        if said is not None:
            yield Found(province, rest=rest)
        for city, counties in cities.items():
            yield from read_city(Found(province, rest=rest), said is not None, city, counties)


def read_city(above: Found, is_named: bool, city: str, counties: Tree) -> Iterator[Found]:
    """Readings within a city. Where nothing above is named, a county must be named in full."""
    said = None if city in EMPTY else begins(above.rest, city)
    if said is not None:
        yield Found(above.province, city, rest=said)
    named, rest = is_named or said is not None, above.rest if said is None else said
    for county, towns in counties.items():
        beyond = begins(rest, county) if named else rest.removeprefix(county) if rest.startswith(county) else None
        if beyond is None:
            continue
        found = Found(above.province, city, county, rest=beyond)
        yield found
        for town in towns or ():
            if beyond.startswith(town):  # whole: streets are called like towns (中关村大街)
                yield replace(found, town=town, rest=beyond.removeprefix(town))


def begins(text: str, name: str) -> str | None:
    """What comes after the name, whole or short, at the beginning of the text; None when it is not there."""
    if text.startswith(name):
        return text[len(name) :]
    short = stem(name)
    return KIND.sub("", text[len(short) :]) if text.startswith(short) else None


def after(text: str, signs: int) -> str:
    """The text beyond its first `signs` signs, spaces and commas not counted."""
    place = 0
    while signs and place < len(text):
        signs -= 0 if BETWEEN.fullmatch(text[place]) else 1
        place += 1
    return BETWEEN.sub("", text[place : place + 1]) + text[place + 1 :]


def tidy(text: str) -> str:
    return " ".join(text.split())
