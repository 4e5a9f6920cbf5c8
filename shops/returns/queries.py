"""Claims as pages read them: of an order, of a shop, those to decide; and what may be claimed of a part now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Prefetch, Q, QuerySet

from shops.franchise.models import Shop
from shops.fulfilment.models import Posting
from shops.ledger.queries import moment_of
from shops.orders.models import Booking, Order, OrderLine, ShopOrder
from shops.returns.models import Claim, ClaimedLine
from shops.returns.terms import Reason, in_time, reasons_for, until

PAGE = 20
State = Claim.State
OF_THE_SHOP = (State.ASKED, State.COMING)  # its turn


def received_at(parcel: ShopOrder) -> datetime | None:
    """When the buyer had it: the moment its money became the shop's; None while it is on its way. Two queries at most."""
    if parcel.state != ShopOrder.State.RECEIVED:
        return None
    earned = moment_of("earned", f"parcel {parcel.pk}")  # nothing is earned of what costs nothing
    last = Posting.objects.filter(parcel=parcel).aggregate(at=Max("at"))["at"] if earned is None else None
    return earned or last or parcel.placed_at


def perishes(parcel: ShopOrder) -> bool:
    """Whether anything of it perishes. One query."""
    return OrderLine.objects.filter(parcel=parcel, category__perishes=True).exists()


@dataclass(frozen=True)
class Claimable:
    """For what money may be claimed back now; `faults_until`: the last moment to claim for faults, of what has come."""

    reasons: list[Reason]
    faults_until: datetime | None


def claimable(parcel: ShopOrder, at: datetime) -> Claimable:
    """What may be claimed of a part; nothing where nothing was paid. Three queries at most."""
    way, Part = parcel.order.way, ShopOrder.State
    if way == Order.Way.PRACTICE or (way == Order.Way.CASH and parcel.state != Part.RECEIVED):
        return Claimable([], None)
    if parcel.kind == ShopOrder.Kind.VISIT:
        return claimable_of_visit(parcel, at)
    facts: dict[str, Any] = {"perishes": perishes(parcel), "received_at": received_at(parcel)}
    return Claimable(reasons_for(parcel.state, at=at, **facts), until(Reason.SPOILED, **facts))


def claimable_of_visit(parcel: ShopOrder, at: datetime) -> Claimable:
    """Once it is over, by guests who were there. Three queries at most."""
    was_there = Booking.objects.filter(line__parcel=parcel, off_at=None, missed_at=None).exists()
    last = until(Reason.SERVED, perishes=False, received_at=received_at(parcel)) if was_there else None
    return Claimable([Reason.SERVED] if last and in_time(last, at) else [], last)


def reasons_of(parcel: ShopOrder, at: datetime) -> list[Reason]:
    """For what money may be claimed back now. Three queries at most."""
    return claimable(parcel, at).reasons


def with_facts(rows: QuerySet[Claim]) -> QuerySet[Claim]:
    lines = Prefetch("lines", ClaimedLine.objects.select_related("line"))
    wide = rows.select_related("parcel__order__buyer", "parcel__shop__owner", "refund__payment")
    return wide.prefetch_related(lines, "photos")


def claims_of(parcels: Iterable[ShopOrder]) -> dict[int, list[Claim]]:
    """By part's id, the newest first. One query."""
    found: dict[int, list[Claim]] = defaultdict(list)
    for claim in Claim.objects.filter(parcel__in=[one.pk for one in parcels]):
        found[claim.parcel_id].append(claim)
    return found


def claim_of_order(number: str, pk: int) -> Claim | None:
    """Three queries."""
    return with_facts(Claim.objects.filter(pk=pk, parcel__order__number=number)).first()


def claim_of_shop(shop: Shop, pk: int) -> Claim | None:
    """Three queries."""
    return with_facts(Claim.objects.filter(pk=pk, parcel__shop=shop)).first()


@dataclass(frozen=True)
class Page:
    rows: list[Claim]
    older: int | None  # the key of the next page


def claims_of_shop(shop: Shop, *, waiting: bool, before: int | None = None) -> Page:
    """Those that wait for the shop, or the others; the newest first, beyond the key `before`. One query."""
    rows = Claim.objects.filter(parcel__shop=shop).select_related("parcel__order").order_by("-pk")
    rows = rows.filter(state__in=OF_THE_SHOP) if waiting else rows.exclude(state__in=OF_THE_SHOP)
    return page_of(rows, before)


def waiting_of(shop: Shop) -> int:
    """One query."""
    return Claim.objects.filter(parcel__shop=shop, state__in=OF_THE_SHOP).count()


def disputes(*, is_open: bool, before: int | None = None) -> Page:
    """To be decided, or decided. One query."""
    rows = Claim.objects.select_related("parcel__order", "parcel__shop").order_by("-pk")
    rows = rows.filter(state=State.DISPUTED) if is_open else rows.exclude(decision="")
    return page_of(rows, before)


def page_of(rows: QuerySet[Claim], before: int | None) -> Page:
    found = list((rows.filter(pk__lt=before) if before else rows)[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def dispute_of(pk: int) -> Claim | None:
    """One that is or was with the managers. Three queries."""
    return with_facts(Claim.objects.filter(pk=pk)).filter(Q(state=State.DISPUTED) | ~Q(decision="")).first()
