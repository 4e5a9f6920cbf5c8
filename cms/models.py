"""The ground all stand on: home, the indexes, and the county's townships. Culture and journeys: see `pages`."""

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import TitledBlock
from cms.pages.access import PlaceAccessPhoto, RouteAccessPhoto
from cms.pages.booklet import Booklet
from cms.pages.credits import PictureCredit, Recording
from cms.pages.culture import CultureIndexPage, CulturePage
from cms.pages.guidance import GuidanceIndexPage, GuidancePage
from cms.pages.occurrence import Occurrence
from cms.pages.plain import TextPage
from cms.pages.stages import RouteStage
from cms.pages.stops import RouteStop
from cms.pages.telephone import TelephoneFirst
from cms.pages.tracks import Track
from cms.pages.visit import (
    FestivalIndexPage,
    FestivalPage,
    PlaceIndexPage,
    PlacePage,
    RouteIndexPage,
    RoutePage,
    VisitIndexPage,
)

__all__ = [
    "Booklet", "CountySettings", "CultureIndexPage", "CulturePage", "FestivalIndexPage", "FestivalPage", "GuidanceIndexPage",
    "GuidancePage", "HomePage", "Occurrence", "PictureCredit", "PlaceAccessPhoto", "PlaceIndexPage", "PlacePage",
    "Recording", "RouteAccessPhoto", "RouteIndexPage", "RoutePage", "RouteStage", "RouteStop", "TextPage",
    "Township", "Track", "VisitIndexPage",
]  # fmt: skip


class HomePage(TelephoneFirst, Page):
    headline = models.CharField(_("headline"), max_length=120)
    lede = models.CharField(_("line under the headline"), max_length=300)
    doors = StreamField([("door", TitledBlock(label=_("Door")))], blank=True, verbose_name=_("doors: learn, market, visit"))
    way = StreamField([("step", TitledBlock(label=_("Step")))], blank=True, verbose_name=_("from classroom to shop"))

    content_panels = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lede"), FieldPanel("doors"), FieldPanel("way")]
    search_fields = [*Page.search_fields, index.SearchField("headline"), index.SearchField("lede")]
    parent_page_types = ["wagtailcore.Page"]
    template = "cms/home.html"

    class Meta:
        verbose_name = _("home page")


class Township(models.Model):
    """A township and its point: pins and applications name it by slug."""

    slug = models.SlugField(_("name in addresses"), max_length=40, unique=True)
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=60)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5)

    class Meta:
        verbose_name = _("township")
        verbose_name_plural = _("townships")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


@register_setting
class CountySettings(BaseSiteSetting):
    """The site's and the market's names: one row, so that another county has its own."""

    site_name_zh = models.CharField(_("the site’s name in Chinese"), max_length=40, default="瑶都")
    site_name_en = models.CharField(_("the site’s name in English"), max_length=60, default="Capital of Yao")
    market_name_zh = models.CharField(_("the market’s name in Chinese"), max_length=40, default="瑶都优选")
    market_name_en = models.CharField(_("the market’s name in English"), max_length=60, default="Capital of Yao Select")
    county_zh = models.CharField(_("the county’s name in Chinese"), max_length=60, default="江华瑶族自治县")
    county_en = models.CharField(_("the county’s name in English"), max_length=80, default="Jianghua Yao Autonomous County")
    help_line = models.CharField(_("the help line’s number"), max_length=40, default="0746 000 0110")
    certificate_prefix = models.CharField(_("letters before a certificate’s number"), max_length=4, default="JH")

    class Meta:
        verbose_name = _("county")

    def named(self, what: str, *, other: bool = False) -> str:
        """`what` ("site_name", "market_name", "county") in the reader's language, or in the other one."""
        chinese = (get_language() or "zh-hans") == "zh-hans"
        first, second = ("zh", "en") if chinese != other else ("en", "zh")
        return getattr(self, f"{what}_{first}") or getattr(self, f"{what}_{second}")

    @property
    def site_name(self) -> str:
        return self.named("site_name")

    @property
    def market_name(self) -> str:
        return self.named("market_name")

    @property
    def name(self) -> str:
        """The county's own name."""
        return self.named("county")

    @property
    def site_name_other(self) -> str:
        return self.named("site_name", other=True)

    @property
    def name_other(self) -> str:
        return self.named("county", other=True)
