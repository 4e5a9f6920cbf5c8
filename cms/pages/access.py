"""What someone on wheels, with a stick or with a small child must know before setting out. Unknown is said as unknown."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField


class Steps(models.TextChoices):
    NONE = "none", _("no steps")
    FEW = "few", _("a few steps")
    MANY = "many", _("many steps")


class Surface(models.TextChoices):
    PAVED = "paved", _("paved or concrete")
    STONE = "stone", _("stone slabs")
    EARTH = "earth", _("earth, muddy after rain")
    BOAT = "boat", _("by boat, from a landing stage")


class AccessFacts(models.Model):
    """Abstract. Each fact may be left open: then the page says that nobody has looked yet."""

    steps = models.CharField(_("steps"), max_length=8, blank=True, choices=Steps.choices)
    surface = models.CharField(_("surface"), max_length=8, blank=True, choices=Surface.choices)
    narrowest_cm = models.PositiveSmallIntegerField(_("narrowest place, in centimetres"), null=True, blank=True)
    steepest_percent = models.PositiveSmallIntegerField(_("steepest slope, in per cent"), null=True, blank=True)
    has_wide_toilet = models.BooleanField(_("a toilet for wheelchairs"), null=True, blank=True)
    access_advice = models.TextField(_("advice on access"), blank=True)

    access_fields = ("steps", "surface", "narrowest_cm", "steepest_percent", "has_wide_toilet", "access_advice")
    access_panel = MultiFieldPanel([FieldPanel(name) for name in access_fields], heading=_("Access"))
    synchronized = [SynchronizedField(name) for name in access_fields if name != "access_advice"]

    class Meta:
        abstract = True

    @property
    def is_access_known(self) -> bool:
        return any(getattr(self, name) not in ("", None) for name in self.access_fields)
