"""A file to look over, and what was looked over to keep. Between the two nothing is stored: it travels sealed in the page."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from cms.geography.datum import WGS84
from cms.pages.place_form import DATUMS
from cms.tracks.reading import MOST_BYTES, Reading, Waypoint

SALT, A_DAY = "cms.tracks", 24 * 3600


class TrackFileForm(forms.Form):
    file = forms.FileField(label=_("GPX or KML file"), help_text=_("As a device or an app exports it."))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 150 MB. Export it for one day."))
        return file


class KeepTrackForm(forms.Form):
    """`suspected` leaves the datum open, so that the editor answers."""

    sealed = forms.CharField(widget=forms.HiddenInput)
    datum = forms.ChoiceField(label=_("The file’s points are from"), choices=DATUMS, widget=forms.RadioSelect)
    picked = forms.TypedMultipleChoiceField(
        label=_("Waypoints that become stops"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, reading: Reading, suspected: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["datum"].initial = None if suspected else WGS84
        picked: Any = self.fields["picked"]
        picked.choices = [(n, one.name or _("without a name")) for n, one in enumerate(reading.waypoints)]


def seal(reading: Reading, page: int) -> str:
    held = {
        "page": page, "name": reading.name, "segments": reading.segments, "points": reading.points,
        "dropped": reading.dropped, "waypoints": [[w.name, w.latitude, w.longitude] for w in reading.waypoints],
    }  # fmt: skip
    return signing.dumps(held, salt=SALT, compress=True)


def unseal(text: str, page: int) -> Reading | None:
    """What was looked over for this page within a day; None for anything else."""
    try:
        held = signing.loads(text, salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        return None
    if held["page"] != page:
        return None
    waypoints = [Waypoint(*one) for one in held["waypoints"]]
    segments = [[tuple(point) for point in part] for part in held["segments"]]
    return Reading(held["name"], segments, waypoints, held["points"], held["dropped"])
