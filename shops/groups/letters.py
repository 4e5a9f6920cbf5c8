"""What members of a group are told. A guest by SMS at the order's number, like all of an order."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from common.money import yuan
from shops.groups.models import Group, Seat
from shops.orders.letters import to_buyer
from shops.orders.models import ShopOrder

LAST_CALL = timedelta(hours=2)  # before the end


def tell(group: Group, seat: Seat, template: str, key: str, at: datetime, **more: Any) -> None:
    rows = ShopOrder.objects.select_related("order__buyer", "shop").prefetch_related("lines__discounts")
    parcel = rows.get(order=seat.order_id)
    product: Any = parcel.lines.all()[0]
    facts = {
        "goods_zh": product.name_zh_hans, "goods_en": product.name_en or product.name_zh_hans, "sum": yuan(parcel.total),
        "size": group.size, "until": group.expires_at, "goes": parcel.kind == ShopOrder.Kind.VISIT, **more,
    }  # fmt: skip
    to_buyer(parcel, template, key, at, **facts)


def seated(group: Group, seat: Seat, at: datetime) -> None:
    """To whoever has just paid: the group is open, or they are in it; how many are missing."""
    paid = Seat.objects.filter(group=group, state=Seat.State.CONFIRMED).count()
    template = "group_opened" if seat.leads and paid == 1 else "group_joined"
    tell(group, seat, template, f"seated-{seat.pk}", at, missing=group.size - paid)


def complete(group: Group, seat: Seat, at: datetime) -> None:
    tell(group, seat, "group_complete", f"group-complete-{seat.pk}", at)


def failed(group: Group, seat: Seat, at: datetime) -> None:
    tell(group, seat, "group_failed", f"group-failed-{seat.pk}", at, why=Group.Why(group.why).label)


def call_the_last(*, at: datetime, most: int = 100) -> int:
    """Two hours before the end, where one is missing: members are told, once; how many groups. Safe to run twice at once."""
    near = Group.objects.filter(
        state=Group.State.GATHERING, reminded_at=None, expires_at__gt=at, expires_at__lte=at + LAST_CALL
    )
    return sum(called(group, at) for group in near.filter(seated__gte=F("size") - 1).order_by("expires_at", "pk")[:most])


@transaction.atomic
def called(group: Group, at: datetime) -> bool:
    """Whether one was missing and it was this run that told."""
    paid = list(Seat.objects.filter(group=group, state=Seat.State.CONFIRMED).order_by("pk"))
    if len(paid) != group.size - 1:
        return False
    if not Group.objects.filter(pk=group.pk, state=Group.State.GATHERING, reminded_at=None).update(reminded_at=at):
        return False
    for seat in paid:
        tell(group, seat, "group_one_missing", f"group-missing-{seat.pk}", at)
    return True
