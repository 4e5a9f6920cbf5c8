"""Finding open shops by any part of their name or village."""

from wagtail.search.backends import get_search_backend

from cms.pages.bigrams import query_terms
from shops.franchise.models import Shop

MOST = 60


def search_shops(text: str) -> list[Shop]:
    """Open shops that match every word of `text`, the best first, at most 60. One query."""
    terms = query_terms(text)
    return list(get_search_backend().search(terms, Shop.objects.open(), operator="and")[:MOST]) if terms else []
