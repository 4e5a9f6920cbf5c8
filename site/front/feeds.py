"""What editors and mentors published last, as an Atom feed in the reader's language."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page

from cms.county import county
from cms.models import CulturePage, FestivalPage, GuidancePage
from cms.routing import address, reader_language

KINDS = [kind._meta.model_name or "" for kind in (GuidancePage, CulturePage, FestivalPage)]
MOST = 30


class Written(Feed):
    """Guidance, culture and festivals, the newest change first. Two queries."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return county().site_name

    def link(self) -> str:
        return f"/{reader_language()}/"

    def items(self) -> QuerySet:
        pages = Page.objects.live().public().filter(locale__language_code=reader_language(), last_published_at__isnull=False)
        written = pages.filter(content_type__app_label="cms", content_type__model__in=KINDS)
        ledes = Coalesce(*[f"{kind}__lede" for kind in KINDS])
        return written.annotate(lede=ledes).order_by("-last_published_at", "-pk")[:MOST]

    def item_title(self, item: Any) -> str:
        return item.title

    def item_description(self, item: Any) -> str:
        return item.lede

    def item_link(self, item: Any) -> str:
        return address(item)

    def item_pubdate(self, item: Any) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Any) -> datetime:
        return item.last_published_at
