"""Tracks for the demo's routes: drawn at a desk and labelled samples, so that nobody walks by them."""

from datetime import datetime

from cms.models import Track
from cms.tracks.reading import read_track
from demo.content import ROOT
from demo.pages.blocks import key_of


def load_tracks(at: datetime) -> int:
    """Give each route that has a file in `tracks/` its sample, where it has no track; how many are new."""
    made = 0
    for path in sorted((ROOT / "tracks").glob("*.gpx")):
        with path.open("rb") as file:
            reading = read_track(file)
        facts = {"segments": reading.segments, "source": path.name, "is_sample": True, "kept_at": at}
        made += Track.objects.get_or_create(route_key=key_of(f"visit/routes/{path.stem}"), defaults=facts)[1]
    return made
