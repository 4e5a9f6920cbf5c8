"""Keeping a track that an editor looked over, and making stops of its waypoints."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from cms.geography.datum import TO_WGS
from cms.models import PlacePage, RoutePage, RouteStop, Track
from cms.tracks.reading import Raw, Reading, Waypoint
from common import audit


@dataclass(frozen=True)
class Kept:
    track: Track | None
    stops: int  # added to the page's draft


@transaction.atomic
def keep_track(*, page: RoutePage, reading: Reading, datum: str, picked: list[int], by: Any, at: datetime) -> Kept:
    """Keep the lines as the route's track, in place of any before; add the picked waypoints as stops to its draft.

    Points are turned from `datum` into WGS-84. The page itself changes when somebody publishes it. Pressed twice, the
    same waypoint is one stop.
    """
    RoutePage.objects.select_for_update().get(pk=page.pk)
    track = None
    if reading.segments:
        facts = {"segments": [[in_wgs(point, datum) for point in part] for part in reading.segments],
                 "source": reading.name, "is_sample": False, "kept_at": at}  # fmt: skip
        track = Track.objects.update_or_create(route_key=page.translation_key, defaults=facts)[0]
    chosen = [one for number, one in enumerate(reading.waypoints) if number in picked]
    added = add_stops(page, chosen, datum, by)
    audit.record(by, "track kept", page, at=at, points=sum(map(len, reading.segments)), stops=added, datum=datum)
    return Kept(track, added)


def in_wgs(point: Raw, datum: str) -> list[float | None]:
    lat, lon = TO_WGS[datum](point[:2])
    return [round(lat, 6), round(lon, 6), point[2]]


def add_stops(page: RoutePage, waypoints: list[Waypoint], datum: str, by: Any) -> int:
    """Add those that are not there yet to the page's draft, each with the place page that bears its name; how many."""
    draft = page.get_latest_revision_as_object()
    places = places_named([one.name for one in waypoints], page)
    there = {(stop.title, stop.latitude, stop.longitude) for stop in draft.route_stops.all()}
    added = 0
    for one in waypoints:
        lat, lon, _height = in_wgs((one.latitude, one.longitude, None), datum)
        key = (one.name, Decimal(f"{lat:.6f}"), Decimal(f"{lon:.6f}"))
        if key not in there:
            order = len(draft.route_stops.all())
            stop = RouteStop(title=key[0], latitude=key[1], longitude=key[2], locale=page.locale, sort_order=order)
            stop.place = places.get(one.name)
            draft.route_stops.add(stop)
            there.add(key)
            added += 1
    if added:
        draft.save_revision(user=by)
    return added


def places_named(names: list[str], page: RoutePage) -> dict[str, PlacePage]:
    """The live places in the page's language called so; of two with one name neither, since the name does not say which."""
    found: dict[str, list[PlacePage]] = {}
    for place in PlacePage.objects.live().filter(title__in=[name for name in names if name], locale=page.locale):
        found.setdefault(place.title, []).append(place)
    return {name: places[0] for name, places in found.items() if len(places) == 1}
