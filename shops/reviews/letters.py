"""Who is told what of reviews: writers by their way (guests by SMS), the shop's people, the franchise managers."""

from datetime import datetime
from typing import Any

from accounts.models import Role
from accounts.queries import people_with_role
from outbox.operations import tell
from shops.franchise.operations import words_about
from shops.franchise.renewing import everybody
from shops.orders.letters import to_buyer
from shops.reviews.models import STARS, CustomerReview, ReviewReport

DESK = "/my/shop/reviews/"


def about(review: CustomerReview) -> dict[str, Any]:
    line = review.line
    return {"goods_zh": line.name_zh_hans, "goods_en": line.name_en or line.name_zh_hans}


def came(review: CustomerReview, *, at: datetime) -> None:
    to_shop(review, "review_came", f"review-came-{review.pk}", at, words=STARS[review.stars])


def answered(review: CustomerReview, *, at: datetime) -> None:
    key = f"review-answered-{review.pk}"
    to_buyer(review.line.parcel, "review_answered", key, at, answer=review.answer, **about(review))


def hidden(review: CustomerReview, *, reasons: str, key: str, at: datetime) -> None:
    to_buyer(review.line.parcel, "review_hidden", key, at, reasons=reasons, **about(review))


def shown_again(review: CustomerReview, *, key: str, at: datetime) -> None:
    to_buyer(review.line.parcel, "review_shown", key, at, **about(review))


def stands(review: CustomerReview, *, at: datetime) -> None:
    to_shop(review, "review_stands", f"review-stands-{review.pk}", at)


def reported(report: ReviewReport, *, at: datetime) -> None:
    """To every franchise manager."""
    review = report.review
    context = {**words_about(review.shop), **about(review), "reasons": report.reasons}
    for manager in people_with_role(Role.FRANCHISE_MANAGER):
        tell(
            user=manager, key=f"review-reported-{report.pk}-{manager.pk}", template="review_reported", context=context, at=at
        )  # fmt: skip


def to_shop(review: CustomerReview, template: str, key: str, at: datetime, **more: Any) -> None:
    context = {**words_about(review.shop), **about(review), **more}
    for person in everybody(review.shop):
        tell(user=person, key=f"{key}-{person.pk}", template=template, context=context, link=DESK, at=at)
