import re
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from accounts.models import Role
from accounts.queries import has_role
from cms.blocks import StoryStream
from cms.pages.base import IndexPage, WrittenPage
from cms.pages.publishing import WrittenForm

WRITERS = (Role.MENTOR, Role.EDITOR)
LEARN = re.compile(r"^(https?://[^/]+)?/?([a-z-]+/)?learn/")


class GuidanceForm(WrittenForm):
    """Who writes is the author; only an editor may name another. The lesson's address may be pasted as the browser shows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if author := self.fields.get("author"):
            author.queryset = self.who_may_sign()
            if self.instance.pk is None and author.queryset.filter(pk=self.for_user.pk).exists():
                self.initial["author"] = self.initial.get("author") or self.for_user.pk

    def who_may_sign(self) -> QuerySet:
        """Mentors and editors for an editor; for a mentor themselves, and whoever has signed it already."""
        writers = get_user_model().objects.filter(Q(grants__role__in=WRITERS) | Q(pk=self.instance.author_id)).distinct()
        if not has_role(self.for_user, Role.EDITOR):
            writers = writers.filter(pk__in=[self.for_user.pk, self.instance.author_id])
        return writers.order_by("name", "pk")

    def clean_lesson_path(self) -> str:
        """ecommerce/packing/…, whatever was pasted; it must be there."""
        path = LEARN.sub("", self.cleaned_data["lesson_path"].strip()).strip("/")
        if path and not Page.objects.filter(url_path__endswith=f"/learn/{path}/").exists():
            raise ValidationError(_("Open the lesson, copy its address and paste it here."))
        return path


class GuidanceIndexPage(IndexPage):
    subpage_types = ["cms.GuidancePage"]
    template = "cms/guidance_index.html"

    class Meta:
        verbose_name = _("guidance index")


class GuidancePage(WrittenPage):
    """A mentor's answer to one question: the answer in `lede`, then the steps."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("author")
    )
    reviewed_on = models.DateField(_("checked on"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=3)
    body = StreamField(StoryStream(), blank=True, verbose_name=_("body"))
    if_it_goes_wrong = models.TextField(_("if it goes wrong"), blank=True)
    lesson_path = models.CharField(_("the lesson behind it"), max_length=160, blank=True, help_text="ecommerce/packing/…")

    content_panels = [
        *WrittenPage.content_panels, FieldPanel("author"), FieldPanel("reviewed_on"), FieldPanel("minutes"),
        FieldPanel("body"), FieldPanel("if_it_goes_wrong"), FieldPanel("lesson_path"),
    ]  # fmt: skip
    search_fields = [*WrittenPage.search_fields, index.SearchField("body")]
    override_translatable_fields = [*WrittenPage.override_translatable_fields, SynchronizedField("lesson_path")]
    base_form_class = GuidanceForm
    parent_page_types = ["cms.GuidanceIndexPage"]
    page_description = _("A mentor’s answer to one question, with its steps.")
    template = "cms/guidance.html"

    class Meta:
        verbose_name = _("guidance article")
