"""Reading somebody's GPX or KML as it streams by: bounded in memory however long, deaf to entities, nothing invented."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from cms.tracks.thinning import Raw, Thinning

MOST_BYTES, MOST_POINTS, MOST_WAYPOINTS = 150_000_000, 2_000_000, 100


class Unreadable(ValueError):
    """The file cannot be taken in; the words say why and what to do."""


@dataclass
class Waypoint:
    name: str
    latitude: float
    longitude: float


@dataclass
class Reading:
    """What a file holds: lines thinned to what a page can carry, waypoints, and how many points there were."""

    name: str = ""
    segments: list[list[Raw]] = field(default_factory=list)
    waypoints: list[Waypoint] = field(default_factory=list)
    points: int = 0
    dropped: int = 0  # at 0°, 0°, which devices write while they do not know where they are, or beyond the globe


def read_track(file: BinaryIO) -> Reading:
    """Raises Unreadable: not GPX or KML, packed, with entities, too large, or with neither line nor waypoint."""
    head = file.read(4)
    file.seek(0)
    if head.startswith(b"PK"):
        raise Unreadable(_("This file is packed (KMZ or ZIP). Unpack it and send the KML or GPX inside."))
    try:
        found = gathered(iterparse(file, events=("start", "end"), forbid_dtd=True))
    except DefusedXmlException as error:
        raise Unreadable(_("This file defines XML entities, which no device writes. Export it again from the app.")) from error
    except (ParseError, UnicodeDecodeError, ValueError, LookupError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable(_("This is not a GPX or KML file.")) from error
    if not found.segments and not found.waypoints:
        raise Unreadable(_("There is neither a track nor a waypoint in this file. Export the recorded track as GPX."))
    return found


def gathered(events: Iterator[tuple[str, Element]]) -> Reading:
    found, thinning = Reading(), Thinning()
    root: Element | None = None
    parent: Element | None = None
    for event, element in events:
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            root = element if root is None else root
            if tag in ("trkseg", "rte", "LineString", "Track"):
                thinning.begin()
                parent = element
        elif tag in ("trkpt", "rtept"):
            take(found, thinning, number(element.get("lat")), number(element.get("lon")), height_of(element))
            parent.clear() if parent is not None else element.clear()
        elif tag == "coord":
            take_texts(found, thinning, [(element.text or "").split()], has_heights=False)
            element.clear()
        elif tag == "LineString":
            texts = (one.split(",") for one in child_text(element, "coordinates").split())
            take_texts(found, thinning, texts, has_heights=child_text(element, "altitudeMode") == "absolute")
        elif tag in ("wpt", "Placemark"):
            waypoint(found, element, tag)
            element.clear()
    if root is None or root.tag.rpartition("}")[2] not in ("gpx", "kml"):
        raise Unreadable(_("This is not a GPX or KML file."))
    found.segments = thinning.finished()
    return found


def take(found: Reading, thinning: Thinning, lat: float | None, lon: float | None, height: float | None) -> None:
    """Count a point and keep it if it stands on the globe."""
    found.points += 1
    if found.points > MOST_POINTS:
        raise Unreadable(_("This file has more than two million points. Export it for one day, or with fewer points."))
    if not is_on_globe(lat, lon):
        found.dropped += 1
    else:
        thinning.add((lat, lon, height))  # type: ignore[arg-type]


def take_texts(found: Reading, thinning: Thinning, texts: Any, *, has_heights: bool) -> None:
    """KML's "longitude,latitude,height". Its height counts only where it says that it is one above the sea."""
    for parts in texts:
        if len(parts) >= 2:
            height = number(parts[2]) if has_heights and len(parts) > 2 else None
            take(found, thinning, number(parts[1]), number(parts[0]), height)


def is_on_globe(lat: float | None, lon: float | None) -> bool:
    if lat is None or lon is None or (abs(lat) < 0.01 and abs(lon) < 0.01):
        return False
    return -90 <= lat <= 90 and -180 <= lon <= 180


def waypoint(found: Reading, element: Element, tag: str) -> None:
    """A GPX waypoint, or a KML placemark that is a point; only the first hundred are kept."""
    lat, lon = number(element.get("lat")), number(element.get("lon"))
    if tag == "Placemark":
        point = next((one for one in element if one.tag.rpartition("}")[2] == "Point"), None)
        parts = child_text(point, "coordinates").split(",") if point is not None else []
        lat, lon = (number(parts[1]), number(parts[0])) if len(parts) >= 2 else (None, None)
        if point is None:
            return
    if not is_on_globe(lat, lon):
        found.dropped += 1
    elif len(found.waypoints) < MOST_WAYPOINTS:
        found.waypoints.append(Waypoint(child_text(element, "name")[:120], lat, lon))  # type: ignore[arg-type]


def child_text(element: Element, name: str) -> str:
    return next(((one.text or "").strip() for one in element if one.tag.rpartition("}")[2] == name), "")


def height_of(element: Element) -> float | None:
    height = number(child_text(element, "ele") or None)
    return height if height is not None and -500 <= height <= 9000 else None


def number(text: str | None) -> float | None:
    """A finite number, or None."""
    try:
        value = float(text) if text is not None else None
    except ValueError:
        return None
    return value if value is not None and abs(value) < 1e6 else None
