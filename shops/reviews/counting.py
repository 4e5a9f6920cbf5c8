"""A product's or visit's counts by stars: one row, moved in the transaction that moves a review. An average comes of five
numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from shops.reviews.models import STARS, CustomerReview, Rating

NAMES = {1: "ones", 2: "twos", 3: "threes", 4: "fours", 5: "fives"}


@dataclass(frozen=True)
class Counts:
    """How many of one to five stars there are."""

    by_stars: Sequence[int]

    @property
    def count(self) -> int:
        return sum(self.by_stars)

    @property
    def tenths(self) -> int:
        """The average in tenths of a star, rounded half up; 0 without any."""
        total = sum(stars * number for stars, number in enumerate(self.by_stars, 1))
        return (total * 20 + self.count) // (2 * self.count) if self.count else 0

    @property
    def average(self) -> str:
        """4.6"""
        return f"{self.tenths // 10}.{self.tenths % 10}"

    @property
    def words(self) -> str:
        """What the average comes to, in the words one chooses from."""
        return str(STARS[min(max((self.tenths + 5) // 10, 1), 5)])

    @property
    def rows(self) -> list[tuple[int, str, int]]:
        """(stars, words, how many), the best first."""
        return [(stars, str(words), self.by_stars[stars - 1]) for stars, words in STARS.items()]


def counts_of(rating: Rating | None) -> Counts:
    return Counts([getattr(rating, NAMES[stars]) for stars in range(1, 6)] if rating else [0] * 5)


def count(review: CustomerReview, change: dict[int, int]) -> None:
    """Move the row of the product, or the visit, by so many of each number of stars. Hold the review: what it was decides what
    moves. A visit that is gone counts no more."""
    moves = {NAMES[stars]: F(NAMES[stars]) + by for stars, by in change.items() if by}
    of = {"product_id": review.product_id, "visit_id": review.visit_id}
    if not moves or not any(of.values()):
        return
    rows = Rating.objects.filter(**of)
    if not rows.update(**moves):
        Rating.objects.bulk_create([Rating(shop_id=review.shop_id, **of)], ignore_conflicts=True)
        rows.update(**moves)
