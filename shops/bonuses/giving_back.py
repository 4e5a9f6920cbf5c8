"""Credit that was spent comes back as the order does: all of it where nobody paid or all was cancelled, else in part."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from common import audit
from shops.bonuses.models import Bonus, Spending, SpentBonus
from shops.bonuses.reckoning import CLOSED
from shops.bonuses.refusing import UNDONE
from shops.ledger import postings
from shops.orders.models import Order, ShopOrder
from shops.orders.moving import held
from shops.payments.models import RefundedLine
from shops.payments.refunds import left_of

LASTS_AGAIN = timedelta(days=14)  # at least, for what comes back
LOOKED_AT = timedelta(days=200)  # after ordering: no refund comes later
MOST = 200  # of a run; the next goes on


def give_back(*, at: datetime) -> int:
    """By the clock: spendings of whose orders something was undone since; how many got some back. Safe to run twice at once."""
    due = changed().filter(at__gte=at - LOOKED_AT).order_by("pk").values_list("pk", flat=True)
    return sum(gave_back(pk, at) for pk in due[:MOST])


def changed() -> Any:
    """Those of whose orders more lines went back, or parts were cancelled, than was `seen`."""
    lines = RefundedLine.objects.filter(line__parcel__order=OuterRef("order")).order_by()
    parts = ShopOrder.objects.filter(order=OuterRef("order"), state__in=CLOSED).order_by()
    return Spending.objects.annotate(now=counted(lines) + counted(parts)).filter(now__gt=F("seen"))


def counted(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.annotate(_one=Value(1)).values("_one").annotate(n=Count("pk")).values("n")), 0)


@transaction.atomic
def gave_back(pk: int, at: datetime) -> bool:
    """Whether some came back. The order's row is held, so that no refund comes between."""
    order = held(Order.objects.get(credit_spent=pk))
    spending = Spending.objects.select_for_update(of=("self",)).get(pk=pk)
    seen = changed().filter(pk=pk).values_list("now", flat=True).first()
    if seen is None:
        return False
    more = spending.amount - kept_of(spending, order) - spending.back
    Spending.objects.filter(pk=pk).update(seen=seen, back=F("back") + more)
    if not more:
        return False
    give(spending, more, at)
    source = f"spending {pk} back {spending.back + more}"  # how much had come back by then
    postings.give_credit_back(order=order.number, source=source, amount=more, at=at)
    audit.record(None, "give credit back", spending, at=at, order=order.number, amount=more)
    return True


def kept_of(spending: Spending, order: Order) -> int:
    """Fen of it that stay spent: each line's share of what was not returned, as of any discount of the county's."""
    if order.state in UNDONE:
        return 0
    on = dict(spending.lines.values_list("line", "amount"))
    standing = order.parcels.exclude(state__in=CLOSED).filter(lines__in=on).distinct().order_by("pk")
    kept = 0
    for parcel in standing:
        for line, left in left_of(parcel).items():
            whole, rest = (left.paid, left.amount) if left.paid else (left.line.packs, left.packs)
            kept += on.get(line, 0) * rest // whole
    return kept


def give(spending: Spending, fen: int, at: datetime) -> None:
    """To the bonuses it came of, in the order of their ids; each lasts a while again."""
    until = at + LASTS_AGAIN
    for part in spending.parts.order_by("bonus_id"):
        if some := min(fen, part.amount - part.back):
            SpentBonus.objects.filter(pk=part.pk).update(back=F("back") + some)
            Bonus.objects.filter(pk=part.bonus_id).update(
                left=F("left") + some, spent=F("spent") - some, expires_at=Greatest("expires_at", until), warned_at=None
            )
            fen -= some
