"""The row between a route and a place: when one comes there, how long one stays, and how one goes on."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from cms.drawings import drawings
from cms.pages.township_field import TownshipSelect

LATITUDES, LONGITUDES = (MinValueValidator(-90), MaxValueValidator(90)), (MinValueValidator(-180), MaxValueValidator(180))


class Mode(models.TextChoices):
    WALK = "walk", _("on foot")
    BUS = "bus", _("by bus")
    CAR = "car", _("by car")
    BOAT = "boat", _("by boat")
    BICYCLE = "bicycle", _("by bicycle")


class RouteStop(TranslatableMixin, Orderable):
    """A stop of one route; the place it names may be a stop of many. Points are WGS-84."""

    route = ParentalKey("cms.RoutePage", on_delete=models.CASCADE, related_name="route_stops")
    place = models.ForeignKey(
        "cms.PlacePage", null=True, blank=True, on_delete=models.RESTRICT, related_name="stops_here", verbose_name=_("place")
    )
    title = models.CharField(_("title"), max_length=120)
    day = models.PositiveSmallIntegerField(_("on day"), default=1, validators=[MinValueValidator(1)])
    time = models.CharField(_("arrival"), max_length=20, blank=True, help_text=_("08:30, or empty while not measured"))
    stay_minutes = models.PositiveSmallIntegerField(_("stay, in minutes"), null=True, blank=True)
    text = models.TextField(_("text"), blank=True)
    township = models.SlugField(_("township"), max_length=40, blank=True, help_text=_("Where there is no place page"))
    latitude = models.DecimalField(
        _("latitude"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LATITUDES,
        help_text=_("Where there is no place page: a point of a GPS device, WGS-84"),
    )  # fmt: skip
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LONGITUDES
    )
    drawing = models.CharField(_("drawing"), max_length=40, blank=True, choices=drawings)
    way_mode = models.CharField(_("way on to the next stop"), max_length=8, blank=True, choices=Mode.choices)
    way_minutes = models.PositiveSmallIntegerField(
        _("minutes to the next stop"), null=True, blank=True, help_text=_("Empty while nobody has measured it")
    )
    way_note = models.CharField(_("about the way on"), max_length=200, blank=True)

    panels = [
        FieldPanel("title"), PageChooserPanel("place", "cms.PlacePage"),
        FieldRowPanel([FieldPanel("day"), FieldPanel("time"), FieldPanel("stay_minutes")]),
        FieldPanel("text"), FieldPanel("drawing"),
        FieldRowPanel([FieldPanel("township", widget=TownshipSelect), FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldRowPanel([FieldPanel("way_mode"), FieldPanel("way_minutes"), FieldPanel("way_note")]),
    ]  # fmt: skip
    # The place is named once, by its Chinese page; readers get the page of their language.
    override_translatable_fields = [
        SynchronizedField(name)
        for name in ("place", "day", "time", "stay_minutes", "township", "latitude", "longitude", "drawing", "way_mode",
                     "way_minutes")
    ]  # fmt: skip

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("stop")
        verbose_name_plural = _("stops")

    def __str__(self) -> str:
        return self.title
