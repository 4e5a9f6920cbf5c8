"""What editors and mentors published last, and the days of the festivals, as Atom feeds in the reader's language."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.county import county
from cms.models import CulturePage, FestivalPage, GuidancePage
from cms.queries import FestivalDay, coming_days
from cms.routing import address, reader_language
from common.clock import now, shanghai_day

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


class FestivalDays(Feed):
    """Days to come, what changed last first: called off and moved ones say so. Two queries.

    A day keeps its id for ever, so that readers of feeds show a change of it as news of the same day.
    """

    feed_type = Atom1Feed

    def title(self) -> str:
        return f"{_('Festival days')} · {county().site_name}"

    def link(self) -> str:
        return f"/{reader_language()}/visit/festivals/"

    def items(self) -> list[FestivalDay]:
        days = coming_days(shanghai_day(now()))
        return sorted(days, key=lambda each: (each.day.changed_at, each.day.pk), reverse=True)[:MOST]  # type: ignore[union-attr]

    def item_title(self, item: Any) -> str:
        day = date_format(item.on, "DATE_FORMAT")
        said = _("called off") if item.day.is_cancelled else _("moved to this day") if item.day.moved_from else ""
        return f"{item.page.title} · {day} ({said})" if said else f"{item.page.title} · {day}"

    def item_description(self, item: Any) -> str:
        return item.day.words or item.page.lede

    def item_link(self, item: Any) -> str:
        return address(item.page)

    def item_guid(self, item: Any) -> str:
        return f"urn:yaodu:festival-day:{item.day.pk}"

    def item_pubdate(self, item: Any) -> datetime:
        return item.day.changed_at

    item_updateddate = item_pubdate
