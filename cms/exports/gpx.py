"""GPX 1.1: a waypoint for every stop whose place is known at all; a track only where somebody recorded one."""

from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint

from cms.exports.words import File, about, track_name

TYPE = "application/gpx+xml"


def gpx_of(file: File) -> bytes:
    """No height and no time stands in it that was not measured."""
    made = GPX()
    made.creator, made.name, made.description, made.link = "Yaodu", file.title, file.lede, file.url
    for halt in file.outing.halts:
        if halt.spot:
            made.waypoints.append(
                GPXWaypoint(
                    round(halt.spot.latitude, 6),
                    round(halt.spot.longitude, 6),
                    name=file.name_of(halt),
                    description=about(halt),
                    comment=halt.spot.said,
                    type=halt.spot.precision,
                )
            )
    if track := file.outing.track:
        line = GPXTrack(name=track_name(file))
        for part in track.segments:
            line.segments.append(GPXTrackSegment([GPXTrackPoint(lat, lon, elevation=height) for lat, lon, height in part]))
        made.tracks.append(line)
    return made.to_xml(version="1.1").encode()
