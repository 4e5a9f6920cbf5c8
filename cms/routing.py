"""Finding a page by its path in one query: Wagtail walks down the tree, four queries for a lesson."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult


class RoutesByPath:
    """Mixin of the home page. What is missing in this language is shown in the other, marked with its `lang`."""

    def route(self: Any, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components:
            return super().route(request, path_components)  # type: ignore[misc]
        path = "/".join(path_components) + "/"
        found = self.page_at(self.url_path + path) or self.page_in_other_language(path)
        if found is None:
            raise Http404
        return RouteResult(found)

    @staticmethod
    def page_at(url_path: str) -> Page | None:
        page = Page.objects.live().filter(url_path=url_path).select_related("locale").first()
        return page.specific if page else None

    def page_in_other_language(self: Any, path: str) -> Page | None:
        """The live page at the same path under another language's home, or None."""
        for home in self.get_translations():
            if page := self.page_at(home.url_path + path):
                return page
        return None
