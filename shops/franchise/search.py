"""Finding open shops by any part of their name or village."""

from django.db.models import QuerySet

from cms.asked import Asked
from cms.finding import found_among
from shops.franchise.models import Shop


def shops_found(asked: Asked) -> QuerySet[Shop]:
    """Open shops that match every word, the best first."""
    return found_among(Shop.objects.open(), asked, "name_zh_hans", "name_en")


def search_shops(text: str, most: int) -> list[Shop]:
    """The best open shops for what was typed. One query."""
    return list(shops_found(Asked(text))[:most])
