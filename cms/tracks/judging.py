"""What an editor should know before keeping a track: is it in the county, and in the datum it seems to be in?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.geography.datum import BD09, GCJ02, TO_WGS, Point
from cms.geography.spots import metres
from cms.tracks.reading import Reading

NEAR, FAR = 60_000, 300_000  # metres from the nearest township: in or about the county; so far that it may be the sea
RIGHT, WRONG = 150, 300  # metres: a known place is where the file has it; it is not
BEYOND = 3000  # another place of the same name, or a track that does not go there


@dataclass(frozen=True)
class Judgement:
    remarks: list[str]
    suspected: str = ""  # the datum that would put known places right
    is_outside: bool = False  # every point: nothing to keep


def judge(reading: Reading, known: Mapping[str, Point], towns: Iterable[Point]) -> Judgement:
    """`known` are the points of measured places by title; `towns` those of the county's townships."""
    points = [point[:2] for part in reading.segments for point in part]
    points += [(one.latitude, one.longitude) for one in reading.waypoints]
    remarks = [*about_dropped(reading), *about_track(reading)]
    outside, words = about_outside(points, list(towns))
    suspected = suspect(reading, known)
    return Judgement([*remarks, *words], suspected, bool(points) and outside == len(points))


def about_dropped(reading: Reading) -> list[str]:
    n = reading.dropped
    words = ngettext(
        "%(n)s point was left out: it stands at zero degrees in the sea off Africa, where devices put what they do not know, "
        "or nowhere on the globe.",
        "%(n)s points were left out: they stand at zero degrees in the sea off Africa, where devices put what they do not "
        "know, or nowhere on the globe.", n,
    )  # fmt: skip
    return [words % {"n": n}] if n else []


def about_track(reading: Reading) -> list[str]:
    kept = sum(map(len, reading.segments))
    if not kept:
        return [_("There is no track in this file, only waypoints: they can become stops, and no line is drawn.")]
    if kept < reading.points - reading.dropped:
        return [_("Of %(all)s points %(kept)s are kept: the line looks the same.") % {"all": reading.points, "kept": kept}]
    return []


def about_outside(points: list[Point], towns: list[Point]) -> tuple[int, list[str]]:
    """How many points lie outside the county, and the words for it."""
    if not towns:
        return 0, []
    far = [min(metres(point, town) for town in towns) for point in points]
    outside, most = sum(one > NEAR for one in far), max(far, default=0)
    if not outside:
        return 0, []
    said = {"n": outside, "all": len(points), "km": round(most / 1000)}
    words = _("%(n)s of %(all)s points lie outside the county, up to %(km)s km away.") % said
    if most > FAR:
        words += " " + _("So far off they may be in the sea: are latitude and longitude the wrong way round?")
    return outside, [words]


def suspect(reading: Reading, known: Mapping[str, Point]) -> str:
    """The datum in which waypoints named as known places stand where these are, when as WGS-84 they stand beside them."""
    pairs = [((one.latitude, one.longitude), known[one.name]) for one in reading.waypoints if one.name in known]
    pairs = [(shown, real) for shown, real in pairs if metres(shown, real) < BEYOND]
    if not pairs or median(metres(shown, real) for shown, real in pairs) < WRONG:
        return ""
    off = {datum: median(metres(TO_WGS[datum](shown), real) for shown, real in pairs) for datum in (GCJ02, BD09)}
    best = min(off, key=off.__getitem__)
    return best if off[best] < RIGHT else ""
