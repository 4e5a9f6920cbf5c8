"""A shop's orders by state, and what was posted of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Prefetch, QuerySet

from shops.franchise.models import Shop
from shops.fulfilment.models import PostedLine, Posting, Watch
from shops.orders.models import OrderLine, ShopOrder

PAGE = 20
UNMOVED = 50
State = ShopOrder.State
SHOWN = (
    State.TO_PACK,
    State.SENT,
    State.RECEIVED,
    State.BACK,
    State.CANCELLED,
)  # what nobody has paid yet is not the shop's to see


@dataclass(frozen=True)
class Page:
    rows: list[ShopOrder]
    older: int | None  # the key of the next page


def with_lines(rows: QuerySet[ShopOrder]) -> QuerySet[ShopOrder]:
    lines = Prefetch("lines", OrderLine.objects.prefetch_related("discounts"))
    return rows.select_related("order").prefetch_related(lines)


def orders_of(shop: Shop, state: str, before: int | None = None) -> Page:
    """A page of the shop's orders of goods in a state, the newest first, beyond the key `before`. Three queries, by an index.
    Visits stand with the guests."""
    rows = ShopOrder.objects.filter(shop=shop, state=state, kind=ShopOrder.Kind.GOODS).order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(with_lines(rows)[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def counts_of(shop: Shop) -> dict[str, int]:
    """How many orders of goods the shop has in each state. One query."""
    rows = ShopOrder.objects.filter(shop=shop, state__in=SHOWN, kind=ShopOrder.Kind.GOODS).order_by()
    return dict(rows.values_list("state").annotate(n=Count("pk")))


def parcel_of(shop: Shop, pk: int) -> ShopOrder | None:
    """One of the shop's orders, with its lines. Three queries."""
    return with_lines(ShopOrder.objects.filter(shop=shop, state__in=SHOWN)).filter(pk=pk).first()


def postings_of(parcels: Iterable[ShopOrder]) -> dict[int, list[Posting]]:
    """Postings with their lines by part's id. Two queries."""
    lines = Prefetch("lines", PostedLine.objects.select_related("line"))
    found: dict[int, list[Posting]] = defaultdict(list)
    for posting in Posting.objects.filter(parcel__in=list(parcels)).prefetch_related(lines):
        found[posting.parcel_id].append(posting)
    return found


@dataclass(frozen=True)
class Unmoved:
    """Parcels that franchise managers were told of, the longest first; `more`: the key of those beyond."""

    rows: list[Watch]
    more: int | None


def unposted(after: int = 0) -> Unmoved:
    """Parts that are late by a day or more, beyond the key `after`. One query."""
    return unmoved(Watch.objects.filter(parcel__state=State.TO_PACK, escalated_at__isnull=False), after)


def cash_unclear(after: int = 0) -> Unmoved:
    """Cash parcels of which nobody has said what became, each with `last`, when it was posted. One query."""
    rows = Watch.objects.filter(parcel__state=State.SENT, cash_shown_at__isnull=False)
    return unmoved(rows.annotate(last=Max("parcel__postings__at")), after)


def unmoved(rows: QuerySet[Watch], after: int) -> Unmoved:
    found = list(rows.filter(pk__gt=after).select_related("parcel__order", "parcel__shop__owner").order_by("pk")[: UNMOVED + 1])
    return Unmoved(found[:UNMOVED], found[UNMOVED - 1].pk if len(found) > UNMOVED else None)
