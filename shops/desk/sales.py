"""What a shop has sold, of the orders as they are: not cancelled, not come back, no practice; less what went back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncWeek
from django.utils import timezone

from shops.desk import figures
from shops.desk.figures import Week
from shops.franchise.models import Shop
from shops.orders.models import LineDiscount, Order, OrderLine, ShopOrder
from shops.payments.models import RefundedLine

State = ShopOrder.State
SOLD = (State.TO_PACK, State.BOOKED, State.SENT, State.RECEIVED)
DAYS = 30


@dataclass(frozen=True)
class Sold:
    """Of the last days: how many orders, packs, and fen for goods."""

    orders: int
    packs: int
    fen: int


@figures.source
def sold_in_weeks(shop: Shop, today: date, weeks: int) -> Sequence[Week]:
    """By week, the oldest first, those without a sale too. One query."""
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=weeks - 1)
    week = TruncWeek("parcel__order__confirmed_at", tzinfo=timezone.get_default_timezone())
    rows = sold_lines(shop, first).annotate(week=week).order_by().values("week").annotate(fen=Sum("brings"))
    fen = {row["week"].date(): row["fen"] for row in rows}
    days = [first + timedelta(weeks=n) for n in range(weeks)]
    return [Week(day, fen.get(day, 0)) for day in days]


def sold_lately(shop: Shop, today: date) -> Sold:
    """Of the last thirty days, today's with them. One query."""
    rows = sold_lines(shop, today - timedelta(days=DAYS - 1))
    found = rows.aggregate(orders=Count("parcel", distinct=True), n=Sum("kept"), fen=Sum("brings"))
    return Sold(found["orders"], found["n"] or 0, found["fen"] or 0)


def sold_lines(shop: Shop, first: date) -> QuerySet[OrderLine]:
    """The lines confirmed from the day on, each with `kept`, packs that did not go back, and `brings`, fen for them."""
    since = datetime.combine(first, time.min, tzinfo=timezone.get_default_timezone())
    rows = OrderLine.objects.filter(parcel__shop=shop, parcel__state__in=SOLD, parcel__order__confirmed_at__gte=since)
    off, back = LineDiscount.objects.all(), RefundedLine.objects.all()
    return rows.exclude(parcel__order__way=Order.Way.PRACTICE).annotate(
        kept=F("packs") - of_line(back, "packs"),
        brings=F("price") * F("packs") - of_line(off, "amount") - of_line(back, "amount"),
    )


def of_line(rows: QuerySet[Any], field: str) -> Coalesce:
    """The sum of the field over the rows of a line; 0 without any."""
    mine = rows.filter(line=OuterRef("pk")).order_by().values("line").annotate(n=Sum(field)).values("n")[:1]
    return Coalesce(Subquery(mine, output_field=IntegerField()), 0)
