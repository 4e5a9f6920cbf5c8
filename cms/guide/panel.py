"""Above the form of each kind of page: the way to what the guide says of it."""

from typing import Any

from django.apps import apps
from django.urls import reverse
from wagtail.admin.panels import HelpPanel
from wagtail.models import Page

NAMES = ("RoutePage", "PlacePage", "FestivalPage", "CulturePage", "GuidancePage")


def guided() -> list[type[Page]]:
    """The kinds of page the guide has chapters for."""
    return [model for model in apps.get_models() if issubclass(model, Page) and model.__name__ in NAMES]


def kind_of(model: type) -> str:
    return model.__name__.lower()


class GuidePanel(HelpPanel):
    """Leads to the chapters for the page one is editing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"template": "cms/admin/guide_panel.html", **kwargs})

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from cms.guide.chapters import found  # at the form, not when the models are made

            kind = kind_of(type(self.instance))
            own = [one for one in found(kind=kind) if kind in one.kinds]
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "chapters": own[:4], "all_url": f"{reverse('editors_guide')}?kind={kind}"}
