"""Points that editors paste from map sites, and links that open a point of ours in them."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

from django.utils.translation import gettext as _

from cms.geography.datum import BD09, GCJ02, TO_WGS, WGS84, Point, wgs_to_bd, wgs_to_gcj

NUMBER = r"(-?\d{1,3}(?:\.\d+)?)"
PAIR = re.compile(rf"{NUMBER}°?\s*[NS]?\s*[,，;；\s]\s*{NUMBER}")
ADDRESS = re.compile(r"https?://\S+")
SHORT = ("surl.amap.com", "j.map.baidu.com", "maps.app.goo.gl", "w.url.cn")
COORDINATES = {"wgs84": WGS84, "wgs84ll": WGS84, "gaode": GCJ02, "gcj02": GCJ02, "gcj02ll": GCJ02, "bd09": BD09, "bd09ll": BD09}


class NotAPoint(ValueError):
    """What was pasted holds no point; the words say what to paste."""


def read_point(text: str, datum: str = WGS84) -> Point:
    """The WGS-84 point in a pasted link of AMap, Baidu or OpenStreetMap, or in two numbers that stand in `datum`.

    Raises NotAPoint.
    """
    found = ADDRESS.search(text)
    shown, stands_in = in_link(found[0]) if found else (in_words(text), datum)
    if shown is None or not (-90 <= shown[0] <= 90 and -180 <= shown[1] <= 180):
        raise NotAPoint(_("We find no point here. Paste a link from AMap or Baidu, or latitude and longitude with a comma."))
    lat, lon = TO_WGS[stands_in](shown)
    return round(lat, 6), round(lon, 6)


def in_words(text: str) -> Point | None:
    """Two numbers, in either order: no latitude of China is above 60, no longitude below."""
    found = PAIR.search(text)
    if found is None:
        return None
    first, second = float(found[1]), float(found[2])
    return (second, first) if abs(first) > 60 >= abs(second) else (first, second)


def in_link(link: str) -> tuple[Point | None, str]:
    """The point in a link as its map shows it, and the datum of that map. Raises NotAPoint for a short link."""
    url = urlsplit(link)
    host = url.hostname or ""
    if host in SHORT:
        raise NotAPoint(_("A short link does not hold the point. Open it, then paste the long address from the browser."))
    said = {name: values[0] for name, values in parse_qs(url.query).items()}
    if host.endswith(("amap.com", "gaode.com", "qq.com")):
        said["p"] = said.get("p", "").partition(",")[2]  # behind the number of a place
        return at(said, "position", "q", "p", "location", "lnglat"), COORDINATES.get(said.get("coordinate", ""), GCJ02)
    if host.endswith("baidu.com"):
        return at(said, "location", "latlng"), COORDINATES.get(said.get("coord_type", ""), BD09)
    return at(said, "q", "ll") or in_words(url.fragment.rpartition("map=")[2].partition("/")[2].replace("/", ",")), WGS84


def at(said: dict[str, str], *names: str) -> Point | None:
    """The point under the first of `names` that has one, or under lat and lng."""
    latitude = said.get("lat") or said.get("mlat")
    longitude = said.get("lng") or said.get("lon") or said.get("mlon")
    if latitude and longitude:
        return in_words(f"{latitude},{longitude}")
    return next((point for name in names if name in said and (point := in_words(said[name]))), None)


def amap_link(point: Point, title: str) -> str:
    lat, lon = wgs_to_gcj(point)
    asked = {"position": f"{lon:.6f},{lat:.6f}", "name": title, "coordinate": "gaode", "src": "yaodu"}
    return f"https://uri.amap.com/marker?{urlencode(asked)}"


def baidu_link(point: Point, title: str) -> str:
    lat, lon = wgs_to_bd(point)
    asked = {"location": f"{lat:.6f},{lon:.6f}", "title": title, "content": title, "output": "html", "coord_type": "bd09ll",
             "src": "webapp.yaodu"}  # fmt: skip
    return f"https://api.map.baidu.com/marker?{urlencode(asked)}"
