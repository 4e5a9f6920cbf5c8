"""The form of a place: its point may be pasted from a map site, and is turned into WGS-84 before it is kept."""

from decimal import Decimal
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from cms.geography.datum import BD09, GCJ02, WGS84
from cms.geography.links import NotAPoint, read_point
from cms.geography.spots import Precision, metres
from cms.pages.publishing import WrittenForm

FAR = 60_000  # metres from the nearest township: no place of the county is so far
DATUMS = (
    (WGS84, _("a GPS device or OpenStreetMap (WGS-84)")),
    (GCJ02, _("AMap or Tencent (GCJ-02)")),
    (BD09, _("Baidu (BD-09)")),
)


class PlaceForm(WrittenForm):
    pasted = forms.CharField(
        label=_("Paste a map link or a point"), required=False, max_length=600,
        help_text=_("A link from AMap or Baidu, or “25.184, 111.572”. It takes the place of the two numbers below."),
    )  # fmt: skip
    datum = forms.ChoiceField(
        label=_("The numbers are from"), choices=DATUMS, initial=WGS84, required=False,
        help_text=_("A link says this by itself. Numbers from a Chinese map are moved about 600 metres to where they belong."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        pasted = said.get("pasted") or self.typed(said)
        if pasted:
            try:
                lat, lon = read_point(pasted, said.get("datum") or WGS84)
            except NotAPoint as error:
                self.add_error("pasted", str(error))
                return said
            said["latitude"], said["longitude"] = Decimal(str(lat)), Decimal(str(lon))
        self.check_point(said)
        return said

    def typed(self, said: dict[str, Any]) -> str:
        """The two numbers, where they were changed and stand in another datum than ours."""
        is_ours = said.get("datum") in (None, "", WGS84)
        if is_ours or not {"latitude", "longitude"} & set(self.changed_data):
            return ""
        both = said.get("latitude"), said.get("longitude")
        return "" if None in both else f"{both[0]}, {both[1]}"

    def check_point(self, said: dict[str, Any]) -> None:
        latitude, longitude = said.get("latitude"), said.get("longitude")
        if (latitude is None) != (longitude is None):
            self.add_error("latitude", _("A point needs both latitude and longitude."))
        elif latitude is None and said.get("location_precision") in (Precision.EXACT, Precision.VILLAGE):
            self.add_error("location_precision", _("Give the point, or say that only its township is known."))
        elif latitude is not None and longitude is not None:
            self.check_near(float(latitude), float(longitude))

    def check_near(self, latitude: float, longitude: float) -> None:
        towns = apps.get_model("cms", "Township").objects.values_list("latitude", "longitude")
        far = min((metres((latitude, longitude), (float(lat), float(lon))) for lat, lon in towns), default=0)
        if far > FAR:
            words = _("This point is %(km)d km from the nearest township. Are latitude and longitude the wrong way round?")
            self.add_error("latitude", words % {"km": far / 1000})
