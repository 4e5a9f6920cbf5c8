"""The form of a route: it is made of stops or of stages, and a stage is no longer route itself, so that none goes in a ring."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from cms.pages.publishing import WrittenForm


class RouteForm(WrittenForm):
    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if named := self.rows("route_stages"):
            for words in self.refused([form.cleaned_data["stage"] for form in named if form.cleaned_data.get("stage")]):
                self.add_error(None, words)
        return said

    def rows(self, name: str) -> list[Any]:
        """The rows of a child set that stay. None where the set is not part of the form at all."""
        rows = self.formsets[name].forms if name in self.formsets else []
        return [form for form in rows if form.is_valid() and form.has_changed() | bool(form.instance.pk)
                and not form.cleaned_data.get("DELETE")]  # fmt: skip

    def refused(self, stages: list[Any]) -> list[Any]:
        """Why these cannot be the stages, in words."""
        own, keys = self.instance.translation_key, [stage.translation_key for stage in stages]
        rows = apps.get_model("cms", "RouteStage").objects
        words = []
        if own in keys:
            words.append(_("A route cannot be a stage of itself."))
        if len(set(keys)) < len(keys):
            words.append(_("A stage is named twice. Name each once."))
        if rows.filter(route__translation_key__in=keys).exclude(route__translation_key=own).exists():
            words.append(_("One of these routes is made of stages itself. Name its stages instead."))
        if rows.filter(stage__translation_key=own).exists():
            words.append(_("This route is a stage of another one, so it cannot have stages of its own."))
        if self.rows("route_stops"):
            words.append(_("A route is made of stops or of stages. Remove its own stops, or make them a stage."))
        return words
