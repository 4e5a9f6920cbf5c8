"""Finding rooms, activities and walks of open shops by any part of their name, stops or village."""

from django.db.models import QuerySet

from cms.asked import Asked
from cms.finding import found_among
from shops.visits.models import Visit


def visits_found(asked: Asked) -> QuerySet[Visit]:
    """Visits shown by open shops that match every word, the best first."""
    return found_among(Visit.objects.open(), asked, "name_zh_hans", "name_en")
