"""Visit: routes with their stops, places, festivals. What can be booked points down at these from the marketplace."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks import StoryStream
from cms.geography.spots import Precision
from cms.pages.access import AccessFacts
from cms.pages.base import IndexPage, WrittenPage
from cms.pages.claims import ClaimsPage
from cms.pages.place_form import PlaceForm
from cms.pages.route_form import RouteForm
from cms.pages.stops import LATITUDES, LONGITUDES
from cms.pages.township_field import TownshipSelect
from cms.tracks.panel import TrackPanel


class VisitIndexPage(IndexPage):
    template = "cms/visit_index.html"

    class Meta:
        verbose_name = _("visit index")


class RouteIndexPage(IndexPage):
    subpage_types = ["cms.RoutePage"]
    template = "cms/route_index.html"

    class Meta:
        verbose_name = _("route index")


class PlaceIndexPage(IndexPage):
    subpage_types = ["cms.PlacePage"]
    template = "cms/place_index.html"

    class Meta:
        verbose_name = _("place index")


class FestivalIndexPage(IndexPage):
    subpage_types = ["cms.FestivalPage"]
    template = "cms/festival_index.html"

    class Meta:
        verbose_name = _("festival index")


class RoutePage(AccessFacts, ClaimsPage):
    base_form_class = RouteForm

    theme = models.CharField(_("theme"), max_length=80, blank=True)
    days = models.PositiveSmallIntegerField(_("days"), default=1)
    effort = models.CharField(_("effort"), max_length=40, blank=True)
    months = models.CharField(_("best months"), max_length=40, blank=True, help_text="3,4,5,11")
    cost = models.TextField(_("what it costs"), blank=True)
    getting_there = models.TextField(_("getting there without a car"), blank=True)
    manners = models.TextField(_("good manners"), blank=True)
    note = models.TextField(_("what is not measured yet"), blank=True)

    content_panels = [
        *WrittenPage.content_panels, FieldPanel("theme"), FieldPanel("days"), FieldPanel("effort"), FieldPanel("months"),
        TrackPanel(), InlinePanel("route_stops", heading=_("stops"), label=_("stop")),
        InlinePanel("route_stages", heading=_("stages, in their order"), label=_("stage"),
                    help_text=_("Only for a longer route made of routes: its stops are then those of its stages.")),
        FieldPanel("cost"), FieldPanel("getting_there"), AccessFacts.access_panel,
        InlinePanel("access_photos", heading=_("photographs of the access"), label=_("photograph")),
        FieldPanel("manners"), FieldPanel("note"), *ClaimsPage.claim_panels,
    ]  # fmt: skip
    search_fields = [*WrittenPage.search_fields, index.SearchField("search_text")]
    override_translatable_fields = [
        *ClaimsPage.override_translatable_fields, SynchronizedField("months"), *AccessFacts.synchronized,
    ]  # fmt: skip
    parent_page_types = ["cms.RouteIndexPage"]
    page_description = _("A way to walk or drive, stop by stop.")
    template = "cms/route.html"

    class Meta:
        verbose_name = _("route")

    def search_text(self) -> str:
        return " ".join(f"{stop.title} {stop.text}" for stop in self.route_stops.all())

    @property
    def month_numbers(self) -> list[int]:
        numbers = [int(month) for month in self.months.split(",") if month.strip().isdecimal()]
        return [month for month in numbers if 1 <= month <= 12]


class PlacePage(AccessFacts, ClaimsPage):
    """Its point is WGS-84, whatever map it came from; without one it is known by its township."""

    class Kind(models.TextChoices):
        VILLAGE = "village", _("Village")
        HERITAGE = "heritage", _("Hall or monument")
        SCENIC = "scenic", _("Scenery")
        HISTORY = "history", _("Historical site")

    base_form_class = PlaceForm

    kind = models.CharField(_("kind of place"), max_length=10, choices=Kind.choices, blank=True)
    township = models.SlugField(_("township"), max_length=40, blank=True)
    location_precision = models.CharField(
        _("how exactly its point is known"), max_length=10, choices=Precision.choices, default=Precision.TOWNSHIP
    )
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LATITUDES)
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LONGITUDES
    )
    getting_there = models.TextField(_("getting there without a car"), blank=True)
    body = StreamField(StoryStream(), blank=True, verbose_name=_("body"))
    manners = models.TextField(_("good manners"), blank=True)

    content_panels = [
        *WrittenPage.content_panels, FieldPanel("kind"), FieldPanel("township", widget=TownshipSelect),
        MultiFieldPanel(
            [FieldPanel("location_precision"), FieldPanel("pasted"), FieldPanel("datum"),
             FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])], heading=_("Its point"),
        ),
        FieldPanel("getting_there"), AccessFacts.access_panel,
        InlinePanel("access_photos", heading=_("photographs of the access"), label=_("photograph")),
        FieldPanel("body"), FieldPanel("manners"),
        *ClaimsPage.claim_panels,
    ]  # fmt: skip
    search_fields = [*WrittenPage.search_fields, index.SearchField("body")]
    override_translatable_fields = [
        *ClaimsPage.override_translatable_fields, *AccessFacts.synchronized,
        *[SynchronizedField(name) for name in ("kind", "township", "location_precision", "latitude", "longitude")],
    ]  # fmt: skip
    parent_page_types = ["cms.PlaceIndexPage"]
    page_description = _("A village, hall, cave or market that visitors go to.")
    template = "cms/place.html"

    class Meta:
        verbose_name = _("place page")

    @property
    def has_point(self) -> bool:
        """Whether it has a point of its own to show: one that is known only by its township shows the township's."""
        return self.location_precision != Precision.TOWNSHIP and self.latitude is not None and self.longitude is not None


class FestivalPage(ClaimsPage):
    """A festival and its rule; the days it falls on are Occurrences, found by the page's translation key.

    Days are reckoned from the rule only while `certainty` is sure; else they are announced each year.
    """

    lunar_month = models.PositiveSmallIntegerField(
        _("month by the moon"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("1 to 12; empty when the day is announced each year"),
    )  # fmt: skip
    lunar_day = models.PositiveSmallIntegerField(
        _("day by the moon"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("1 to 30; days are reckoned only when the rule is marked as sure"),
    )  # fmt: skip
    lunar_text = models.CharField(_("the day by the moon"), max_length=60, blank=True)
    window = models.CharField(_("when there is no fixed day"), max_length=120, blank=True)
    place = models.CharField(_("where"), max_length=160, blank=True)
    township = models.SlugField(
        _("township"),
        max_length=40,
        blank=True,
        help_text=_("Empty when the place is announced each year"),
    )
    body = StreamField(StoryStream(), blank=True, verbose_name=_("body"))
    manners = models.TextField(_("good manners"), blank=True)

    content_panels = [
        *WrittenPage.content_panels, FieldPanel("lunar_month"), FieldPanel("lunar_day"), FieldPanel("lunar_text"),
        FieldPanel("window"), FieldPanel("place"), FieldPanel("township", widget=TownshipSelect),
        FieldPanel("body"), FieldPanel("manners"),
        *ClaimsPage.claim_panels,
    ]  # fmt: skip
    search_fields = [*WrittenPage.search_fields, index.SearchField("body")]
    override_translatable_fields = [*ClaimsPage.override_translatable_fields, SynchronizedField("township")]
    parent_page_types = ["cms.FestivalIndexPage"]
    page_description = _("A festival and its rule; its days are under County records.")
    template = "cms/festival.html"

    class Meta:
        verbose_name = _("festival")
