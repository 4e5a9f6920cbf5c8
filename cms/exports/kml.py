"""KML 2.2, for those who look at routes in an earth viewer."""

from simplekml import AltitudeMode, Kml

from cms.exports.words import File, about, track_name

TYPE = "application/vnd.google-earth.kml+xml"


def kml_of(file: File) -> bytes:
    made = Kml(name=file.title, description=f"{file.lede}\n{file.url}")
    for halt in file.outing.halts:
        if halt.spot:
            pin = made.newpoint(name=file.name_of(halt), description=about(halt))
            pin.coords = [(round(halt.spot.longitude, 6), round(halt.spot.latitude, 6))]
            pin.extendeddata.newdata(name="location_precision", value=halt.spot.precision)
    track = file.outing.track
    for part in track.segments if track else ():
        line = made.newlinestring(name=track_name(file))
        has_heights = all(height is not None for _lat, _lon, height in part)
        line.altitudemode = AltitudeMode.absolute if has_heights else AltitudeMode.clamptoground
        line.coords = [(lon, lat, height) if has_heights else (lon, lat) for lat, lon, height in part]
    return made.kml().encode()
