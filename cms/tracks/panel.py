"""Above the stops of a route: whoever recorded the way need not type them."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import HelpPanel


class TrackPanel(HelpPanel):
    """Leads to the file once there is a draft to bring it to; a translation has the stops of its original."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"template": "cms/admin/track_panel.html", **kwargs})

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            pk = self.instance.pk
            return {**context, "track_url": reverse("route_track", args=[pk]) if pk else ""}
