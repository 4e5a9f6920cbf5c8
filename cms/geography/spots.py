"""Where a thing is, and how exactly that is known: nothing may look more exact than it is."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.geography.datum import Point
from cms.geography.links import amap_link, baidu_link

EARTH = 6371008.8  # metres, the mean radius


class Precision(models.TextChoices):
    EXACT = "exact", _("the place itself")
    VILLAGE = "village", _("its village")
    TOWNSHIP = "township", _("only its township")


SAID = {
    Precision.EXACT: _("Measured at the place itself."),
    Precision.VILLAGE: _("Only the village is measured, not where in it this is."),
    Precision.TOWNSHIP: _("Only the township is known: this is the township’s point, not the place’s."),
}


@dataclass(frozen=True)
class Spot:
    """A WGS-84 point; of a township or village it is theirs, not the place's."""

    latitude: float
    longitude: float
    precision: str
    township: Any = None

    @property
    def point(self) -> Point:
        return self.latitude, self.longitude

    @property
    def is_measured(self) -> bool:
        return self.precision != Precision.TOWNSHIP

    @property
    def said(self) -> str:
        """How exactly it is known, as a sentence."""
        return str(SAID[Precision(self.precision)])

    def amap(self, title: str) -> str:
        return amap_link(self.point, title)

    def baidu(self, title: str) -> str:
        return baidu_link(self.point, title)


def spot_of(towns: dict[str, Any], *, place: Any = None, stop: Any = None) -> Spot | None:
    """The best that is known: the stop's own point, the place's, else that of the township; None when not even that."""
    if stop is not None and stop.latitude is not None and stop.longitude is not None:
        return Spot(float(stop.latitude), float(stop.longitude), Precision.EXACT)
    if place is not None and place.has_point:
        return Spot(float(place.latitude), float(place.longitude), place.location_precision)
    slug = (stop.township if stop is not None else "") or (place.township if place is not None else "")
    town = towns.get(slug)
    return Spot(float(town.latitude), float(town.longitude), Precision.TOWNSHIP, town) if town else None


def metres(one: Point, other: Point) -> float:
    """Along the great circle."""
    north, east = radians(other[0] - one[0]) / 2, radians(other[1] - one[1]) / 2
    part = sin(north) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(east) ** 2
    return 2 * EARTH * asin(sqrt(part))
