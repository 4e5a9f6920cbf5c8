"""What follows the making of goods, outside the press: search finds them."""

from django_tasks import task
from modelsearch.backends import get_search_backend

from shops.catalogue.models import Product


@task()
def index_goods(product_ids: list[int]) -> None:
    """Put goods made all at once in the search index, for which no signal was sent. Running it again changes nothing."""
    rows = list(Product.objects.filter(pk__in=product_ids).select_related("category", "shop"))
    if rows:
        get_search_backend().get_index_for_model(Product).add_items(Product, rows)
