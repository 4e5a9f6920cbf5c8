"""What every page of the county's editors has: bigram search of its title and words, a line of promise, a picture."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.drawings import drawings
from cms.guide.panel import GuidePanel
from cms.pages.bigrams import bigrams
from cms.pages.publishing import WrittenForm
from cms.pages.telephone import TelephoneFirst


class WrittenPage(TelephoneFirst, Page):
    """Abstract. `lede` is the one line under the title; `drawing` stands for it in lists."""

    lede = models.CharField(_("one line under the title"), max_length=300, blank=True)
    drawing = models.CharField(_("drawing"), max_length=40, blank=True, choices=drawings)

    content_panels = [GuidePanel(), *Page.content_panels, FieldPanel("lede"), FieldPanel("drawing")]
    search_fields = [*Page.search_fields, index.SearchField("lede"), index.SearchField("hanzi")]
    # Addresses, names of drawings and townships are the same in every language: translators are not asked for them.
    override_translatable_fields = [SynchronizedField("slug"), SynchronizedField("drawing")]
    base_form_class = WrittenForm

    class Meta:
        abstract = True

    @cached_property
    def twin(self) -> Page | None:
        """The page in the other language, for its title as second line; lists fill it in to spare the query."""
        return Page.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk).first()

    def get_admin_display_title(self) -> str:
        """In the CMS's lists of pages, which ask for `is_behind`, the title says when a translation is behind."""
        title = str(super().get_admin_display_title())
        return f"{title}{gettext(' · translation behind')}" if getattr(self, "is_behind", False) else title

    def search_text(self) -> str:
        """The page's words, for the index of hanzi; pages with a body add it."""
        body = getattr(self, "body", None)
        return " ".join(body.stream_block.get_searchable_content(body)) if body else ""

    def hanzi(self) -> str:
        return bigrams(self.title, self.lede, self.search_text())


class IndexPage(WrittenPage):
    """Abstract. A page that lists its children."""

    class Meta:
        abstract = True
