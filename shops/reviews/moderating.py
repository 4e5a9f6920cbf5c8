"""Franchise managers decide on a review: hide it with reasons, show it again, or let it stand. Each once, each on record."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.rights import can
from common.sanitise import one_line
from common.states import move
from shops.reviews import letters
from shops.reviews.answering import NotYours, WordsMissing
from shops.reviews.counting import count
from shops.reviews.models import CustomerReview, ReviewReport
from shops.reviews.operations import held

State = CustomerReview.State


@transaction.atomic
def hide_review(*, review: CustomerReview, reasons: str, by: Any, at: datetime) -> bool:
    """Nobody but its writer reads it, and it counts nowhere; the writer is told why. False when it is hidden already.

    Raises NotYours, WordsMissing, and WrongState once it is withdrawn.
    """
    now = deciding(review, by)
    if not (words := one_line(reasons)[:300]):
        raise WordsMissing
    if now.state == State.HIDDEN:
        return False
    move(now, State.HIDDEN, hidden_why=words)
    count(now, {now.stars: -1})
    settle(now, at)
    record = audit.record(by, "hide review", now, at=at, reasons=words)
    letters.hidden(now, reasons=words, key=f"review-hidden-{record.pk}", at=at)
    return True


@transaction.atomic
def show_review(*, review: CustomerReview, by: Any, at: datetime) -> bool:
    """It is read and counts again; the writer is told. False when it is shown already. Raises NotYours, WrongState."""
    now = deciding(review, by)
    if now.state == State.SHOWN:
        return False
    move(now, State.SHOWN, hidden_why="")
    count(now, {now.stars: 1})
    record = audit.record(by, "show review again", now, at=at)
    letters.shown_again(now, key=f"review-shown-{record.pk}", at=at)
    return True


@transaction.atomic
def let_stand(*, review: CustomerReview, by: Any, at: datetime) -> bool:
    """What the shop reported is no reason to hide it; the shop is told. False when nothing waits. Raises NotYours."""
    now = deciding(review, by)
    if not settle(now, at):
        return False
    audit.record(by, "let review stand", now, at=at)
    letters.stands(now, at=at)
    return True


def settle(review: CustomerReview, at: datetime) -> bool:
    """Whether a report waited to be decided."""
    return bool(ReviewReport.objects.filter(review=review, settled_at=None).update(settled_at=at))


def deciding(review: CustomerReview, by: Any) -> CustomerReview:
    now = held(review)
    if not can(by, "decide on review", now):
        raise NotYours
    return now
