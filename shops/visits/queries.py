"""Visits with what a page shows of them."""

from django.db.models import F, Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber

from shops.franchise.models import Shop
from shops.visits.models import Visit, VisitPhoto
from uploads.models import Photo


def with_pictures(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """`visits`, each with its ready photographs in order as `pictures`: two queries."""
    ready = VisitPhoto.objects.select_related("photo").filter(photo__state=Photo.State.READY).order_by("position")
    return visits.prefetch_related(Prefetch("photos", ready, to_attr="pictures"))


def visits_of(shop: Shop) -> list[Visit]:
    """What the shop's front shows, in the owner's order. Two queries, one without any."""
    return list(with_pictures(Visit.objects.shown().filter(shop=shop).order_by("position")))


def newest_visits(count: int) -> list[Visit]:
    """The visits last told of in open shops: the newest of each shop first, then the second of each. One query."""
    turn = Window(RowNumber(), partition_by=F("shop"), order_by=[F("created_at").desc(), F("position").asc()])
    rows = Visit.objects.open().annotate(turn=turn).order_by("turn", "-shop__opened_at", "pk")
    return list(rows.select_related("shop")[:count])
