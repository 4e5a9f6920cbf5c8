"""Finding goods on sale by any part of their name, variety or kind."""

from django.db.models import QuerySet

from cms.asked import Asked
from cms.finding import found_among
from shops.catalogue.models import Product


def goods_found(asked: Asked) -> QuerySet[Product]:
    """Goods on sale in open shops that match every word, the best first."""
    return found_among(Product.objects.on_sale(), asked, "name_zh_hans", "name_en")
