"""Finding goods on sale by any part of their name, variety or kind."""

from wagtail.search.backends import get_search_backend

from cms.pages.bigrams import query_terms
from shops.catalogue.models import Product
from shops.catalogue.queries import with_cards

MOST = 60


def search_products(text: str) -> list[Product]:
    """Goods of open shops that match every word of `text`, the best first, as cards need them. Four queries.

    The index does not know which shops are open, so goods are found first and asked about then.
    """
    terms = query_terms(text)
    if not terms:
        return []
    found = [product.pk for product in get_search_backend().search(terms, Product, operator="and")[:MOST]]
    places = {pk: place for place, pk in enumerate(found)}
    return sorted(with_cards(Product.objects.on_sale().filter(pk__in=found)), key=lambda product: places[product.pk])
