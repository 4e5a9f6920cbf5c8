"""Writing, changing and withdrawing a review. Who may is who placed the order: asked by the view, which knows the browser."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from common import audit
from common.sanitise import plain_text
from common.states import move
from shops.orders.models import OrderLine, ShopOrder
from shops.reviews import letters
from shops.reviews.advertising import refuse
from shops.reviews.counting import count
from shops.reviews.models import LONGEST, MOST_PHOTOS, STARS, CustomerReview, ReviewPhoto
from shops.reviews.names import masked
from uploads.models import Photo

State = CustomerReview.State
CHANGED_FOR = timedelta(days=7)


class NotReceived(Exception):
    """Of what has not come, nothing can be said yet."""


class StarsMissing(Exception):
    """One to five; the words are as one likes."""


class TooLate(Exception):
    """A review is changed within `CHANGED_FOR`; nothing was changed."""


def is_changeable(review: CustomerReview, at: datetime) -> bool:
    return review.state != State.WITHDRAWN and at <= review.written_at + CHANGED_FOR


def words_of(stars: int, text: str) -> str:
    """The words as they are kept. Raises StarsMissing, Advertises."""
    if stars not in STARS:
        raise StarsMissing
    words = plain_text(text)[:LONGEST]
    refuse(words)
    return words


@transaction.atomic
def write_review(
    *, line: OrderLine, stars: int, text: str, photos: Sequence[Photo], by: Any, at: datetime
) -> CustomerReview:  # fmt: skip
    """The buyer's review of a line of goods, or of a visit at which they were; the same press again, or any second one, is the
    first review.

    Raises NotReceived, StarsMissing, Advertises.
    """
    parcel: ShopOrder = line.parcel
    if not may_be_reviewed(line):
        raise NotReceived
    words, order = words_of(stars, text), parcel.order
    facts = {
        **reviewed(line), "shop": parcel.shop, "stars": stars, "text": words,
        "signed": masked(order.buyer.name if order.buyer else order.name), "written_at": at,
    }  # fmt: skip
    review, is_new = CustomerReview.objects.get_or_create(line=line, defaults=facts)
    if is_new:
        show(review, photos)
        count(review, {stars: 1})
        audit.record(by, "write review", review, at=at, stars=stars)
        letters.came(review, at=at)
    return review


def may_be_reviewed(line: OrderLine) -> bool:
    """Whether the buyer has it: goods received, or a visit that is over and was not called off or missed."""
    if line.parcel.state != ShopOrder.State.RECEIVED:
        return False
    return line.offer_id is not None or (line.booking.off_at is None and line.booking.missed_at is None)


def reviewed(line: OrderLine) -> dict[str, Any]:
    if line.offer_id is None:
        return {"visit": line.booking.visit}
    return {"product": line.goods.variant.product}


@transaction.atomic
def change_review(
    *, review: CustomerReview, stars: int, text: str, photos: Sequence[Photo], by: Any, at: datetime
) -> CustomerReview:  # fmt: skip
    """The review as its writer puts it now; the same again is no change. Raises StarsMissing, Advertises, TooLate."""
    words, now = words_of(stars, text), held(review)
    if not is_changeable(now, at):
        raise TooLate
    was = now.stars
    changed = audit.written(now, {"stars": stars, "text": words})
    if show(now, photos):
        changed.append("photos")
    if changed:
        CustomerReview.objects.filter(pk=now.pk).update(changed_at=at)
        if was != stars and now.state == State.SHOWN:
            count(now, {was: -1, stars: 1})
        audit.record(by, "change review", now, at=at, changed=changed, stars=[was, stars])
    return now


@transaction.atomic
def withdraw_review(*, review: CustomerReview, by: Any, at: datetime) -> bool:
    """Its words, photographs and answer go, and it counts no more; for good. False when that was done before."""
    now = held(review)
    if now.state == State.WITHDRAWN:
        return False
    was = now.state
    move(now, State.WITHDRAWN, text="", signed="", answer="", answered_by=None)
    now.shots.all().delete()
    if was == State.SHOWN:
        count(now, {now.stars: -1})
    audit.record(by, "withdraw review", now, at=at)
    review.state = now.state
    return True


def show(review: CustomerReview, photos: Sequence[Photo]) -> bool:
    """Show these photographs of the buyer's, and no others; whether that is a change."""
    owner = review.line.parcel.order.buyer_id
    wanted = list(dict.fromkeys(photo.pk for photo in photos if photo.owner_id == owner))[:MOST_PHOTOS]
    if wanted == list(review.shots.order_by("position").values_list("photo", flat=True)):
        return False
    review.shots.all().delete()
    ReviewPhoto.objects.bulk_create(
        ReviewPhoto(review=review, photo_id=pk, position=place) for place, pk in enumerate(wanted, 1)
    )
    return True


def held(review: CustomerReview) -> CustomerReview:
    """The review's row, held until the transaction ends; the counts of its product are moved after it."""
    rows = CustomerReview.objects.select_for_update(of=("self",)).select_related("line__parcel__order__buyer", "shop__owner")
    return rows.get(pk=review.pk)
