"""The reader's language, and a page's address without a query. Pages are found by `cms.views`."""

from django.utils.translation import get_language
from wagtail.models import Page

SOURCE = "zh-hans"


def reader_language() -> str:
    """The language of the page being read: "zh-hans" or "en"."""
    return get_language() or SOURCE


def address(page: Page, language: str | None = None) -> str:
    """Where `page` is read in `language` (the reader's), without a query: also a page that exists only in the other."""
    return f"/{language or reader_language()}/{page.url_path.split('/', 2)[2]}"
