"""A shop's orders by state, and what was posted of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from shops.franchise.models import Shop
from shops.fulfilment.models import PostedLine, Posting
from shops.orders.models import OrderLine, ShopOrder

PAGE = 20
State = ShopOrder.State
SHOWN = (State.TO_PACK, State.SENT, State.RECEIVED, State.CANCELLED)  # what nobody has paid yet is not the shop's to see


@dataclass(frozen=True)
class Page:
    rows: list[ShopOrder]
    older: int | None  # the key of the next page


def with_lines(rows: QuerySet[ShopOrder]) -> QuerySet[ShopOrder]:
    lines = Prefetch("lines", OrderLine.objects.prefetch_related("discounts"))
    return rows.select_related("order").prefetch_related(lines)


def orders_of(shop: Shop, state: str, before: int | None = None) -> Page:
    """A page of the shop's orders in a state, the newest first, beyond the key `before`. Three queries, by an index."""
    rows = ShopOrder.objects.filter(shop=shop, state=state).order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(with_lines(rows)[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def counts_of(shop: Shop) -> dict[str, int]:
    """How many orders the shop has in each state. One query."""
    rows = ShopOrder.objects.filter(shop=shop, state__in=SHOWN).order_by()
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
