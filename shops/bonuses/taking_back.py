"""What takes credit away again: an order whose money went back after all, and time. Each fen once, never below nothing.

What was spent already is missing, and is taken of what the sharer earns or gets back next.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Sum

from common import audit
from shops.bonuses import letters
from shops.bonuses.models import Bonus
from shops.bonuses.reckoning import kept_of
from shops.ledger import postings
from shops.orders.models import Order
from shops.orders.moving import held
from shops.payments.models import Refund

State = Bonus.State
WARNED_BEFORE = timedelta(days=14)
LOOKED_AT = timedelta(days=200)  # after it was given: no refund comes later
MOST = 200  # of a run; the next goes on


def take_back(*, at: datetime) -> int:
    """By the clock: earned bonuses of orders of which money went back since; how many. Safe to run twice at once."""
    late = Bonus.objects.filter(state=State.EARNED, earned_at__gte=at - LOOKED_AT)
    rows = late.annotate(refunds=Count("order__payments__refunds"))
    due = rows.filter(refunds__gt=F("refunds_seen")).order_by("pk").values_list("pk", flat=True)
    taken = sum(looked_over(pk, at) for pk in due[:MOST])
    collect_missing(at=at)
    return taken


@transaction.atomic
def looked_over(pk: int, at: datetime) -> bool:
    """Whether less is due than was given: by how much, in proportion to what of the goods is kept."""
    held(Order.objects.get(bonus=pk))
    rows = Bonus.objects.select_for_update(of=("self",)).select_related("order", "terms")
    bonus = rows.get(pk=pk)
    seen = Refund.objects.filter(payment__order=bonus.order).count()
    due = bonus.amount * kept_of(bonus.order, bonus.terms) // bonus.base
    more = max(0, bonus.amount - due - bonus.back)
    Bonus.objects.filter(pk=pk).update(refunds_seen=seen, back=F("back") + more, missing=F("missing") + more)
    if more:
        audit.record(None, "take bonus back", bonus, at=at, amount=more)
        letters.taken_back(bonus, more, bonus.back + more, at)
    return bool(more)


def collect_missing(*, at: datetime) -> int:
    """What is to be taken back is, as far as its sharer has credit; fen."""
    owing = Bonus.objects.filter(missing__gt=0).order_by("sharer_id").values_list("sharer_id", flat=True).distinct()
    return sum(collect(person, at) for person in owing)


@transaction.atomic
def collect(person: int, at: datetime) -> int:
    """Of one sharer, all of whose bonuses are held. The oldest credit first, withheld or not."""
    rows = list(Bonus.objects.select_for_update(of=("self",)).filter(sharer=person, state=State.EARNED).order_by("pk"))
    left, taken = {row.pk: row.left for row in rows}, 0
    for owed in (row for row in rows if row.missing):
        got = 0
        for pk in left:
            fen = min(left[pk], owed.missing - got)
            if fen and Bonus.objects.filter(pk=pk, left__gte=fen).update(left=F("left") - fen, docked=F("docked") + fen):
                left[pk], got = left[pk] - fen, got + fen
        if got:
            Bonus.objects.filter(pk=owed.pk).update(missing=F("missing") - got)
            source = f"bonus {owed.pk} back {owed.back - owed.missing + got}"  # how much of it was taken by then
            postings.take_bonus_back(order=owed.order.number, source=source, amount=got, at=at)
            taken += got
    return taken


def end_credit(*, at: datetime) -> int:
    """By the clock: credit whose time is over; how many bonuses. What is withheld waits for its decision."""
    due = Bonus.objects.filter(left__gt=0, expires_at__lte=at, is_withheld=False)
    return sum(ended(pk, at) for pk in due.order_by("expires_at", "pk").values_list("pk", flat=True)[:MOST])


@transaction.atomic
def ended(pk: int, at: datetime) -> bool:
    bonus = Bonus.objects.select_for_update(of=("self",)).get(pk=pk)
    rows = Bonus.objects.filter(pk=pk, left=bonus.left, left__gt=0, expires_at__lte=at, is_withheld=False)
    if not rows.update(left=0, ended=F("ended") + bonus.left):
        return False
    postings.end_credit(source=f"bonus {pk} over {bonus.ended + bonus.left}", amount=bonus.left, at=at)
    audit.record(None, "end credit", bonus, at=at, amount=bonus.left)
    return True


def warn(*, at: datetime) -> int:
    """Two weeks before credit ends its owner is told, once for all that ends then; how many people."""
    due = Bonus.objects.filter(
        left__gt=0, expires_at__gt=at, expires_at__lte=at + WARNED_BEFORE, is_withheld=False, warned_at=None
    )
    return sum(warned(person, at) for person in due.order_by("sharer_id").values_list("sharer_id", flat=True).distinct()[:MOST])


@transaction.atomic
def warned(person: int, at: datetime) -> bool:
    rows = Bonus.objects.filter(sharer=person, left__gt=0, expires_at__gt=at, expires_at__lte=at + WARNED_BEFORE)
    ids = list(rows.filter(is_withheld=False, warned_at=None).order_by("pk").values_list("pk", flat=True))
    if not ids or Bonus.objects.filter(pk__in=ids, warned_at=None).update(warned_at=at) != len(ids):
        return False
    found = Bonus.objects.filter(pk__in=ids).select_related("sharer").order_by("expires_at")
    letters.ends_soon(found[0], found.aggregate(fen=Sum("left", default=0))["fen"], at)
    return True
