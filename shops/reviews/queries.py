"""Reviews as pages read them: a few of a product, all of a product, a shop's to answer, those of an order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Sum

from common.keys import key_of
from shops.franchise.models import Shop
from shops.orders.models import ShopOrder
from shops.reviews.counting import NAMES, Counts, counts_of
from shops.reviews.models import CustomerReview, Rating, ReviewPhoto
from uploads.models import Photo

NEWEST, PAGE = 3, 20
State = CustomerReview.State


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    older: int | None  # the key of the next page


def newest_of(product: Any) -> list[Any]:
    """The newest reviews of a product, each with `pictures`. One query, and none while there is no review."""
    rating = getattr(product, "rating", None)
    if rating is None or not any(getattr(rating, name) for name in NAMES.values()):
        return []
    return with_pictures(CustomerReview.objects.filter(product=product, state=State.SHOWN), NEWEST)


def with_pictures(rows: QuerySet[CustomerReview], most: int, *also: str) -> list[Any]:
    """The newest `most` of these, each with `pictures`: its photographs that are ready. One query, a row for each of them."""
    keys = rows.order_by("-pk").values("pk")[:most]
    shots = CustomerReview.objects.filter(pk__in=keys).select_related("line", *also)
    joined = shots.annotate(
        shot=F("shots__photo"), key=F("shots__photo__key"), photo_state=F("shots__photo__state"),
        width=F("shots__photo__width"), height=F("shots__photo__height"),
    )  # fmt: skip
    found: dict[int, Any] = {}
    for row in joined.order_by("-pk", "shots__position"):
        review: Any = found.setdefault(row.pk, row)
        review.pictures = getattr(review, "pictures", [])
        if row.photo_state == Photo.State.READY:
            review.pictures.append(Photo(pk=row.shot, key=row.key, state=row.photo_state, width=row.width, height=row.height))
    return list(found.values())


def page_of(rows: QuerySet[CustomerReview], before: str, *also: str) -> Page:
    """A page of these, the newest first, beyond the key `before`; '' and nonsense begin. One query, by an index."""
    key = key_of(before)
    found = with_pictures(rows.filter(pk__lt=key) if key else rows, PAGE + 1, *also)
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def reviews_of_product(product: Any, before: str) -> Page:
    return page_of(CustomerReview.objects.filter(product=product, state=State.SHOWN), before)


def reviews_of_visit(visit: Any, before: str) -> Page:
    """A page of a visit's. One query, and none while there is no review: read the visit with its `rating`."""
    if not counts_of(getattr(visit, "rating", None)).count:
        return Page([], None)
    return page_of(CustomerReview.objects.filter(visit=visit, state=State.SHOWN), before)


def reviews_of_shop(shop: Shop, *, is_answered: bool, before: str) -> Page:
    """The shown reviews of a shop that were answered, or that wait, with the report on each. One query."""
    rows = CustomerReview.objects.filter(shop=shop, state=State.SHOWN, answered_at__isnull=not is_answered)
    return page_of(rows, before, "report")


def to_answer(shop: Shop) -> int:
    """How many wait for an answer. One query, by an index of those alone."""
    return CustomerReview.objects.filter(shop=shop, state=State.SHOWN, answered_at=None).count()


def review_of_shop(shop: Shop, pk: int) -> CustomerReview | None:
    return CustomerReview.objects.filter(shop=shop, state=State.SHOWN, pk=pk).first()


def counts_of_shop(shop: Shop) -> Counts:
    """Over the shop's goods and visits. One query over a row for each of them, never over reviews."""
    sums = Rating.objects.filter(shop=shop).aggregate(**{name: Sum(name) for name in NAMES.values()})
    return Counts([sums[NAMES[stars]] or 0 for stars in range(1, 6)])


def reviews_of_parcels(parcels: Iterable[ShopOrder]) -> dict[int, CustomerReview]:
    """By the line's id. One query for all of them."""
    return {one.line_id: one for one in CustomerReview.objects.filter(line__parcel__in=[parcel.pk for parcel in parcels])}


def photos_of(review: CustomerReview | None) -> list[Photo]:
    """Its photographs in order, those still being made small too."""
    if review is None:
        return []
    return [shot.photo for shot in ReviewPhoto.objects.filter(review=review).select_related("photo").order_by("position")]
