"""Finding a page by its path in one query (Wagtail walks down the tree, four for a lesson), and its address without one."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.url_routing import RouteResult

SOURCE = "zh-hans"


def reader_language() -> str:
    """The language of the page being read: "zh-hans" or "en"."""
    return get_language() or SOURCE


def address(page: Page, language: str | None = None) -> str:
    """Where `page` is read in `language` (the reader's), without a query: also a page that exists only in the other."""
    return f"/{language or reader_language()}/{page.url_path.split('/', 2)[2]}"


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
        if page is None:
            return None
        specific = page.specific
        specific.locale = page.locale  # spares the query that its language would cost
        return specific

    def page_in_other_language(self: Any, path: str) -> Page | None:
        """The live page at the same path under another language's home, or None."""
        for home in self.get_translations():
            if page := self.page_at(home.url_path + path):
                return page
        return None
