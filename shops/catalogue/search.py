"""Finding goods on sale by any part of their name, variety or kind."""

from wagtail.search.backends import get_search_backend

from cms.pages.bigrams import query_terms
from shops.catalogue.models import Product
from shops.catalogue.queries import with_cards

MOST = 60


def search_products(text: str) -> list[Product]:
    """Goods of open shops that match every word of `text`, the best first, at most 60, as cards need them. Three queries."""
    terms = query_terms(text)
    goods = with_cards(Product.objects.on_sale())
    return list(get_search_backend().search(terms, goods, operator="and")[:MOST]) if terms else []
