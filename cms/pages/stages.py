"""The row between a longer route and a route that is one stage of it; one route may be a stage of several."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField


class RouteStage(TranslatableMixin, Orderable):
    """`stage` is named once, by its Chinese page; readers get the page of their language. It has no stages itself."""

    route = ParentalKey("cms.RoutePage", on_delete=models.CASCADE, related_name="route_stages")
    stage = models.ForeignKey(
        "cms.RoutePage", on_delete=models.RESTRICT, related_name="stage_of", verbose_name=_("route that is the stage")
    )

    panels = [PageChooserPanel("stage", "cms.RoutePage")]
    override_translatable_fields = [SynchronizedField("stage")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("stage of a route")
        verbose_name_plural = _("stages of a route")
