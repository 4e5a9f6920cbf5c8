"""Finding rooms, activities and walks of open shops by any part of their name, stops or village."""

from wagtail.search.backends import get_search_backend

from cms.pages.bigrams import query_terms
from shops.visits.models import Visit

MOST = 60


def search_visits(text: str) -> list[Visit]:
    """Visits shown by open shops that match every word of `text`, the best first, at most 60. One query."""
    terms = query_terms(text)
    rows = Visit.objects.open().select_related("shop")
    return list(get_search_backend().search(terms, rows, operator="and")[:MOST]) if terms else []
