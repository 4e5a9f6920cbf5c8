from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import StoryStream
from cms.pages.base import IndexPage, WrittenPage
from cms.pages.claims import ClaimsPage


class CultureIndexPage(IndexPage):
    subpage_types = ["cms.CulturePage"]
    template = "cms/culture_index.html"

    class Meta:
        verbose_name = _("culture index")


class CulturePage(ClaimsPage):
    """Something of Yao culture: its story, how it is made, who holds the knowledge."""

    class Kind(models.TextChoices):
        CUSTOM = "custom", _("Customs")
        MUSIC = "music", _("Music and dance")
        CRAFT = "craft", _("Crafts")
        FOOD = "food", _("Food and drink")
        GAME = "game", _("Games")
        MEDICINE = "medicine", _("Herbs")

    kind = models.CharField(_("kind of culture"), max_length=10, choices=Kind.choices)
    body = StreamField(StoryStream(), blank=True, verbose_name=_("body"))
    holders = models.TextField(_("who holds this"), blank=True)
    manners = models.TextField(_("good manners"), blank=True)

    content_panels = [
        *WrittenPage.content_panels, FieldPanel("kind"), FieldPanel("body"), FieldPanel("holders"), FieldPanel("manners"),
        *ClaimsPage.claim_panels,
    ]  # fmt: skip
    search_fields = [*WrittenPage.search_fields, index.SearchField("body"), index.FilterField("kind")]
    parent_page_types = ["cms.CultureIndexPage"]
    page_description = _("Something of Yao culture: its story, how it is made, who holds it.")
    template = "cms/culture.html"

    class Meta:
        verbose_name = _("culture page")
