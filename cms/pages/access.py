"""What someone on wheels, with a stick or with a small child must know before setting out. Unknown is said as unknown."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField


class Steps(models.TextChoices):
    NONE = "none", _("no steps")
    FEW = "few", _("a few steps")
    MANY = "many", _("many steps")


class StepFree(models.TextChoices):
    WHOLE = "whole", _("the whole way")
    PART = "part", _("a part of the way")
    NOT = "not", _("no step-free way")


class Surface(models.TextChoices):
    PAVED = "paved", _("paved or concrete")
    STONE = "stone", _("stone slabs")
    EARTH = "earth", _("earth, muddy after rain")
    BOAT = "boat", _("by boat, from a landing stage")


class Covering(models.TextChoices):
    OPEN = "open", _("under the open sky")
    PART = "part", _("roofed in places")
    ROOFED = "roofed", _("under a roof")
    CAVE = "cave", _("underground, wet and dark")


class Slope(models.TextChoices):
    LEVEL = "level", _("level")
    GENTLE = "gentle", _("gentle")
    STEEP = "steep", _("steep in places")


class Width(models.TextChoices):
    CAR = "car", _("wide enough for a car")
    PAIR = "pair", _("two side by side")
    ONE = "one", _("one behind another")


class Signage(models.TextChoices):
    NONE = "none", _("no signs")
    SOME = "some", _("a few signs, in Chinese")
    CHINESE = "chinese", _("signs at every turn, in Chinese")
    BOTH = "both", _("signs at every turn, in Chinese and English")


class AccessFacts(models.Model):
    """Abstract. Each fact may be left open: then the page says that nobody has looked yet."""

    step_free = models.CharField(_("step-free"), max_length=8, blank=True, choices=StepFree.choices)
    steps = models.CharField(_("steps"), max_length=8, blank=True, choices=Steps.choices)
    surface = models.CharField(_("surface"), max_length=8, blank=True, choices=Surface.choices)
    covering = models.CharField(_("roof overhead"), max_length=8, blank=True, choices=Covering.choices)
    slope = models.CharField(_("slope"), max_length=8, blank=True, choices=Slope.choices)
    steepest_percent = models.PositiveSmallIntegerField(_("steepest slope, in per cent"), null=True, blank=True)
    width = models.CharField(_("width"), max_length=8, blank=True, choices=Width.choices)
    narrowest_cm = models.PositiveSmallIntegerField(_("narrowest place, in centimetres"), null=True, blank=True)
    signage = models.CharField(_("signs on the way"), max_length=8, blank=True, choices=Signage.choices)
    has_wide_toilet = models.BooleanField(_("a toilet for wheelchairs"), null=True, blank=True)
    access_advice = models.TextField(_("advice on access"), blank=True)

    access_fields = (
        "step_free", "steps", "surface", "covering", "slope", "steepest_percent", "width", "narrowest_cm", "signage",
        "has_wide_toilet", "access_advice",
    )  # fmt: skip
    access_panel = MultiFieldPanel([FieldPanel(name) for name in access_fields], heading=_("Access"))
    synchronized = [SynchronizedField(name) for name in access_fields if name != "access_advice"]

    class Meta:
        abstract = True

    @property
    def is_access_known(self) -> bool:
        return any(getattr(self, name) not in ("", None) for name in self.access_fields)

    @property
    def access_words(self) -> list[tuple[Any, Any]]:
        """What is known, each as (what of, in words); the advice stands apart."""
        toilet = {True: _("there is one"), False: _("there is none")}
        every = [
            (_("Step-free"), self.get_step_free_display()),  # type: ignore[attr-defined]
            (pgettext_lazy("on the way", "Steps"), self.get_steps_display()),  # type: ignore[attr-defined]
            (_("Surface"), self.get_surface_display()),  # type: ignore[attr-defined]
            (_("Roof"), self.get_covering_display()),  # type: ignore[attr-defined]
            (_("Slope"), self.get_slope_display()),  # type: ignore[attr-defined]
            (_("Steepest slope"), self.steepest_percent and f"{self.steepest_percent} %"),
            (_("Width"), self.get_width_display()),  # type: ignore[attr-defined]
            (_("Narrowest place"), self.narrowest_cm and _("%(cm)s cm") % {"cm": self.narrowest_cm}),
            (_("Signs"), self.get_signage_display()),  # type: ignore[attr-defined]
            (_("Toilet for wheelchairs"), toilet.get(self.has_wide_toilet)),  # type: ignore[arg-type]
        ]
        return [(label, words) for label, words in every if words]


class AccessPhoto(TranslatableMixin, Orderable):
    """Abstract. A photograph that shows a step, a slope or a toilet; who took it is said by its PictureCredit."""

    picture = models.ForeignKey(
        get_image_model_string(), on_delete=models.CASCADE, related_name="+", verbose_name=_("photograph")
    )
    alt = models.CharField(
        _("what it shows"), max_length=160, help_text=_("Said to those who cannot see it, and written under it for all.")
    )

    panels = [FieldPanel("picture"), FieldPanel("alt")]
    override_translatable_fields = [SynchronizedField("picture")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class PlaceAccessPhoto(AccessPhoto):
    page = ParentalKey("cms.PlacePage", on_delete=models.CASCADE, related_name="access_photos")

    class Meta(AccessPhoto.Meta):
        abstract = False
        verbose_name = _("photograph of the access to a place")
        verbose_name_plural = _("photographs of the access to places")


class RouteAccessPhoto(AccessPhoto):
    page = ParentalKey("cms.RoutePage", on_delete=models.CASCADE, related_name="access_photos")

    class Meta(AccessPhoto.Meta):
        abstract = False
        verbose_name = _("photograph of the access on a route")
        verbose_name_plural = _("photographs of the access on routes")
