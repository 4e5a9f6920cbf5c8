"""The CMS's first page for editors: what waits, what is stale, what is broken, each with its way."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from cms import due
from common.clock import now, shanghai_day

SHOWN = 6  # of each list; the rest are counted


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
            "waiting": due.waiting_for(parent_context["request"].user),
            "days": due.days_to_confirm(today),
            "lists": [(title, rows[:SHOWN], len(rows), len(rows) - SHOWN) for title, rows in lists if rows],
            "days_url": f"{reverse('occurrence:index')}?state=proposed",
            "reviews_url": reverse("wagtailadmin_reports:workflow_tasks"),
        }
