"""Pages that claim facts say where these come from, how sure they are, and when somebody last looked."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from cms.pages.base import WrittenPage
from cms.pages.certainty import Certainty

GOOD_FOR = timedelta(days=365)


class ClaimsPage(WrittenPage):
    """Abstract. What is claimed is the same in every language, and so is what is known of the claim."""

    sources = models.TextField(_("sources"), blank=True)
    certainty = models.CharField(_("how sure this is"), max_length=10, choices=Certainty.choices, default=Certainty.LIKELY)
    checked_on = models.DateField(_("facts last checked on"), null=True, blank=True)

    claim_panels = [
        MultiFieldPanel(
            [FieldPanel("sources"), FieldPanel("certainty"), FieldPanel("checked_on")], heading=_("Where this comes from")
        )
    ]
    override_translatable_fields = [
        *WrittenPage.override_translatable_fields, SynchronizedField("certainty"), SynchronizedField("checked_on"),
    ]  # fmt: skip

    class Meta:
        abstract = True

    @property
    def is_sure(self) -> bool:
        return self.certainty == Certainty.SURE


def due_for_checking(model: type[ClaimsPage], language: str, today: date) -> models.QuerySet:
    """The live pages of `model` in `language` whose facts nobody looked at for a year, the longest first."""
    unchecked = models.Q(checked_on__isnull=True) | models.Q(checked_on__lt=today - GOOD_FOR)
    rows = model.objects.live().filter(unchecked, locale__language_code=language)
    return rows.order_by(models.F("checked_on").asc(nulls_first=True), "pk")
