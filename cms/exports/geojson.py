"""GeoJSON (RFC 7946): longitude first, WGS-84, no other datum."""

import json
from typing import Any

from cms.exports.words import File, about, track_name

TYPE = "application/geo+json"


def geojson_of(file: File) -> bytes:
    features = [feature for halt in file.outing.halts if (feature := pin(file, halt))]
    if track := file.outing.track:
        lines = [[position(*point) for point in part] for part in track.segments]
        said = {"name": track_name(file), "is_sample": track.is_sample}
        features.append(made({"type": "MultiLineString", "coordinates": lines}, said))
    whole = {"type": "FeatureCollection", "name": file.title, "url": file.url, "features": features}
    return json.dumps(whole, ensure_ascii=False).encode()


def pin(file: File, halt: Any) -> dict[str, Any] | None:
    if halt.spot is None:
        return None
    said = {"name": file.name_of(halt), "description": about(halt), "location_precision": halt.spot.precision}
    if halt.row:
        said |= {"day": halt.day, "time": halt.row.time or None, "stay_minutes": halt.row.stay_minutes}
    return made({"type": "Point", "coordinates": position(halt.spot.latitude, halt.spot.longitude)}, said)


def made(geometry: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": said}


def position(latitude: float, longitude: float, height: float | None = None) -> list[float]:
    place = [round(longitude, 6), round(latitude, 6)]
    return place if height is None else [*place, height]
