"""A line that somebody really walked or drove with a device, for the route in every language."""

from itertools import pairwise

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.geography.spots import metres


class Track(models.Model):
    """WGS-84. Each segment is a list of [latitude, longitude, height in metres or None]; between segments nothing is known."""

    route_key = models.UUIDField(unique=True)  # RoutePage.translation_key
    segments = models.JSONField(default=list)
    source = models.CharField(_("file"), max_length=200, blank=True)
    is_sample = models.BooleanField(_("drawn as a sample, not measured"), default=False)
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")

    @property
    def has_heights(self) -> bool:
        """Whether every point has one: a profile with holes would have to be guessed."""
        return bool(self.segments) and all(height is not None for part in self.segments for _lat, _lon, height in part)

    @property
    def length(self) -> float:
        """Metres along the segments."""
        return sum(metres((a[0], a[1]), (b[0], b[1])) for part in self.segments for a, b in pairwise(part))

    @property
    def length_km(self) -> float:
        return self.length / 1000
