"""Points: thanks for reviews with photographs. Capped by the day, worth nothing in money, compared with nobody's."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Sum

from common.clock import shanghai_day
from shops.bonuses.earning import allowed
from shops.bonuses.models import Points, Tally
from shops.bonuses.terms import terms_at
from shops.reviews.models import CustomerReview, ReviewPhoto

LOOKED_AT = timedelta(days=30)
SHOWN = CustomerReview.State.SHOWN
MOST = 200  # of a run; the next goes on


def thank(*, at: datetime) -> int:
    """By the clock: shown reviews with photographs that nobody was thanked for; how many. Safe to run twice at once."""
    terms = terms_at(at)
    if terms is None or not terms.points_review:
        return 0
    rows = CustomerReview.objects.filter(
        Exists(ReviewPhoto.objects.filter(review=OuterRef("pk"))), ~Exists(Points.objects.filter(review=OuterRef("pk"))),
        state=SHOWN, written_at__gte=at - LOOKED_AT, line__parcel__order__buyer__isnull=False,
    )  # fmt: skip
    due = rows.select_related("line__parcel__order__buyer").order_by("pk")[:MOST]
    return sum(thanked(review, terms.points_review, terms.points_daily) for review in due)


def thanked(review: CustomerReview, points: int, daily: int) -> bool:
    """Whether it was this run; beyond the day's most, the thanks are for nought points."""
    person, day = review.line.parcel.order.buyer, shanghai_day(review.written_at)
    if person is None:
        return False
    try:
        with transaction.atomic():
            row = Points.objects.create(person=person, review=review, points=0, on=day)
            Points.objects.filter(pk=row.pk).update(points=allowed(person, Tally.What.POINTS, day, points, daily))
    except IntegrityError:  # a run at the same time was first
        return False
    return True


def points_of(person: int) -> int:
    """One query."""
    rows = Points.objects.filter(person=person, review__state=SHOWN)
    return rows.aggregate(points=Sum("points", default=0))["points"]
