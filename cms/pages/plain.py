from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import StoryStream
from cms.pages.base import WrittenPage


class TextPage(WrittenPage):
    """Help, privacy, accessibility: plain words."""

    body = StreamField(StoryStream(), blank=True)

    content_panels = [*WrittenPage.content_panels, FieldPanel("body")]
    search_fields = [*WrittenPage.search_fields, index.SearchField("body")]
    template = "cms/text.html"
