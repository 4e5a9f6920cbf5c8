"""On the CMS's first page: how much of the money waits for a person, each with its way."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from shops.office.queries import waiting


class MoneyDesk(Component):
    name, order = "money-desk", 50
    template_name = "shops/office/desk.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        now = waiting()
        rows = (
            (_("Pictures of transfers to look at"), now.proofs, reverse("payments:transfers")),
            (_("Disputes to decide"), now.disputes, reverse("returns:disputes")),
            (_("Refunds that need a person"), now.refunds, f"{reverse('market-refunds:index')}?state=stuck"),
            (_("Differences from the companies’ bills"), now.differences, f"{reverse('market-differences:index')}?stands=open"),
        )
        return {"rows": [row for row in rows if row[1]], "orders_at": reverse("market-orders:index")}
