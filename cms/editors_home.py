"""The CMS's first page for editors: what waits, what is stale, what is broken, each with its way."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms import due
from cms.models import (
    CultureIndexPage,
    CulturePage,
    FestivalIndexPage,
    FestivalPage,
    GuidanceIndexPage,
    GuidancePage,
    PlaceIndexPage,
    PlacePage,
    RouteIndexPage,
    RoutePage,
)
from cms.routing import SOURCE
from common.clock import now, shanghai_day

INDEXES: dict[type[Page], type[Page]] = {  # what is written under which index
    CultureIndexPage: CulturePage, PlaceIndexPage: PlacePage, RouteIndexPage: RoutePage, FestivalIndexPage: FestivalPage,
    GuidanceIndexPage: GuidancePage,
}  # fmt: skip
SHOWN = 6  # of each list; the rest are counted


def to_begin() -> list[tuple[str, str]]:
    """Each kind of page and where one begins to write it in Chinese. One query."""
    kinds = {index._meta.model_name: kind for index, kind in INDEXES.items()}
    rows = Page.objects.filter(content_type__app_label="cms", content_type__model__in=kinds, locale__language_code=SOURCE)
    found = [(kinds[model], pk) for model, pk in rows.order_by("path").values_list("content_type__model", "pk")]
    return [
        (str(kind._meta.verbose_name), reverse("wagtailadmin_pages:add", args=["cms", kind._meta.model_name, pk]))
        for kind, pk in found
    ]


class EditorsDesk(Component):
    name, order = "editors-desk", 60
    template_name = "cms/editors_desk.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        today = shanghai_day(now())
        lists = (
            (_("Facts unchecked for a year"), due.unchecked_facts(today)),
            (_("Translations behind their original"), due.stale_translations()),
            (_("Not in English yet"), due.untranslated()),
            (_("Photographs and recordings without words, maker or licence"), due.broken_media()),
            (_("Links that lead nowhere"), due.broken_links()),
        )
        return {
            "begin": to_begin(),
            "waiting": due.waiting_for(parent_context["request"].user),
            "days": due.days_to_confirm(today),
            "lists": [(title, rows[:SHOWN], len(rows), len(rows) - SHOWN) for title, rows in lists if rows],
            "days_url": f"{reverse('occurrence:index')}?state=proposed",
            "reviews_url": reverse("wagtailadmin_reports:workflow_tasks"),
        }
