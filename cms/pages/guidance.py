from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks import StoryStream
from cms.pages.base import IndexPage, WrittenPage


class GuidanceIndexPage(IndexPage):
    subpage_types = ["cms.GuidancePage"]
    template = "cms/guidance_index.html"


class GuidancePage(WrittenPage):
    """A mentor's answer to one question: the answer in `lede`, then the steps."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reviewed_on = models.DateField(_("checked on"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=3)
    body = StreamField(StoryStream(), blank=True)
    if_it_goes_wrong = models.TextField(_("if it goes wrong"), blank=True)
    lesson_path = models.CharField(_("the lesson behind it"), max_length=160, blank=True, help_text="ecommerce/packing/…")

    content_panels = [
        *WrittenPage.content_panels, FieldPanel("author"), FieldPanel("reviewed_on"), FieldPanel("minutes"),
        FieldPanel("body"), FieldPanel("if_it_goes_wrong"), FieldPanel("lesson_path"),
    ]  # fmt: skip
    search_fields = [*WrittenPage.search_fields, index.SearchField("body")]
    override_translatable_fields = [*WrittenPage.override_translatable_fields, SynchronizedField("lesson_path")]
    parent_page_types = ["cms.GuidanceIndexPage"]
    template = "cms/guidance.html"
