from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import StoryStream
from cms.pages.base import WrittenPage


class TextPage(WrittenPage):
    """Help, privacy, accessibility: plain words."""

    body = StreamField(StoryStream(), blank=True, verbose_name=_("body"))

    content_panels = [*WrittenPage.content_panels, FieldPanel("body")]
    search_fields = [*WrittenPage.search_fields, index.SearchField("body")]
    page_description = _("Help, privacy, accessibility: plain words.")
    template = "cms/text.html"

    class Meta:
        verbose_name = _("text page")
