"""The shop answers a review once, and puts its answer right; what it holds to be false it reports. It hides nothing."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.rights import can
from common.sanitise import one_line, plain_text
from common.states import WrongState
from shops.reviews import letters
from shops.reviews.advertising import refuse
from shops.reviews.models import LONGEST, CustomerReview, ReviewReport
from shops.reviews.operations import held

State = CustomerReview.State


class NotYours(Exception):
    """Nothing was done."""


class WordsMissing(Exception):
    """An answer has words, a report reasons."""


@transaction.atomic
def answer_review(*, review: CustomerReview, text: str, by: Any, at: datetime) -> CustomerReview:
    """What the shop says to it, in place of what it said before; the writer is told of the first.

    Raises NotYours, WordsMissing, Advertises, and WrongState when it is not shown.
    """
    now = own(review, by)
    if not (words := plain_text(text)[:LONGEST]):
        raise WordsMissing
    refuse(words)
    is_first = now.answered_at is None
    facts = {"answered_at": at, "answered_by": by} if is_first else {}
    if "answer" in audit.written(now, {"answer": words, **facts}):
        audit.record(by, "answer review" if is_first else "change answer to review", now, at=at)
    if is_first:
        letters.answered(now, at=at)
    return now


@transaction.atomic
def report_review(*, review: CustomerReview, reasons: str, by: Any, at: datetime) -> ReviewReport:
    """Ask the franchise managers to look at it; a second report is the first. Raises NotYours, WordsMissing, WrongState."""
    now = own(review, by)
    if not (words := one_line(reasons)[:300]):
        raise WordsMissing
    report, is_new = ReviewReport.objects.get_or_create(review=now, defaults={"reasons": words, "by": by, "at": at})
    if is_new:
        audit.record(by, "report review", now, at=at, reasons=words)
        letters.reported(report, at=at)
    return report


def own(review: CustomerReview, by: Any) -> CustomerReview:
    """The review, held, if it is shown and of a shop whose goods `by` keeps. Raises NotYours, WrongState."""
    now = held(review)
    if not can(by, "change goods", now.shop):
        raise NotYours
    if now.state != State.SHOWN:
        raise WrongState(now, State.SHOWN)
    return now
