"""Of an order: what was kept of its goods, and from when on nothing of it can be claimed back any more. Fen."""

from datetime import datetime, timedelta

from django.db.models import Q, Sum

from shops.bonuses.models import WHOLE, BonusTerms
from shops.ledger.models import Entry
from shops.orders.models import Order, ShopOrder
from shops.payments.models import Refund
from shops.payments.refunds import left_of
from shops.returns.models import Claim

Part = ShopOrder.State
UNFINISHED = (Part.WAITING, Part.GATHERING, Part.TO_PACK, Part.BOOKED, Part.SENT)
CLOSED = (Part.CANCELLED, Part.BACK)
LOOK_AGAIN = timedelta(hours=6)


def bonus_on(base: int, basis_points: int) -> int:
    """Half up, once for the order."""
    return (base * basis_points * 2 + WHOLE) // (2 * WHOLE)


def kept_of(order: Order, terms: BonusTerms) -> int:
    """Fen that the buyer paid for goods (and visits, where the terms say so) and did not get back, whoever gave it back.
    Postage is nothing of it. Five queries for each part."""
    kinds = [ShopOrder.Kind.GOODS, *([ShopOrder.Kind.VISIT] if terms.with_visits else [])]
    parts = order.parcels.filter(kind__in=kinds).exclude(state__in=CLOSED)
    return sum(kept_of_part(parcel) for parcel in parts.order_by("pk"))


def kept_of_part(parcel: ShopOrder) -> int:
    goodwill = Refund.objects.filter(parcel=parcel, from_county=True).aggregate(fen=Sum("amount", default=0))["fen"]
    return max(0, sum(one.amount for one in left_of(parcel).values()) - goodwill)


def closed_from(order: Order, terms: BonusTerms, at: datetime) -> datetime:
    """When the window of all its parts is over: past, or when to look again. Three queries."""
    if order.parcels.filter(state__in=UNFINISHED).exists():
        return at + LOOK_AGAIN
    going_on = Q(state__in=Claim.OPEN) | Q(state=Claim.State.REFUSED, due_at__gt=at)  # who is refused may still object
    if Claim.objects.filter(going_on, parcel__order=order).exists():
        return at + LOOK_AGAIN
    sources = [f"parcel {pk}" for pk in order.parcels.filter(state=Part.RECEIVED).values_list("pk", flat=True)]
    moments = Entry.objects.filter(kind__in=("earned", "county discount"), source__in=sources).values_list("at", flat=True)
    return max([*moments, order.placed_at]) + timedelta(days=terms.window_days)
