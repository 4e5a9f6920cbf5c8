"""One letter that asks how it was, two days after a parcel was received or a visit was over."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from shops.orders.letters import to_buyer
from shops.orders.models import ShopOrder
from shops.reviews.models import CustomerReview, Invitation

WAITS = timedelta(days=2)
LOOKED_BACK = timedelta(days=400)  # for when it was ordered: goods booked in advance come late


def invite(*, at: datetime, most: int = 200) -> int:
    """Note what was received, and ask of what was long enough ago; how many letters. Safe to run twice at once.

    A parcel is noted at the first look after it was received: the letter goes `WAITS` later, give or take the clock's pace.
    """
    known = Exists(Invitation.objects.filter(parcel=OuterRef("pk")))
    nobody_came = Q(lines__booking__off_at__isnull=False) | Q(lines__booking__missed_at__isnull=False)
    recent = ShopOrder.objects.filter(order__placed_at__gte=at - LOOKED_BACK)
    received = recent.filter(state=ShopOrder.State.RECEIVED).exclude(
        Exists(ShopOrder.objects.filter(nobody_came, pk=OuterRef("pk")))
    )
    new = received.filter(~known).order_by("pk").values_list("pk", flat=True)[:most]
    Invitation.objects.bulk_create((Invitation(parcel_id=pk, due_at=at + WAITS) for pk in new), ignore_conflicts=True)
    due = Invitation.objects.filter(told_at=None, due_at__lte=at).order_by("due_at", "pk")
    return sum(ask(one, at) for one in due.select_related("parcel__order__buyer", "parcel__shop__owner")[:most])


@transaction.atomic
def ask(invitation: Invitation, at: datetime) -> bool:
    """Whether a letter went: not to a guest, who could not stop it, and not when all was reviewed unasked."""
    if not Invitation.objects.filter(pk=invitation.pk, told_at=None).update(told_at=at):
        return False
    parcel = invitation.parcel
    reviewed = CustomerReview.objects.filter(line=OuterRef("pk"))
    if parcel.order.buyer is None or not parcel.lines.filter(~Exists(reviewed)).exists():
        return False
    to_buyer(parcel, "review_invited", f"review-invited-{parcel.pk}", at)
    return True
